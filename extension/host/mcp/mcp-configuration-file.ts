import path from 'node:path';

/**
 * The absolute path of the user's MCP configuration file in an editor that starts MCP servers from that file only, told
 * by the application's name; undefined where the editor lists what extensions provide, as VS Code does.
 *
 * Kiro has VS Code's interface but drops what it returns (github.com/kirodotdev/Kiro issues 2974 and 6332).
 */
export function mcpConfigurationFile(appName: string, homeFolder: string): string | undefined {
  const editor = EDITORS.find(({ name }) => appName.toLowerCase().includes(name));
  return editor && path.join(homeFolder, ...editor.file);
}

const EDITORS = [
  { name: 'kiro', file: ['.kiro', 'settings', 'mcp.json'] },
  { name: 'cursor', file: ['.cursor', 'mcp.json'] },
  { name: 'windsurf', file: ['.codeium', 'windsurf', 'mcp_config.json'] },
] as const;
