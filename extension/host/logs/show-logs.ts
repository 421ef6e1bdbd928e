import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { toCaseInsightsError } from '#core/errors.ts';
import { openInMcpList } from '../mcp/open-in-mcp-list.ts';
import { chooseServer, type ServerArgument } from '../servers/choose-server.ts';
import { discover } from '../discovery/discover.ts';
import { locateDeployment } from '../discovery/locate-deployment.ts';
import type { ServerNode } from '../servers/server-node.ts';
import { bridgeLogFile } from '../launch/bridge-log.ts';
import { levelOf } from './log-level.ts';
import { tailFile } from './tail-file.ts';

/** How far back the function's log is read at first. */
const LAST_MS = 15 * 60_000;

/** The limit in editors that do not say whether the channel is visible. */
const FOLLOWED_MS = 30 * 60_000;

interface FollowedLog {
  readonly channel: vscode.LogOutputChannel;
  stop: AbortController;
}

const followed = new Map<string, FollowedLog>();

/**
 * Opens an output channel that follows the logs of a server: its function's log group, and what the bridge writes where
 * this editor starts it. It stops when the channel is no longer visible, and continues when the command runs again.
 */
export async function showLogs(context: vscode.ExtensionContext, given: ServerArgument | undefined): Promise<void> {
  // On sample data there is nothing but the server's own output.
  if (typeof given === 'object' && given.kind === 'sample') return openInMcpList(context, given);
  const server = await chooseServer({
    title: vscode.l10n.t('Show Logs'),
    given,
    discover: () => discover(context),
  });
  if (server === undefined) return;
  const log = channelOf(context, server.label);
  log.channel.show();
  if (!log.stop.signal.aborted) return;
  log.stop = new AbortController();
  const { signal } = log.stop;
  stopWhenHidden(log);
  const followers = [followFunction(context, server, log.channel, signal)];
  if (server.known !== undefined) {
    const file = bridgeLogFile(context.globalStorageUri.fsPath, server.label);
    followers.push(followBridge(file, log.channel, signal));
  }
  await Promise.all(followers);
}

function channelOf({ subscriptions }: vscode.ExtensionContext, label: string): FollowedLog {
  const open = followed.get(label);
  if (open !== undefined) return open;
  const channel = vscode.window.createOutputChannel(vscode.l10n.t('Case Insights: {0}', label), { log: true });
  const stop = new AbortController();
  stop.abort();
  const log: FollowedLog = { channel, stop };
  followed.set(label, log);
  subscriptions.push({
    dispose: () => {
      log.stop.abort();
      channel.dispose();
    },
  });
  return log;
}

async function followFunction(
  context: vscode.ExtensionContext,
  server: ServerNode,
  channel: vscode.LogOutputChannel,
  signal: AbortSignal,
): Promise<void> {
  try {
    const located = await locateDeployment(context, server);
    if (located === undefined || signal.aborted) return;
    const { clients, deployment } = located;
    const { functionLogGroup } = await import('../../aws/logs/function-log-group.ts');
    const { tailLogGroup } = await import('../../aws/logs/tail-log-group.ts');
    const logGroup = await functionLogGroup(await clients.cloudFormation(), deployment.stackId);
    channel.info(vscode.l10n.t('Following the log group {0} in {1}.', logGroup, deployment.region));
    const since = new Date(Date.now() - LAST_MS);
    for await (const lines of tailLogGroup(await clients.cloudWatchLogs(), { logGroup, since, signal, pause })) {
      for (const { at, text } of lines) channel[levelOf(text)](`${at.toISOString()} ${text}`);
    }
  } catch (thrown) {
    const { message, remedy } = toCaseInsightsError(thrown);
    channel.error(`${message} ${remedy}`);
  }
}

async function followBridge(file: string, channel: vscode.LogOutputChannel, signal: AbortSignal): Promise<void> {
  channel.info(vscode.l10n.t("Following the bridge's log {0}.", file));
  for await (const lines of tailFile(file, signal, pause)) {
    for (const line of lines)
      channel[line.includes(': error: ') ? 'error' : line.includes(': warning: ') ? 'warn' : 'info'](line);
  }
}

/** The editor does not report when a channel is closed. Visible output channels are among its visible text editors. */
function stopWhenHidden({ channel, stop }: FollowedLog): void {
  const end = () => {
    channel.info(vscode.l10n.t('Stopped following this log. Run "Case Insights: Show Logs" to continue.'));
    stop.abort();
  };
  const timer = setTimeout(end, FOLLOWED_MS);
  timer.unref();
  let wasSeen = false;
  const listener = vscode.window.onDidChangeVisibleTextEditors((editors) => {
    const isSeen = editors.some(({ document: { uri } }) => uri.scheme === 'output' && uri.path.includes(channel.name));
    wasSeen ||= isSeen;
    if (wasSeen && !isSeen) end();
  });
  stop.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    listener.dispose();
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // Rejects if the signal comes first, which ends the loop.
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
