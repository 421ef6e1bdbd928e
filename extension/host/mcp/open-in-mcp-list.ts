import * as vscode from 'vscode';
import { SAMPLE_SERVER_LABEL } from '../launch/sample-server-launch.ts';
import { routeHere } from '../mcp-hosts/this-editor.ts';
import type { ListedNode } from '../servers/server-node.ts';

/**
 * Opens the editor's actions for one of our MCP servers (start, stop, output), or its list of servers without a node.
 */
export async function openInMcpList({ extension }: vscode.ExtensionContext, node?: ListedNode): Promise<void> {
  if (routeHere().kind !== 'provider') {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('{0} has its own list of MCP servers. Open it from the settings.', vscode.env.appName),
    );
    return;
  }
  const label = node === undefined ? undefined : labelOf(node);
  if (label === undefined) await vscode.commands.executeCommand('workbench.mcp.listServer');
  else await vscode.commands.executeCommand('workbench.mcp.serverOptions', `${extension.id}/${label}`);
}

/** Only servers that are listed in this editor are among its MCP servers. */
function labelOf(node: ListedNode): string | undefined {
  if (node.kind === 'sample') return SAMPLE_SERVER_LABEL;
  return node.kind === 'server' ? node.known?.label : undefined;
}
