import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { refreshEntry, removeEntry, writeEntry } from '../../../../extension/host/mcp-hosts/entry-edit.ts';
import { hostEntry, MCP_HOSTS } from '../../../../extension/host/mcp-hosts/mcp-hosts.ts';
import { serverLaunch } from '../../../../extension/host/launch/server-launch.ts';
import { MCP_FILES } from '../../../support/mcp-files.ts';

const KEY = 'case-insights-prod';
const storage = '/home/ann/.config/Kiro/User/globalStorage/case-insights.case-insights-mcp';
const kiro = MCP_HOSTS.find(({ id }) => id === 'kiro')!;
const entry = hostEntry(
  kiro,
  serverLaunch(
    {
      label: 'Case Insights (prod)',
      endpoint: 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/v1/mcp',
      region: 'us-east-1',
      profile: 'prod',
    },
    {
      execPath: '/opt/kiro/kiro',
      bridge: `${storage}/bridge/bridge.js`,
      extensionVersion: '1.2.3',
      homeFolder: '/home/ann',
    },
  ),
);
const files = Object.entries(MCP_FILES);

interface McpFile {
  mcpServers?: Record<string, unknown>;
}

describe('a server written into a configuration file', () => {
  it.each(files)('leaves everything else in it: %s', (_, text) => {
    const before = read(text);
    const { text: written, change } = writeEntry(text, KEY, entry);
    expect(change).toBe('added');
    expect(read(written)).toEqual({ ...before, mcpServers: { ...before.mcpServers, [KEY]: entry } });
    for (const comment of text.match(/\/\/ .*|\/\* .* \*\//g) ?? []) expect(written).toContain(comment);
  });

  it.each(files)('is gone without a trace when it is removed again: %s', (_, text) => {
    const { text: written, madeContainer } = writeEntry(text, KEY, entry);
    expect(removeEntry(written, KEY, { dropContainer: madeContainer })).toBe(text);
  });

  it.each(files)('is written once, however often: %s', (_, text) => {
    const once = writeEntry(text, KEY, entry).text;
    expect(writeEntry(once, KEY, entry)).toEqual({ text: once, change: 'none', madeContainer: false });
  });

  it.each(files)('adds lines that end as the others do: %s', (_, text) => {
    const { text: written } = writeEntry(text, KEY, entry);
    if (text.includes('\r\n')) expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    else expect(written).not.toContain('\r');
  });

  it.each(files)('adds no trailing comma where there was none: %s', (_, text) => {
    const isStrict = (json: string) => {
      try {
        return JSON.parse(json.replace('\uFEFF', '')) !== undefined;
      } catch {
        return false;
      }
    };
    expect(isStrict(writeEntry(text, KEY, entry).text)).toBe(isStrict(text));
  });

  it.each([undefined, '', '\uFEFF', ' \n'])('makes a whole file of %j', (text) => {
    const edit = writeEntry(text, KEY, entry);
    expect(edit.text).toBe(`${JSON.stringify({ mcpServers: { [KEY]: entry } }, null, 2)}\n`);
    expect(edit).toMatchObject({ change: 'added', madeContainer: true });
  });

  it('keeps what a person set on an entry of ours, and other variables', () => {
    const { text } = writeEntry('{}', KEY, entry);
    const edited = text
      .replace('"disabled": false', '"disabled": true, // for now')
      .replace('"timeout": 120000', '"disabledTools": ["query_athena"]')
      .replace('"NODE_OPTIONS": ""', '"NODE_OPTIONS": "", "HTTPS_PROXY": "http://proxy:8080"');
    const args = ['/new/case-insights/bridge/bridge.js', '--endpoint=https://example.com/mcp'];
    const again = writeEntry(edited.replace('// for now,', '// for now'), KEY, { ...entry, args });
    expect(again.change).toBe('updated');
    expect(again.text).toContain('// for now');
    expect(read(again.text).mcpServers?.[KEY]).toEqual({
      ...entry,
      args,
      disabled: true,
      disabledTools: ['query_athena'],
      env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '', HTTPS_PROXY: 'http://proxy:8080' },
    });
  });

  it("says that it takes the place of somebody else's entry of the same name", () => {
    const guide = MCP_FILES['Kiro, as the guide has it, with powers'];
    const edit = writeEntry(guide, 'aws-case-insights', entry);
    expect(edit.change).toBe('replaced');
    expect(read(edit.text).mcpServers).toEqual({ 'aws-case-insights': entry });
  });

  it.each([
    ['a missing brace', '{\n  "mcpServers": {\n    "a": {}\n', 4, 1],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['a merge conflict', '{\n<<<<<<< HEAD\n  "a": 1\n}', 2, 1],
    ['servers that are a list', '{ "mcpServers": [] }', 1, 17],
    ['a list', '[]', 1, 1],
    ['a second object', '{}\n{}', 2, 1],
  ])('is refused in a file with %s, and the place is named', (_, text, line, column) => {
    expect(() => writeEntry(text, KEY, entry)).toThrow(expect.objectContaining({ name: 'JsoncError', line, column }));
  });
});

describe('an entry of ours that points to an old place', () => {
  const old = {
    ...entry,
    command: '/old/kiro',
    args: ['/old/case-insights.case-insights-mcp-1.0.0/dist/bridge.js', '--region=x'],
  };
  const now = { command: '/opt/kiro/kiro', script: `${storage}/bridge/bridge.js` };

  it('is pointed to the new one; its options and the rest of the file stay', () => {
    const text = writeEntry(MCP_FILES['Cursor, commented, with tabs'], KEY, old).text;
    const refreshed = refreshEntry(text, KEY, now, () => false);
    expect(refreshed).toBe(
      writeEntry(MCP_FILES['Cursor, commented, with tabs'], KEY, {
        ...old,
        command: now.command,
        args: [now.script, '--region=x'],
      }).text,
    );
  });

  it('is pointed to the new one when only the program is gone', () => {
    const text = writeEntry('{}', KEY, { ...entry, command: '/old/kiro' }).text;
    expect(refreshEntry(text, KEY, now, (file) => file === '/old/kiro')).toBe(writeEntry('{}', KEY, entry).text);
  });

  it("keeps a program of the user's choice that is there", () => {
    const text = writeEntry('{}', KEY, { ...entry, command: '/usr/bin/node' }).text;
    expect(refreshEntry(text, KEY, now, () => false)).toBe(text);
  });

  it("is left alone if it is somebody else's, or gone", () => {
    const guide = MCP_FILES['Kiro, as the guide has it, with powers'];
    expect(refreshEntry(guide, 'aws-case-insights', now, () => true)).toBe(guide);
    expect(refreshEntry(guide, KEY, now, () => true)).toBe(guide);
    expect(refreshEntry('', KEY, now, () => true)).toBe('');
  });
});

function read(text: string): McpFile {
  return parse(text.replace('\uFEFF', ''), undefined, { allowTrailingComma: true }) as McpFile;
}
