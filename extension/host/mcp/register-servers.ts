import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { VERSION } from '#core/contract/version.ts';
import type { ListedNode } from '../servers/server-node.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { sampleServerLaunch } from '../launch/sample-server-launch.ts';
import { provideServers } from './server-provider.ts';
import { cursorMcp, routeHere } from '../mcp-hosts/this-editor.ts';

/**
 * Lists the servers as this editor requires, and registers the commands about them. Their code is loaded when they run.
 */
export function registerServers(context: vscode.ExtensionContext, bridge: BridgeSource): void {
  const sample = sampleServerLaunch({
    execPath: process.execPath,
    extensionPath: context.extensionPath,
    extensionVersion: VERSION,
    homeFolder: homedir(),
  });
  const route = routeHere();
  const cursor = route.kind === 'cursor' ? cursorMcp() : undefined;

  context.subscriptions.push(
    vscode.commands.registerCommand('caseInsights.trySampleData', async () => {
      const { trySampleData } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './try-sample-data.ts'
      );
      await trySampleData(context, sample, route);
    }),
    vscode.commands.registerCommand('caseInsights.connectExisting', async (node?: ListedNode) => {
      const { connectExisting } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './connect-existing.ts'
      );
      await connectExisting(context, bridge, node);
    }),
    vscode.commands.registerCommand('caseInsights.copyConfiguration', async (node?: ListedNode) => {
      const { copyConfiguration } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './copy-configuration.ts'
      );
      await copyConfiguration(bridge, node);
    }),
    vscode.commands.registerCommand('caseInsights.disconnectServer', async (node?: ListedNode) => {
      const { chooseAndDisconnect } = await import(
        /* webpackMode: "lazy", webpackChunkName: "features" */ './disconnect-server.ts'
      );
      await chooseAndDisconnect(context, node);
    }),
  );
  if (route.kind === 'provider')
    context.subscriptions.push(...provideServers(sample, bridge, context.globalStorageUri.fsPath));
  if (cursor !== undefined) {
    void import(/* webpackMode: "lazy", webpackChunkName: "features" */ './cursor-servers.ts').then(
      async ({ keepCursorUpToDate }) => {
        context.subscriptions.push(await keepCursorUpToDate(cursor, bridge));
      },
    );
  }
  // An update may have moved the editor or the extension.
  if (context.globalState.keys().length > 0) {
    void import(/* webpackMode: "lazy", webpackChunkName: "features" */ '../mcp-hosts/refresh-files.ts').then(
      ({ refreshFiles }) => refreshFiles(context, bridge, sample.args[0] ?? ''),
    );
  }
}
