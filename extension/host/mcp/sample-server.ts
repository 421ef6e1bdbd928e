import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { VERSION } from '#core/contract/version.ts';
import { SAMPLE_DATA_SETTING, sampleDataIsOn } from './sample-data-setting.ts';
import { sampleServerLaunch, type StdioLaunch } from './sample-server-launch.ts';
import { trySampleData } from './try-sample-data.ts';

/** The same id as in the manifest's `mcpServerDefinitionProviders`. */
const PROVIDER_ID = 'caseInsights.servers';

/** Lists the server on sample data while its setting is on, and registers the command that turns it on. */
export function registerSampleServer(context: vscode.ExtensionContext): void {
  const launch = sampleServerLaunch({
    execPath: process.execPath,
    extensionPath: context.extensionPath,
    extensionVersion: VERSION,
    homeFolder: homedir(),
  });
  const command = vscode.commands.registerCommand('caseInsights.trySampleData', () =>
    trySampleData(launch, `${context.extension.id}/${launch.label}`),
  );
  context.subscriptions.push(command, ...provide(launch));
}

function provide(launch: StdioLaunch): readonly { dispose(): unknown }[] {
  // Some editors built on VS Code leave this interface out; the command then says what to do instead.
  if (!('registerMcpServerDefinitionProvider' in vscode.lm)) return [];
  const changed = new vscode.EventEmitter<void>();
  return [
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SAMPLE_DATA_SETTING)) changed.fire();
    }),
    vscode.lm.registerMcpServerDefinitionProvider(PROVIDER_ID, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => (sampleDataIsOn() ? [definition(launch)] : []),
    }),
  ];
}

function definition(launch: StdioLaunch): vscode.McpStdioServerDefinition {
  const { label, command, args, env, cwd, version } = launch;
  const server = new vscode.McpStdioServerDefinition(label, command, [...args], { ...env }, version);
  server.cwd = vscode.Uri.file(cwd);
  return server;
}
