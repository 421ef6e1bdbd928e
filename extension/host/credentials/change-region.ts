import * as vscode from 'vscode';
import { askRegion } from './ask-region.ts';
import { fromChoice } from './chosen.ts';
import { credentialsChanged } from './credentials-changed.ts';
import { readChoice, writeChoice } from './credentials-setting.ts';

/** Asks for the region to use with the chosen credentials. Does nothing if none are chosen. */
export async function changeRegion(context: vscode.ExtensionContext): Promise<void> {
  const choice = readChoice();
  if (choice === undefined) return;
  const { label, region: current } = await fromChoice(context, choice, 'quiet');
  const region = await askRegion({
    title: vscode.l10n.t('Change Region'),
    placeholder: vscode.l10n.t('Choose a region for {0}', label),
    current,
  });
  if (typeof region !== 'string' || region === current) return;
  await writeChoice({ ...choice, region });
  credentialsChanged();
}
