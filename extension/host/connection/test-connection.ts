import * as vscode from 'vscode';
import { z } from 'zod';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { chooseServer, type ServerArgument } from '../servers/choose-server.ts';
import { fillConnectionPanel, openPage } from './connection-panel.ts';
import { CONNECTION_PANEL } from './panel-type.ts';

/** Opens the page of a server and checks the connection step by step, up to an answer. */
export async function testConnection(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  given: ServerArgument | undefined,
): Promise<void> {
  const server = await chooseServer({
    title: vscode.l10n.t('Test Connection'),
    given,
    fits: ({ known }) => known !== undefined,
  });
  if (server === undefined) return;
  const { label } = server;
  const open = openPage(label);
  open?.reveal();
  const { Active } = vscode.ViewColumn;
  const page =
    open ??
    fillConnectionPanel(context, bridge, vscode.window.createWebviewPanel(CONNECTION_PANEL, label, Active, {}), label);
  await page.run();
}

/** Restores a page after the window was reloaded. A run calls the model, so it does not start by itself. */
export function restoreConnection(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  panel: vscode.WebviewPanel,
  kept: unknown,
): void {
  const { data } = Kept.safeParse(kept);
  if (data === undefined) panel.dispose();
  else fillConnectionPanel(context, bridge, panel, data.server);
}

/** What the page keeps. */
const Kept = z.object({ server: z.string() });
