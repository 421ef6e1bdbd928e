import * as vscode from 'vscode';
import { serverKey } from './known-server.ts';
import { knownServers, removeServer } from './known-servers.ts';
import { unregister } from './registered-file.ts';
import { forget, registeredFiles } from './registered-files.ts';
import { sayNoServer } from './say-no-server.ts';
import { sayWhyNot } from './write-to-host.ts';

/** Asks for a server and takes it out of this editor and of all files that it was written into. */
export async function chooseAndDisconnect(context: vscode.ExtensionContext): Promise<void> {
  const servers = knownServers();
  if (servers.length === 0) return sayNoServer();
  const files = (label: string) => registeredFiles(context).filter(({ key }) => key === serverKey(label));
  const answer = await vscode.window.showQuickPick(
    servers.map(({ label, endpoint }) => ({
      label,
      description: endpoint,
      detail: files(label)
        .map(({ file }) => file)
        .join(', '),
    })),
    {
      title: vscode.l10n.t('Disconnect a Server'),
      placeHolder: vscode.l10n.t('Nothing is deleted in AWS. Which server shall go from the lists here?'),
    },
  );
  if (answer !== undefined && (await disconnect(context, answer.label))) {
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} is disconnected.', answer.label));
  }
}

/** Resolves to whether the server is gone everywhere; says itself what kept it in a file. */
export async function disconnect(context: vscode.ExtensionContext, label: string): Promise<boolean> {
  const key = serverKey(label);
  try {
    for (const registered of registeredFiles(context).filter((each) => each.key === key)) {
      await unregister(registered);
      await forget(context, registered);
    }
  } catch (thrown) {
    await sayWhyNot(thrown);
    return false;
  }
  await removeServer(label);
  return true;
}
