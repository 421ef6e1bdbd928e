import * as vscode from 'vscode';
import { z } from 'zod';
import { CREDENTIALS_SETTING } from './places.ts';

const region = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)+-\d+$/)
  .optional()
  .catch(undefined);

const Choice = z.discriminatedUnion('from', [
  z.object({ from: z.literal('profile'), profile: z.string().min(1), region }),
  /** What the environment of the editor offers: variables, a container or an instance. */
  z.object({ from: z.literal('environment'), region }),
  /** Keys that a person pasted; they lie in the editor's secret storage. */
  z.object({ from: z.literal('pastedKeys'), region }),
]);
/** What deploying and the panel call AWS with. */
export type Choice = z.output<typeof Choice>;

/** Undefined until something is chosen, and for values that were edited by hand and are not valid. */
export function readChoice(): Choice | undefined {
  return Choice.safeParse(vscode.workspace.getConfiguration().get(CREDENTIALS_SETTING)).data;
}

/** Rejects if the settings file cannot be written, for example because it contains unsaved errors. */
export async function writeChoice(choice: Choice | undefined): Promise<void> {
  await vscode.workspace.getConfiguration().update(CREDENTIALS_SETTING, choice, vscode.ConfigurationTarget.Global);
}
