import path from 'node:path';
import type { Json } from '../configuration-files/jsonc-edit.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';

/** Where configuration files lie on this machine. */
export interface Places {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The environment variables APPDATA (Windows) and XDG_CONFIG_HOME (Linux), where they are set. */
  readonly appData?: string | undefined;
  readonly configHome?: string | undefined;
  /** The first folder of the workspace. */
  readonly workspace?: string | undefined;
}

export type ServerEntry = Readonly<Record<string, Json>>;

/** A program that starts MCP servers from a JSON file, under the key `mcpServers`. */
export interface McpHost {
  readonly id: string;
  readonly name: string;
  /** Absolute path of its file; undefined where there is no place for it, such as without a workspace. */
  readonly file: (places: Places) => string | undefined;
  /** What the host needs in addition to `command`, `args` and `env`. */
  readonly more: ServerEntry;
  /** Lower-case text that the names of this host's editors contain. */
  readonly appName?: string;
  /** Given where the host is known not to wait for long calls. */
  readonly callBudget?: string;
}

/** The key in all of these files. */
export const CONTAINER = 'mcpServers';

/** The tools that Kiro may call without asking, those of the guide first: all of them only read. */
const READ_ONLY_TOOLS = [
  'get_case_summary',
  'get_service_trends',
  'get_rca_analysis',
  'query_athena',
  'analyze_with_bedrock',
  'analyze_case_summaries',
  'count_cases',
  'search_cases',
  'find_recurring_problems',
  'compare_periods',
  'get_case',
  'describe_data',
];

/** Kiro once read seconds; this is right in milliseconds and harmless in seconds. It ends a call after 60 s anyway. */
const KIRO = {
  more: { disabled: false, autoApprove: READ_ONLY_TOOLS, timeout: 120_000 },
  callBudget: '50s',
} as const;

/** To add a host, add a line here; the first host of an editor is the one that is used for it. */
export const MCP_HOSTS: readonly McpHost[] = [
  { id: 'kiro', name: 'Kiro', appName: 'kiro', file: inHome('.kiro', 'settings', 'mcp.json'), ...KIRO },
  { id: 'kiro-workspace', name: 'Kiro, this workspace', file: inWorkspace('.kiro', 'settings', 'mcp.json'), ...KIRO },
  { id: 'cursor', name: 'Cursor', appName: 'cursor', file: inHome('.cursor', 'mcp.json'), more: {} },
  {
    id: 'windsurf',
    name: 'Windsurf',
    appName: 'windsurf',
    file: inHome('.codeium', 'windsurf', 'mcp_config.json'),
    more: {},
  },
  {
    id: 'copilot',
    name: 'GitHub Copilot CLI',
    file: inHome('.copilot', 'mcp-config.json'),
    more: { type: 'local', tools: ['*'] },
  },
  {
    id: 'project',
    name: 'Claude Code and Copilot, this workspace',
    file: inWorkspace('.mcp.json'),
    more: { type: 'stdio' },
  },
  { id: 'claude-desktop', name: 'Claude Desktop', file: claudeDesktopFile, more: {} },
  {
    id: 'amazon-q',
    name: 'Amazon Q Developer',
    file: inHome('.aws', 'amazonq', 'default.json'),
    more: { disabled: false, timeout: 120_000 },
  },
];

/** The host that an editor is, by its application name, if it starts MCP servers from its own file. */
export function hostOfEditor(appName: string): McpHost | undefined {
  const name = appName.toLowerCase();
  return MCP_HOSTS.find((host) => host.appName !== undefined && name.includes(host.appName));
}

/** The launch in the form of the host's file. */
export function hostEntry(host: Pick<McpHost, 'more'>, launch: StdioLaunch): ServerEntry {
  // These files cannot remove a variable; Node reads an empty NODE_OPTIONS as none.
  const env = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, value ?? '']));
  return { ...typeOf(host), command: launch.command, args: launch.args, env, ...host.more };
}

/** The launch as a whole file. */
export function hostFileText(host: Pick<McpHost, 'more'>, key: string, launch: StdioLaunch): string {
  return `${JSON.stringify({ [CONTAINER]: { [key]: hostEntry(host, launch) } }, null, 2)}\n`;
}

/** The type comes first, for readers. */
function typeOf({ more }: Pick<McpHost, 'more'>): ServerEntry {
  return more['type'] === undefined ? {} : { type: more['type'] };
}

function inHome(...names: string[]): McpHost['file'] {
  return ({ platform, home }) => on(platform).join(home, ...names);
}

function inWorkspace(...names: string[]): McpHost['file'] {
  return ({ platform, workspace }) => workspace && on(platform).join(workspace, ...names);
}

function claudeDesktopFile({ platform, home, appData, configHome }: Places): string {
  const join = (...names: string[]) => on(platform).join(...names);
  const settings =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : platform === 'win32'
        ? (appData ?? join(home, 'AppData', 'Roaming'))
        : (configHome ?? join(home, '.config'));
  return join(settings, 'Claude', 'claude_desktop_config.json');
}

function on(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** The line that adds the server to Claude Code for all projects of the user, for the platform's usual shells. */
export function claudeCommand(key: string, launch: StdioLaunch, platform: NodeJS.Platform): string {
  const env = Object.entries(launch.env).flatMap(([name, value]) => ['--env', `${name}=${value ?? ''}`]);
  const words = ['claude', 'mcp', 'add', key, '--scope', 'user', ...env, '--', launch.command, ...launch.args];
  return words.map((word) => quote(word, platform)).join(' ');
}

function quote(word: string, platform: NodeJS.Platform): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return platform === 'win32' ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
