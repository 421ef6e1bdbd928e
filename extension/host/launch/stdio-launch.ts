import { createHash } from 'node:crypto';

/**
 * How to start an MCP server on stdio: a program, never a shell line. A launch that is given to an editor contains no
 * secret, because editors store it.
 */
export interface StdioLaunch {
  /** The server's name in lists; the editor knows the server by it. */
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

/** A desktop editor is Electron, which opens a window unless told to be Node; the editor's NODE_OPTIONS are not ours. */
export const AS_NODE: StdioLaunch['env'] = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: null };

/** The extension's version and eight digits that change with any of the parts. */
export function launchVersion(extensionVersion: string, parts: readonly string[]): string {
  return `${extensionVersion}+${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8)}`;
}
