import * as vscode from 'vscode';
import type { ListedNode } from '../servers/server-node.ts';
import { serverKey } from '../servers/known-server.ts';
import { knownServers, removeServer } from '../servers/known-servers.ts';
import { unregister } from '../mcp-hosts/registered-file.ts';
import { forget, registeredFiles } from '../mcp-hosts/registered-files.ts';
import { turnSampleData } from '../servers/settings.ts';
import { sayNoServer } from '../servers/say-no-server.ts';
import { sayWhyNot } from '../mcp-hosts/write-to-host.ts';

/**
 * Removes a server (the given one, or the one the person chooses) from this editor and from all files that it was
 * written to.
 */
export async function chooseAndDisconnect(context: vscode.ExtensionContext, node?: ListedNode): Promise<void> {
  if (node?.kind === 'sample') {
    await turnSampleData('off');
    return;
  }
  const label = node?.kind === 'server' ? node.known?.label : await askWhich(context);
  if (label !== undefined && (await disconnect(context, label))) {
    await vscode.window.showInformationMessage(vscode.l10n.t('{0} is disconnected.', label));
  }
}

async function askWhich(context: vscode.ExtensionContext): Promise<string | undefined> {
  const servers = knownServers();
  if (servers.length === 0) {
    await sayNoServer();
    return undefined;
  }
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
      title: vscode.l10n.t('Disconnect'),
      placeHolder: vscode.l10n.t('Choose the server to remove from the lists here. Nothing is deleted in AWS.'),
      ignoreFocusOut: true,
    },
  );
  return answer?.label;
}

/** Resolves to whether the server is gone everywhere. Reports itself why it is still in a file. */
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
