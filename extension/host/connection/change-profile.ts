import * as vscode from 'vscode';
import type { KnownServer } from '../servers/known-server.ts';
import { addServer } from '../servers/known-servers.ts';
import { profileNames } from '../credentials/profile-names.ts';

/** Asks for the AWS profile that calls the server from now on. False if the person gave up. */
export async function changeProfile(server: KnownServer): Promise<boolean> {
  const none = vscode.l10n.t('$(terminal) What the environment offers');
  const answer = await vscode.window.showQuickPick([none, ...(await profileNames())], {
    title: server.label,
    placeHolder: vscode.l10n.t('Which AWS profile may call the server?'),
    ignoreFocusOut: true,
  });
  if (answer === undefined) return false;
  const { profile: _, ...rest } = server;
  await addServer(answer === none ? rest : { ...rest, profile: answer });
  return true;
}
