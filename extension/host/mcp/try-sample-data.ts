import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { hostFileText, type McpHost } from '../mcp-hosts/mcp-hosts.ts';
import type { Route } from '../mcp-hosts/registration-route.ts';
import { sampleDataIsOn, turnSampleData } from '../servers/settings.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';
import { placesHere } from '../mcp-hosts/this-editor.ts';
import { writeToHost } from '../mcp-hosts/write-to-host.ts';

/**
 * Turns the server on sample data on, starts it, and ends with one notification that says the next step. In an editor
 * that only starts MCP servers from its own file, it writes the server there, after showing the change.
 */
export async function trySampleData(
  context: vscode.ExtensionContext,
  launch: StdioLaunch,
  route: Route,
): Promise<void> {
  if (route.kind === 'paste') return offerText(launch);
  if (route.kind !== 'provider') return writeToEditor(context, launch, route.host);
  const serverId = `${context.extension.id}/${launch.label}`;
  const blocker = settingThatSwitchesMcpOff();
  if (blocker !== undefined) {
    await sayMcpIsOff(blocker);
    return;
  }
  // Tools of other servers, such as a deployed one with the same tools, do not prove that this server is running.
  const others = sampleDataIsOn() ? [] : summaryTools();
  await turnSampleData('on');
  const title = vscode.l10n.t('Starting the Case Insights server on sample data');
  const started = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    start(serverId, others),
  );
  await (started ? sayWhatIsNext() : sayItDidNotStart(serverId));
}

const QUESTION =
  'Ask Case Insights (sample data): what caused the most severe support cases, and what should we change first?';

async function sayWhatIsNext(): Promise<void> {
  const ask = vscode.l10n.t('Ask in Chat');
  const list = vscode.l10n.t('List Servers');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Case Insights now answers from sample data. Ask about your cases in chat, in agent mode.'),
    ask,
    list,
  );
  if (choice === ask) {
    // The question is only filled in; the user decides whether to send it.
    await vscode.commands.executeCommand('workbench.action.chat.open', {
      query: QUESTION,
      isPartialQuery: true,
      mode: 'agent',
    });
  }
  if (choice === list) await vscode.commands.executeCommand('workbench.mcp.listServer');
}

async function sayItDidNotStart(serverId: string): Promise<void> {
  const view = vscode.l10n.t('View Output');
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The Case Insights server on sample data did not start. See its output for the reason, then start it again with "MCP: List Servers".',
    ),
    view,
  );
  if (choice === view) await vscode.commands.executeCommand('workbench.mcp.showOutput', serverId);
}

async function sayMcpIsOff(setting: string): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The setting {0} turns MCP servers off in this editor. Change it, or ask your administrator to, then try again.',
      setting,
    ),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
}

async function writeToEditor(context: vscode.ExtensionContext, launch: StdioLaunch, host: McpHost): Promise<void> {
  const file = host.file(placesHere());
  if (file === undefined) return offerText(launch);
  const written = await writeToHost(context, { host, file, key: KEY, launch, program: 'local' }, false);
  if (typeof written !== 'object') return;
  const undo = vscode.l10n.t('Undo');
  const message =
    written.kind === 'copied'
      ? vscode.l10n.t('The configuration is on the clipboard. Paste it into {0}.', file)
      : vscode.l10n.t(
          '{0} starts Case Insights on sample data from {1}. If it is not listed, reconnect the MCP servers of {0}. Then ask about the cases.',
          host.name,
          file,
        );
  const choice = await vscode.window.showInformationMessage(message, ...(written.kind === 'written' ? [undo] : []));
  if (choice === undo && written.kind === 'written') await written.undo();
}

async function offerText(launch: StdioLaunch): Promise<void> {
  const copy = vscode.l10n.t('Copy Configuration');
  const app = vscode.env.appName;
  const message = vscode.l10n.t(
    "{0} does not start MCP servers from extensions. Paste the configuration into {0}'s MCP settings.",
    app,
  );
  const choice = await vscode.window.showInformationMessage(message, copy);
  if (choice === copy) await vscode.env.clipboard.writeText(hostFileText({ more: {} }, KEY, launch));
}

/** The server's name in configuration files. */
const KEY = 'case-insights-sample';

/** The name of the setting that prevents MCP servers from starting; often an organisation's policy sets it. */
function settingThatSwitchesMcpOff(): string | undefined {
  const settings = vscode.workspace.getConfiguration();
  if (settings.get('chat.disableAIFeatures') === true) return 'chat.disableAIFeatures';
  if (settings.get('chat.mcp.access') === 'none') return 'chat.mcp.access';
  return settings.get('chat.mcp.enabled') === false ? 'chat.mcp.enabled' : undefined;
}

/** True once the server's tools are available. The editor notices a newly listed server late, hence the repeats. */
async function start(serverId: string, others: readonly string[]): Promise<boolean> {
  for (let attempt = 0; attempt < 6; attempt += 1) {
    if (attempt > 0) await delay(500);
    const started = vscode.commands.executeCommand('workbench.mcp.startServer', serverId, { waitForLiveTools: true });
    const outcome = await Promise.race([started, delay(30_000, HANGS, { ref: false })]);
    if (summaryTools().some((name) => !others.includes(name))) return true;
    if (outcome === HANGS) return false;
  }
  return false;
}

const HANGS = 'hangs';

/** The editor prefixes the tool names of a server; the prefix has changed between versions. */
function summaryTools(): readonly string[] {
  return vscode.lm.tools.map(({ name }) => name).filter((name) => name.endsWith('_get_case_summary'));
}
