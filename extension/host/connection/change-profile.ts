import * as vscode from 'vscode';
import type { KnownServer } from '../mcp/known-server.ts';
import { addServer } from '../mcp/known-servers.ts';
import { profileNames } from '../mcp/profile-names.ts';

/** Asks for the AWS profile that calls the server from now on. */
export async function changeProfile(server: KnownServer): Promise<void> {
  const none = vscode.l10n.t('$(terminal) What the environment offers');
  const answer = await vscode.window.showQuickPick([none, ...(await profileNames())], {
    title: server.label,
    placeHolder: vscode.l10n.t('Which AWS profile may call the server?'),
    ignoreFocusOut: true,
  });
  if (answer === undefined) return;
  const { profile: _, ...rest } = server;
  await addServer(answer === none ? rest : { ...rest, profile: answer });
}
