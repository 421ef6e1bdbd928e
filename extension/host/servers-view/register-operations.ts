import * as vscode from 'vscode';
import { CONNECTION_PANEL } from '../connection/panel-type.ts';
import { onDidChangeCredentials } from '../credentials/chosen-credentials.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import type { ServerArgument } from '../servers/choose-server.ts';
import type { ServerNode } from '../servers/server-node.ts';
import { showServers } from './servers-view.ts';

/** Registers the view of the servers, and the commands about a deployed server. */
export function registerOperations(context: vscode.ExtensionContext, bridge: BridgeSource): void {
  const view = showServers(async () => {
    const { discover } = await import(
      /* webpackMode: "lazy", webpackChunkName: "features" */ '../discovery/discover.ts'
    );
    return discover(context);
  });
  context.subscriptions.push(
    view,
    onDidChangeCredentials(view.refresh),
    vscode.commands.registerCommand('caseInsights.refreshServers', view.refresh),
    vscode.commands.registerCommand('caseInsights.openInMcpList', async (node?: ServerNode) => {
      const { openInMcpList } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ '../mcp/open-in-mcp-list.ts'
      );
      await openInMcpList(context, node);
    }),
    vscode.commands.registerCommand('caseInsights.testConnection', async (given?: ServerArgument) => {
      const { testConnection } = await loadConnection();
      await testConnection(context, bridge, given);
    }),
    vscode.commands.registerCommand('caseInsights.grantAccess', async (given?: ServerArgument) => {
      const { chooseGrants } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ '../access/grant-access.ts'
      );
      await chooseGrants(context, given);
    }),
    vscode.commands.registerCommand('caseInsights.showLogs', async (given?: ServerArgument) => {
      const { showLogs } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ '../logs/show-logs.ts');
      await showLogs(context, given);
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
