import * as vscode from 'vscode';
import { serverKey, type KnownServer } from '../servers/known-server.ts';
import { claudeCommand, hostFileText, MCP_HOSTS, type McpHost } from './mcp-hosts.ts';
import { serverLaunch, type BridgeInstallation } from '../launch/server-launch.ts';
import { placesHere, routeHere } from './this-editor.ts';

/** Where a server can be registered from here. */
export type Target =
  /** The list of the editor itself. */
  | { readonly kind: 'list' }
  | { readonly kind: 'file'; readonly host: McpHost; readonly file: string }
  | { readonly kind: 'copy'; readonly what: 'claude-code' | 'any' };

/** The editor's own list comes first. */
export function targetsHere(): readonly Target[] {
  const route = routeHere();
  const files = fileTargets();
  const copies: readonly Target[] = [
    { kind: 'copy', what: 'claude-code' },
    { kind: 'copy', what: 'any' },
  ];
  if (route.kind === 'provider' || route.kind === 'cursor') return [{ kind: 'list' }, ...files, ...copies];
  const own = route.kind === 'file' ? route.host.id : undefined;
  const isOwn = (target: Target) => target.kind === 'file' && target.host.id === own;
  return [...files.filter(isOwn), ...files.filter((target) => !isOwn(target)), ...copies];
}

/** The targets whose configuration can be copied. */
export function copyTargets(): readonly Exclude<Target, { kind: 'list' }>[] {
  return [...fileTargets(), { kind: 'copy', what: 'claude-code' }, { kind: 'copy', what: 'any' }];
}

export function describeTarget(target: Target): vscode.QuickPickItem {
  switch (target.kind) {
    case 'list':
      return {
        label: vscode.l10n.t('$(server) {0}', vscode.env.appName),
        description: vscode.l10n.t("this editor's list of MCP servers"),
      };
    case 'file':
      return { label: `$(file-code) ${target.host.name}`, description: target.file };
    case 'copy':
      return target.what === 'claude-code'
        ? {
            label: vscode.l10n.t('$(terminal) Claude Code'),
            description: vscode.l10n.t('copies a command for the terminal'),
          }
        : {
            label: vscode.l10n.t('$(copy) Another Program'),
            description: vscode.l10n.t('copies the JSON that most programs read'),
          };
  }
}

/** Puts the server's configuration for the target into the clipboard. */
export async function copyFor(
  target: Exclude<Target, { kind: 'list' }>,
  server: KnownServer,
  installation: BridgeInstallation,
): Promise<void> {
  const host = target.kind === 'file' ? target.host : undefined;
  const launch = serverLaunch({ ...server, callBudget: server.callBudget ?? host?.callBudget }, installation);
  const key = serverKey(server.label);
  const isClaude = target.kind === 'copy' && target.what === 'claude-code';
  const text = isClaude
    ? claudeCommand(key, launch, process.platform)
    : hostFileText(host ?? { more: {} }, key, launch);
  await vscode.env.clipboard.writeText(text);
}

function fileTargets(): readonly Extract<Target, { kind: 'file' }>[] {
  const places = placesHere();
  return MCP_HOSTS.flatMap((host) => {
    const file = host.file(places);
    return file === undefined ? [] : [{ kind: 'file', host, file } as const];
  });
}
