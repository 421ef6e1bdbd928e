import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceConfiguration } from '../../extension/host/configuration-files/configuration-file.ts';
import { writeEntry } from '../../extension/host/mcp-hosts/entry-edit.ts';
import { refresh, unregister, type RegisteredFile } from '../../extension/host/mcp-hosts/registered-file.ts';
import { MCP_FILES } from '../support/mcp-files.ts';

const ENTRY = {
  command: process.execPath,
  args: ['/old/case-insights.case-insights-mcp/bridge/bridge.js', '--region=us-east-1'],
};
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'registered-'));
  file = path.join(folder, 'mcp.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a server that was written into a configuration file', () => {
  it.each(Object.entries(MCP_FILES))('goes, and the file is what it was: %s', async (_, text) => {
    writeFileSync(file, text);
    await unregister(await register());
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('goes with the file that was made for it', async () => {
    await unregister(await register());
    expect(readdirSync(folder)).not.toContain('mcp.json');
  });

  it('leaves a file that others have written into since', async () => {
    const registered = await register();
    const shared = writeEntry(readFileSync(file, 'utf8'), 'another', { command: 'npx', args: [] }).text;
    writeFileSync(file, shared);
    await unregister(registered);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ mcpServers: { another: { command: 'npx', args: [] } } });
  });

  it('is not taken for what a person has put in its place', async () => {
    const registered = await register();
    const theirs = '{"mcpServers": {"ours": {"command": "uvx", "args": ["something-else"]}}}';
    writeFileSync(file, theirs);
    await unregister(registered);
    await refresh(registered, { command: '/new', script: '/new/case-insights/bridge.js' });
    expect(readFileSync(file, 'utf8')).toBe(theirs);
  });

  it('may be gone with its file already', async () => {
    const registered = await register();
    rmSync(file);
    await unregister(registered);
    await refresh(registered, { command: '/new', script: '/new/case-insights/bridge.js' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is pointed to where its programs lie now', async () => {
    const registered = await register();
    const script = '/new/case-insights.case-insights-mcp/bridge/bridge.js';
    await refresh(registered, { command: '/new/editor', script });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      mcpServers: { ours: { command: '/new/editor', args: [script, '--region=us-east-1'] } },
    });
  });

  it('stays as it is where its programs lie already', async () => {
    const registered = await register();
    const before = readFileSync(file, 'utf8');
    await refresh(registered, { command: '/new/editor', script: ENTRY.args[0] ?? '' });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

/** As the commands do it. */
async function register(): Promise<RegisteredFile> {
  const before = readdirSync(folder).includes('mcp.json') ? readFileSync(file, 'utf8') : undefined;
  const { text, madeContainer } = writeEntry(before, 'ours', ENTRY);
  expect(await replaceConfiguration(file, before, text)).toBe(true);
  return { file, key: 'ours', program: 'bridge', madeFile: before === undefined, madeContainer };
}
