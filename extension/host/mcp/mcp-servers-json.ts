import type { StdioLaunch } from './sample-server-launch.ts';

/** The launch as `{"mcpServers": {...}}`, the form that Kiro, Cursor and Windsurf read from their own files. */
export function mcpServersJson(launch: StdioLaunch): string {
  // These files cannot remove a variable; Node reads an empty NODE_OPTIONS as none.
  const env = Object.fromEntries(Object.entries(launch.env).map(([name, value]) => [name, value ?? '']));
  return JSON.stringify(
    { mcpServers: { 'case-insights-sample': { command: launch.command, args: launch.args, env } } },
    null,
    2,
  );
}
