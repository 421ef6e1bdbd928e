import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../../extension/bridge/call-budget.ts';
import {
  claudeCommand,
  hostEntry,
  hostFileText,
  hostOfEditor,
  MCP_HOSTS,
} from '../../../../extension/host/mcp-hosts/mcp-hosts.ts';
import { serverLaunch } from '../../../../extension/host/launch/server-launch.ts';

const unix = { home: '/home/ann', workspace: '/home/ann/project' };
const windows = {
  platform: 'win32',
  home: String.raw`C:\Users\Ann`,
  appData: String.raw`C:\Users\Ann\AppData\Roaming`,
} as const;

const launch = serverLaunch(
  { label: 'Case Insights (prod)', endpoint: 'https://api.example.com/v1/mcp', region: 'eu-west-1', profile: 'a b' },
  { execPath: '/opt/my editor/code', bridge: '/store/bridge.js', extensionVersion: '1.2.3', homeFolder: '/home/ann' },
);

describe('the file of a host', () => {
  it.each([
    ['kiro', '/home/ann/.kiro/settings/mcp.json'],
    ['kiro-workspace', '/home/ann/project/.kiro/settings/mcp.json'],
    ['cursor', '/home/ann/.cursor/mcp.json'],
    ['windsurf', '/home/ann/.codeium/windsurf/mcp_config.json'],
    ['copilot', '/home/ann/.copilot/mcp-config.json'],
    ['project', '/home/ann/project/.mcp.json'],
    ['claude-desktop', '/home/ann/.config/Claude/claude_desktop_config.json'],
    ['amazon-q', '/home/ann/.aws/amazonq/default.json'],
  ])('is, for %s on Linux, %s', (id, file) => {
    expect(host(id).file({ platform: 'linux', ...unix })).toBe(file);
  });

  it('lies where the system keeps settings, for Claude Desktop', () => {
    const { file } = host('claude-desktop');
    expect(file({ platform: 'darwin', home: '/Users/ann' })).toBe(
      '/Users/ann/Library/Application Support/Claude/claude_desktop_config.json',
    );
    const roaming = String.raw`C:\Users\Ann\AppData\Roaming\Claude\claude_desktop_config.json`;
    expect(file(windows)).toBe(roaming);
    expect(file({ ...windows, appData: undefined })).toBe(roaming);
    expect(file({ platform: 'linux', ...unix, configHome: '/xdg' })).toBe('/xdg/Claude/claude_desktop_config.json');
  });

  it('uses backslashes on Windows', () => {
    expect(host('kiro').file(windows)).toBe(String.raw`C:\Users\Ann\.kiro\settings\mcp.json`);
  });

  it('is nowhere without a workspace, if it belongs to one', () => {
    expect(host('kiro-workspace').file({ platform: 'linux', home: '/home/ann' })).toBeUndefined();
  });
});

describe('the host that an editor is', () => {
  it.each([
    ['Kiro', 'kiro'],
    ['Kiro - Insiders', 'kiro'],
    ['Cursor', 'cursor'],
    ['Windsurf', 'windsurf'],
    ['Visual Studio Code', undefined],
    ['Visual Studio Code - Insiders', undefined],
    ['VSCodium', undefined],
    ['code-server', undefined],
  ])('is, for %s, %s', (appName, id) => {
    expect(hostOfEditor(appName)?.id).toBe(id);
  });
});

describe('the entry in a host file', () => {
  it('is, for Kiro, what the guide has, with the newer tools: approved tools, a time limit in milliseconds', () => {
    expect(hostEntry(host('kiro'), launch)).toEqual({
      command: '/opt/my editor/code',
      args: ['/store/bridge.js', '--endpoint=https://api.example.com/v1/mcp', '--region=eu-west-1', '--profile=a b'],
      env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      disabled: false,
      autoApprove: [
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
      ],
      timeout: 120_000,
    });
  });

  it.each(MCP_HOSTS.map((each) => [each.id, each] as const))(
    'is, for %s, absolute and without variables',
    (_, each) => {
      const entry = hostEntry(each, launch);
      expect(entry['command']).toBe(launch.command);
      expect(path.isAbsolute(launch.command)).toBe(true);
      expect(JSON.stringify(entry)).not.toContain('${');
    },
  );

  it('bounds a call for the hosts alone that are known not to wait', () => {
    const bounded = MCP_HOSTS.filter(({ callBudget }) => callBudget !== undefined);
    expect(bounded.map(({ id, callBudget }) => [id, readDuration(callBudget ?? '')])).toEqual([
      ['kiro', 50_000],
      ['kiro-workspace', 50_000],
    ]);
  });

  it('names the type where hosts want it, and the tools where Copilot does', () => {
    expect(hostEntry(host('copilot'), launch)).toMatchObject({ type: 'local', tools: ['*'] });
    expect(hostEntry(host('project'), launch)).toMatchObject({ type: 'stdio' });
  });

  it('makes a whole file to copy', () => {
    expect(JSON.parse(hostFileText(host('cursor'), 'case-insights-prod', launch))).toEqual({
      mcpServers: { 'case-insights-prod': hostEntry(host('cursor'), launch) },
    });
  });
});

describe('the line for Claude Code', () => {
  it('quotes what a shell would take apart', () => {
    expect(claudeCommand('case-insights-prod', launch, 'linux')).toBe(
      'claude mcp add case-insights-prod --scope user --env ELECTRON_RUN_AS_NODE=1 --env NODE_OPTIONS= -- ' +
        "'/opt/my editor/code' /store/bridge.js --endpoint=https://api.example.com/v1/mcp --region=eu-west-1 '--profile=a b'",
    );
  });

  it('survives a quote in a name, and uses double quotes on Windows', () => {
    const odd = { ...launch, command: String.raw`C:\Program Files\Code\Code.exe`, args: ["it's"], env: {} };
    expect(claudeCommand('k', odd, 'win32')).toBe(
      String.raw`claude mcp add k --scope user -- "C:\Program Files\Code\Code.exe" "it's"`,
    );
    expect(claudeCommand('k', { ...odd, command: '/code' }, 'darwin')).toBe(
      String.raw`claude mcp add k --scope user -- /code 'it'\''s'`,
    );
  });
});

function host(id: string): (typeof MCP_HOSTS)[number] {
  return MCP_HOSTS.find((each) => each.id === id)!;
}
