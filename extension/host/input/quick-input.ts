import * as vscode from 'vscode';
import { BACK, type StepPosition } from './run-steps.ts';

/** Undefined if the person gave up. */
export type PickAnswer<Item> = Item | typeof BACK | undefined;

interface Question extends Pick<StepPosition, 'canGoBack'> {
  readonly title: string;
  readonly step: number | undefined;
  readonly totalSteps: number | undefined;
}

interface TextQuestion extends Question {
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value: string;
  /** One sentence on what is wrong with a value, or undefined. */
  readonly problem: (value: string) => string | undefined;
}

/** Asks for a line of text in the editor's own input box. */
export async function askText(question: TextQuestion): Promise<PickAnswer<string>> {
  const box = vscode.window.createInputBox();
  const { title, step, totalSteps, prompt, placeholder, value, problem } = question;
  Object.assign(box, { title, step, totalSteps, prompt, placeholder, value });
  return ask(box, question, (settle) => [
    box.onDidChangeValue(() => (box.validationMessage = undefined)),
    box.onDidAccept(() => {
      box.validationMessage = problem(box.value);
      if (box.validationMessage === undefined) settle(box.value);
    }),
  ]);
}

interface PickQuestion<Item> extends Question {
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly active?: Item | undefined;
}

/** Asks to choose one of the items. */
export async function askPick<Item extends vscode.QuickPickItem>(
  question: PickQuestion<Item>,
): Promise<PickAnswer<Item>> {
  const pick = vscode.window.createQuickPick<Item>();
  const { title, step, totalSteps, placeholder, items, active } = question;
  Object.assign(pick, { title, step, totalSteps, placeholder, items, matchOnDescription: true, matchOnDetail: true });
  if (active !== undefined) pick.activeItems = [active];
  return ask(pick, question, (settle) => [
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item !== undefined) settle(item);
    }),
  ]);
}

interface ManyQuestion<Item> extends Question {
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The items that are selected at first. */
  readonly ticked: readonly Item[];
}

/** Asks to choose any number of the items. */
export async function askMany<Item extends vscode.QuickPickItem>(
  question: ManyQuestion<Item>,
): Promise<PickAnswer<readonly Item[]>> {
  const pick = vscode.window.createQuickPick<Item>();
  const { title, step, totalSteps, placeholder, items, ticked } = question;
  Object.assign(pick, { title, step, totalSteps, placeholder, items, canSelectMany: true, matchOnDescription: true });
  pick.selectedItems = ticked;
  return ask(pick, question, (settle) => [pick.onDidAccept(() => settle([...pick.selectedItems]))]);
}

async function ask<Answer>(
  input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
  { canGoBack }: Question,
  listen: (settle: (answer: Answer) => void) => { dispose(): unknown }[],
): Promise<PickAnswer<Answer>> {
  // The box stays open, because people look the URL up elsewhere.
  input.ignoreFocusOut = true;
  if (canGoBack) input.buttons = [vscode.QuickInputButtons.Back];
  const listeners: { dispose(): unknown }[] = [input];
  try {
    return await new Promise<PickAnswer<Answer>>((resolve) => {
      listeners.push(
        ...listen(resolve),
        input.onDidHide(() => resolve(undefined)),
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) resolve(BACK);
        }),
      );
      input.show();
    });
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}
