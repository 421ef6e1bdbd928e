import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Places } from './mcp-hosts.ts';
import { routeOf, type Route } from './registration-route.ts';

/** Cursor's call for extensions (cursor.com/docs/extension-api). */
export interface CursorMcp {
  registerServer(config: {
    readonly name: string;
    readonly server: { readonly command: string; readonly args: string[]; readonly env: Record<string, string> };
  }): void;
  unregisterServer(name: string): void;
}

export function cursorMcp(): CursorMcp | undefined {
  const { cursor } = vscode as { readonly cursor?: { readonly mcp?: CursorMcp } };
  return cursor?.mcp;
}

/** How servers get into the list of the editor that this runs in. */
export function routeHere(): Route {
  return routeOf(vscode.env.appName, {
    // Some editors built on VS Code leave this interface out.
    provider: 'registerMcpServerDefinitionProvider' in vscode.lm,
    cursor: cursorMcp() !== undefined,
  });
}

export function placesHere(): Places {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return {
    platform: process.platform,
    home: homedir(),
    appData: process.env['APPDATA'],
    configHome: process.env['XDG_CONFIG_HOME'],
    workspace: folder?.uri.fsPath,
  };
}
