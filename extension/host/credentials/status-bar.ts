import * as vscode from 'vscode';
import { statusFromAws, statusFromFiles, type Status } from './status.ts';
import { timeWords } from './state-words.ts';

/** Shows the status from the files at once, and what AWS says where it may be asked. */
export async function updateStatusBar(
  context: vscode.ExtensionContext,
  item: vscode.StatusBarItem,
  mayAskAws: boolean,
): Promise<void> {
  showStatus(item, await statusFromFiles(context));
  if (mayAskAws) showStatus(item, await statusFromAws(context));
}

function showStatus(item: vscode.StatusBarItem, status: Status | undefined): void {
  if (status === undefined) {
    item.text = vscode.l10n.t('$(account) AWS: choose credentials');
    item.tooltip = vscode.l10n.t('Case Insights: choose the AWS credentials to work with');
    item.backgroundColor = undefined;
    return;
  }
  const { label, region, identity, profile, until, trouble } = status;
  const account = identity?.account ?? profile?.account;
  const needsPerson = trouble !== undefined && trouble.help !== 'mfa-code';
  item.text = [`$(${needsPerson ? 'warning' : 'account'}) AWS: ${label}`, region, account]
    .filter((part) => part !== undefined)
    .join(' · ');
  item.backgroundColor = needsPerson ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  item.tooltip = [
    vscode.l10n.t('Case Insights calls AWS with {0}, in {1}.', label, region),
    ...(identity === undefined ? [] : [identity.arn]),
    ...(until === undefined ? [] : [vscode.l10n.t('Valid until {0}.', timeWords(until))]),
    ...(trouble === undefined ? [] : [trouble.message]),
  ].join('\n');
}
