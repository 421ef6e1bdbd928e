import path from 'node:path';
import { AS_NODE, launchVersion, type StdioLaunch } from './stdio-launch.ts';

/** The server's name in every list. The editor identifies the server by it, so it never changes. */
export const SAMPLE_SERVER_LABEL = 'Case Insights (sample data)';

/** The extension and the program it runs in. */
export interface Installation {
  readonly execPath: string;
  readonly extensionPath: string;
  readonly extensionVersion: string;
  readonly homeFolder: string;
}

/**
 * Starts dist/local.js on the editor's own Node: `node` is often not on the PATH of an editor started from a dock.
 * The home folder is its working directory, since a running server in the extension's own would block updates on Windows.
 */
export function sampleServerLaunch(installation: Installation): StdioLaunch {
  const command = installation.execPath;
  const args = [path.join(installation.extensionPath, 'dist', 'local.js')];
  return {
    label: SAMPLE_SERVER_LABEL,
    command,
    args,
    env: AS_NODE,
    cwd: installation.homeFolder,
    version: launchVersion(installation.extensionVersion, [command, ...args]),
  };
}
