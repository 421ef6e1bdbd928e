import type { StdioLaunch } from '../launch/stdio-launch.ts';

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
