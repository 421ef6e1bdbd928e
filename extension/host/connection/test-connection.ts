import * as vscode from 'vscode';
import { z } from 'zod';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { chooseServer, type ServerArgument } from '../servers/choose-server.ts';
import { fillConnectionPanel, openPage } from './connection-panel.ts';
import { CONNECTION_PANEL } from './panel-type.ts';

/** Opens the page of a server of this editor and walks the whole way to an answer, step by step. */
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

/** Brings back a page that was open when the window was reloaded. A run asks the model, so it waits to be asked for. */
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
