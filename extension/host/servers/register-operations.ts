import * as vscode from 'vscode';
import { CONNECTION_PANEL } from '../connection/panel-type.ts';
import type { BridgeSource } from '../mcp/bridge-installation.ts';
import type { ServerArgument } from './choose-server.ts';
import type { ServerNode } from './server-node.ts';
import { showServers, type Discovery } from './servers-view.ts';

/** Registers the view of the servers, and the commands about a server that stands. */
export function registerOperations(context: vscode.ExtensionContext, bridge: BridgeSource): void {
  const view = showServers(nothingYet);
  context.subscriptions.push(
    view,
    vscode.commands.registerCommand('caseInsights.refreshServers', view.refresh),
    vscode.commands.registerCommand('caseInsights.openInMcpList', async (node?: ServerNode) => {
      const { openInMcpList } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './open-in-mcp-list.ts'
      );
      await openInMcpList(context, node);
    }),
    vscode.commands.registerCommand('caseInsights.testConnection', async (given?: ServerArgument) => {
      const { testConnection } = await loadConnection();
      await testConnection(context, bridge, given);
    }),
    vscode.window.registerWebviewPanelSerializer(CONNECTION_PANEL, {
      deserializeWebviewPanel: async (panel, kept: unknown) => {
        const { restoreConnection } = await loadConnection();
        restoreConnection(context, bridge, panel, kept);
      },
    }),
  );
}

function loadConnection() {
  return import(/* webpackMode: "lazy", webpackChunkName: "features" */ '../connection/test-connection.ts');
}

function nothingYet(): Promise<Discovery> {
  return Promise.resolve({ deployments: [], problem: undefined });
}
