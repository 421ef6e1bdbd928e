import * as vscode from 'vscode';
import { readKnownServers, serverKey, type KnownServer } from './known-server.ts';
import { SERVERS_SETTING } from './settings.ts';

export function knownServers(): readonly KnownServer[] {
  return readKnownServers(vscode.workspace.getConfiguration().get(SERVERS_SETTING));
}

/** Adds the server, or puts it in the place of the one with its label. Rejects if the settings cannot be written. */
export async function addServer(server: KnownServer): Promise<void> {
  const list = rawList();
  const isThere = list.some((entry) => hasLabel(entry, server.label));
  await write(isThere ? list.map((entry) => (hasLabel(entry, server.label) ? server : entry)) : [...list, server]);
}

/** Rejects if the settings cannot be written. */
export async function removeServer(label: string): Promise<void> {
  await write(rawList().filter((entry) => !hasLabel(entry, label)));
}

/** The raw setting: entries that cannot be read stay, so that the person can correct them. */
function rawList(): readonly unknown[] {
  const list: unknown = vscode.workspace.getConfiguration().inspect(SERVERS_SETTING)?.globalValue;
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

async function write(list: readonly unknown[]): Promise<void> {
  const value = list.length === 0 ? undefined : list;
  await vscode.workspace.getConfiguration().update(SERVERS_SETTING, value, vscode.ConfigurationTarget.Global);
}

function hasLabel(entry: unknown, label: string): boolean {
  if (typeof entry !== 'object' || entry === null || !('label' in entry)) return false;
  return typeof entry.label === 'string' && serverKey(entry.label) === serverKey(label);
}
