import * as vscode from 'vscode';
import { credentialsChanged } from './credentials-changed.ts';
import { CREDENTIALS_SETTING, KEPT_KEYS_SECRET } from './places.ts';

/** Registers the command about credentials, and tells the others when another window changed them. */
export function registerCredentials(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('caseInsights.chooseCredentials', async () => {
      const { chooseCredentials } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './choose-credentials.ts'
      );
      await chooseCredentials(context);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(CREDENTIALS_SETTING)) credentialsChanged();
    }),
    context.secrets.onDidChange(({ key }) => {
      if (key === KEPT_KEYS_SECRET) credentialsChanged();
    }),
  );
}
