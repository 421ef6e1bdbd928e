import { watch, type FSWatcher } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { sharedFiles } from '../../aws/credential-files.ts';
import { credentialsChanged } from './credentials-changed.ts';

/** Several events belong to one change. */
const SETTLED_AFTER_MS = 300;

/**
 * Reports when one of the AWS files or a sign-in on this machine changes. Some file systems miss events, so the files
 * are also checked when the window gets the focus.
 */
export function watchCredentialFolders(): vscode.Disposable {
  const watchers = new Map<string, FSWatcher>();
  let seen: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const files = await sharedFiles();
    const aws = path.dirname(files[0]);
    const caches = await cacheFolders();
    for (const folder of new Set([aws, path.dirname(files[1]), ...caches])) follow(folder);
    const now = await stampOf(files, caches);
    if (seen !== undefined && seen !== now) credentialsChanged();
    seen = now;
  }

  function follow(folder: string): void {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, () => {
        clearTimeout(timer);
        timer = setTimeout(() => void look(), SETTLED_AFTER_MS);
      });
      watcher.on('error', () => {
        watcher.close();
        watchers.delete(folder);
      });
      watchers.set(folder, watcher);
    } catch {
      // There is no such folder yet; the next check tries again.
    }
  }

  void look();
  const focus = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) void look();
  });
  return new vscode.Disposable(() => {
    focus.dispose();
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  });
}

/** Where the tokens of sign-ins lie: of IAM Identity Center and of `aws login`. */
async function cacheFolders(): Promise<readonly string[]> {
  const { getHomeDir } = await import('@smithy/core/config');
  const aws = path.join(getHomeDir(), '.aws');
  return [path.join(aws, 'sso', 'cache'), process.env['AWS_LOGIN_CACHE_DIRECTORY'] ?? path.join(aws, 'login', 'cache')];
}

async function stampOf(files: readonly string[], folders: readonly string[]): Promise<string> {
  const inFolders = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith('.json')).map((name) => path.join(folder, name));
    }),
  );
  const stamps = [...files, ...inFolders.flat().sort()].map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return found === undefined ? `${file} -` : `${file} ${found.mtimeMs} ${found.size}`;
  });
  return (await Promise.all(stamps)).join('\n');
}
