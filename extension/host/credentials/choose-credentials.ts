import * as vscode from 'vscode';
import { CaseInsightsError } from '#core/errors.ts';
import { fromChoice, identityOf, type ChosenCredentials } from './chosen.ts';
import { readChoice } from './credentials-setting.ts';
import { askWhich } from './ask-which.ts';
import { useCredentials, type Used } from './use-credentials.ts';

/** The command: helps the person to choose credentials that AWS accepts, and says whose they are. */
export async function chooseCredentials(context: vscode.ExtensionContext): Promise<void> {
  const used = await lead(context, undefined);
  if (used !== undefined) sayIdentity(used);
}

/** Says which identity and region are used from now on. */
function sayIdentity({ chosen, identity }: Used): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Case Insights now uses {0}, account {1}, in {2}.', identity.arn, identity.account, chosen.region),
  );
}

/** See `askForCredentials`. */
export async function ensureCredentials(context: vscode.ExtensionContext): Promise<ChosenCredentials | undefined> {
  const choice = readChoice();
  if (choice === undefined) return (await lead(context, undefined))?.chosen;
  const chosen = await fromChoice(context, choice, 'asking');
  try {
    await identityOf(chosen);
    return chosen;
  } catch (thrown) {
    // If nobody answers, the next call reports the failure.
    if (codeOf(thrown) === 'UNREACHABLE') return chosen;
    if (codeOf(thrown) === 'CANCELLED') return undefined;
    return (await lead(context, wordsOf(thrown)))?.chosen;
  }
}

/** Asks until AWS accepts the chosen credentials, and says why it does not. Undefined if the person gave up. */
async function lead(context: vscode.ExtensionContext, problem: string | undefined): Promise<Used | undefined> {
  for (let said = problem; ;) {
    if (said !== undefined) void vscode.window.showWarningMessage(said);
    try {
      const choice = await askWhich(context);
      return choice && (await useCredentials(context, choice));
    } catch (thrown) {
      said = codeOf(thrown) === 'CANCELLED' ? undefined : wordsOf(thrown);
    }
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof CaseInsightsError ? thrown.code : undefined;
}

/** A failure and what to do about it, in one text. */
export function wordsOf(thrown: unknown): string {
  if (thrown instanceof CaseInsightsError) return `${thrown.message} ${thrown.remedy}`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}
