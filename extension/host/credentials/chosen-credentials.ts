import type * as vscode from 'vscode';
import type { ChosenCredentials } from './chosen.ts';
import { onDidChange } from './credentials-changed.ts';

/**
 * What was chosen last, whether or not it still works; undefined if nothing was. Asks nobody, and neither does its
 * source: where an MFA code or a sign-in is needed, that rejects with a CaseInsightsError.
 */
export async function currentCredentials(context: vscode.ExtensionContext): Promise<ChosenCredentials | undefined> {
  const { chosen } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ './chosen.ts');
  return chosen(context, 'quiet');
}

/**
 * What was chosen last if AWS takes it, otherwise what the person is led to choose now; undefined if they gave up. Its
 * source asks for an MFA code again where one is needed later.
 */
export async function askForCredentials(context: vscode.ExtensionContext): Promise<ChosenCredentials | undefined> {
  const { ensureCredentials } = await import(
    /* webpackMode: "lazy", webpackChunkName: "features" */ './choose-credentials.ts'
  );
  return ensureCredentials(context);
}

/** Asks for another region for what was chosen; whoever listens hears of it. */
export async function askForRegion(context: vscode.ExtensionContext): Promise<void> {
  const { changeRegion } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ './change-region.ts');
  await changeRegion(context);
}

/** Something else was chosen, or what was chosen may have other credentials now: a sign-in, new keys, a changed file. */
export const onDidChangeCredentials: vscode.Event<void> = onDidChange;
