import * as vscode from 'vscode';

/** Says that there is nothing to choose from, and offers to change that. */
export async function sayNoServer(): Promise<void> {
  const connect = vscode.l10n.t('Connect to an Existing Server');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('No Case Insights server is connected yet.'),
    connect,
  );
  if (choice === connect) await vscode.commands.executeCommand('caseInsights.connectExisting');
}
