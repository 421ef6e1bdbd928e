import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mcpConfigurationFile } from '../../../extension/host/mcp/mcp-configuration-file.ts';

const home = path.resolve('/home/ann');

describe('the file that an editor reads its MCP servers from', () => {
  it.each([
    ['Kiro', '.kiro/settings/mcp.json'],
    ['Kiro - Insiders', '.kiro/settings/mcp.json'],
    ['Cursor', '.cursor/mcp.json'],
    ['Windsurf', '.codeium/windsurf/mcp_config.json'],
  ])('is, in %s, %s in the home folder', (appName, file) => {
    expect(mcpConfigurationFile(appName, home)).toBe(path.join(home, ...file.split('/')));
  });

  it.each(['Visual Studio Code', 'Visual Studio Code - Insiders', 'VSCodium', 'code-server'])(
    'is not needed in %s, which lists what extensions provide',
    (appName) => {
      expect(mcpConfigurationFile(appName, home)).toBeUndefined();
    },
  );
});
