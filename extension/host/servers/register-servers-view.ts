import * as vscode from 'vscode';
import type { ServerNode } from './server-node.ts';
import { showServers, type Discovery } from './servers-view.ts';

/** Registers the view of the servers and the commands that belong to it alone. */
export function registerServersView(context: vscode.ExtensionContext): void {
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
  );
}

function nothingYet(): Promise<Discovery> {
  return Promise.resolve({ deployments: [], problem: undefined });
}
