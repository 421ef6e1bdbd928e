import * as vscode from 'vscode';
import { statusFromAws, statusFromFiles, type Status } from './status.ts';
import { timeWords } from './state-words.ts';

/**
 * Shows the status from the files at once, then what AWS says, unless that is outdated by then. Resolves to the time at
 * which the status expires, in milliseconds, if it is known.
 */
export async function updateStatusBar(
  context: vscode.ExtensionContext,
  item: vscode.StatusBarItem,
  mayAskAws: boolean,
  isOutdated: () => boolean,
): Promise<number | undefined> {
  let status = await statusFromFiles(context);
  if (!isOutdated()) showStatus(item, status);
  if (mayAskAws) {
    status = await statusFromAws(context);
    if (!isOutdated()) showStatus(item, status);
  }
  const state = status?.profile?.state;
  return status?.until ?? (state?.kind === 'valid' && !state.renews ? state.until : undefined);
}

function showStatus(item: vscode.StatusBarItem, status: Status | undefined): void {
  if (status === undefined) {
    item.text = vscode.l10n.t('$(account) AWS: Choose Credentials');
    item.tooltip = vscode.l10n.t('Case Insights: choose AWS credentials');
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
    vscode.l10n.t('Case Insights uses {0}, in {1}.', label, region),
    ...(identity === undefined ? [] : [identity.arn]),
    ...(until === undefined ? [] : [vscode.l10n.t('Valid until {0}.', timeWords(until))]),
    ...(trouble === undefined ? [] : [trouble.message]),
  ].join('\n');
}
