import type * as vscode from 'vscode';
import type { ChosenCredentials } from './chosen.ts';
import { onDidChange } from './credentials-changed.ts';

/**
 * The credentials that were chosen last, whether or not they still work; undefined if none were. Never asks the person,
 * and neither does its source: it rejects with a CaseInsightsError if an MFA code or a sign-in is needed.
 */
export async function currentCredentials(context: vscode.ExtensionContext): Promise<ChosenCredentials | undefined> {
  const { chosen } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ './chosen.ts');
  return chosen(context, 'quiet');
}

/**
 * The credentials that were chosen last if AWS accepts them, otherwise those that the person chooses now; undefined if
 * they gave up. Its source asks for an MFA code again where one is needed later.
 */
export async function askForCredentials(context: vscode.ExtensionContext): Promise<ChosenCredentials | undefined> {
  const { ensureCredentials } = await import(
    /* webpackMode: "lazy", webpackChunkName: "features" */ './choose-credentials.ts'
  );
  return ensureCredentials(context);
}

/** Asks for another region for the chosen credentials, and fires the change event. */
export async function askForRegion(context: vscode.ExtensionContext): Promise<void> {
  const { changeRegion } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ './change-region.ts');
  await changeRegion(context);
}

/**
 * Fires when the choice changed, or when the chosen credentials may have changed: a sign-in, new keys, a changed file.
 */
export const onDidChangeCredentials: vscode.Event<void> = onDidChange;
