import * as vscode from 'vscode';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { SAMPLE_DATA_SETTING, sampleDataIsOn, SERVERS_SETTING } from '../servers/settings.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';

/** The same id as in the manifest's `mcpServerDefinitionProviders`. */
const PROVIDER_ID = 'caseInsights.servers';

/** Lists the server on sample data while its setting is on, and the servers that the editor knows, side by side. */
export function provideServers(
  sample: StdioLaunch,
  bridge: BridgeSource,
  storageFolder: string,
): readonly { dispose(): unknown }[] {
  const changed = new vscode.EventEmitter<void>();
  return [
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SAMPLE_DATA_SETTING) || event.affectsConfiguration(SERVERS_SETTING)) {
        changed.fire();
      }
    }),
    vscode.lm.registerMcpServerDefinitionProvider(PROVIDER_ID, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: async () => {
        const known = await knownLaunches(bridge, storageFolder);
        return [...(sampleDataIsOn() ? [sample] : []), ...known].map(definition);
      },
      // Added right before the start, so that the editor does not store the proxy's login with the server.
      resolveMcpServerDefinition: async (server) => {
        const { editorProxy } = await import('../launch/editor-proxy.ts');
        if (server instanceof vscode.McpStdioServerDefinition) server.env = { ...server.env, ...editorProxy() };
        return server;
      },
    }),
  ];
}

async function knownLaunches(bridge: BridgeSource, storageFolder: string): Promise<readonly StdioLaunch[]> {
  // Loaded late, because the extension does not need it to start.
  const [{ knownServers }, { serverLaunch }, { prepareBridgeLog }] = await Promise.all([
    import('../servers/known-servers.ts'),
    import('../launch/server-launch.ts'),
    import('../launch/bridge-log.ts'),
  ]);
  const servers = knownServers();
  if (servers.length === 0) return [];
  const installation = await bridge();
  return Promise.all(
    servers.map(async (server) =>
      serverLaunch(server, installation, await prepareBridgeLog(storageFolder, server.label)),
    ),
  );
}

function definition(launch: StdioLaunch): vscode.McpStdioServerDefinition {
  const { label, command, args, env, cwd, version } = launch;
  const server = new vscode.McpStdioServerDefinition(label, command, [...args], { ...env }, version);
  server.cwd = vscode.Uri.file(cwd);
  return server;
}
