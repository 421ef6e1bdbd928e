import { createHash } from 'node:crypto';
import path from 'node:path';

/** The server's name in every list, and what the editor knows it by: it never changes. */
const SAMPLE_SERVER_LABEL = 'Case Insights (sample data)';

/** How to start an MCP server on stdio: a program, never a shell line. Nothing in it is secret, for editors store it. */
export interface StdioLaunch {
  readonly label: string;
  /** Absolute path. */
  readonly command: string;
  readonly args: readonly string[];
  /** Variables to set, or with null to remove. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Absolute path of a folder that exists. */
  readonly cwd: string;
  /** Changes whenever the launch does, so that the editor asks the server for its tools again. */
  readonly version: string;
}

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
    // A desktop editor is Electron, which opens a window unless told to be Node; the editor's NODE_OPTIONS are not ours.
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: null },
    cwd: installation.homeFolder,
    version: `${installation.extensionVersion}+${shortHash([command, ...args])}`,
  };
}

function shortHash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8);
}
