import * as vscode from 'vscode';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { serverKey } from '../servers/known-server.ts';
import { knownServers } from '../servers/known-servers.ts';
import { serverLaunch } from '../launch/server-launch.ts';
import { SERVERS_SETTING } from '../servers/settings.ts';
import type { CursorMcp } from '../mcp-hosts/this-editor.ts';

/** Keeps Cursor's own list in line with the setting while the window is open. */
export async function keepCursorUpToDate(cursor: CursorMcp, bridge: BridgeSource): Promise<vscode.Disposable> {
  let names: readonly string[] = [];
  const update = async () => {
    const installation = await bridge();
    const servers = knownServers();
    for (const name of names) cursor.unregisterServer(name);
    for (const server of servers) {
      const launch = serverLaunch(server, installation);
      // Cursor only takes values, whereas VS Code can also remove a variable.
      const env = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, value ?? '']));
      const { command, args } = launch;
      cursor.registerServer({ name: serverKey(server.label), server: { command, args: [...args], env } });
    }
    names = servers.map(({ label }) => serverKey(label));
  };
  await update();
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SERVERS_SETTING)) void update();
  });
}
