import { spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  editConfiguration,
  editText,
  readConfiguration,
  replaceConfiguration,
} from '../../extension/host/configuration-files/configuration-file.ts';
import { writeEntry } from '../../extension/host/mcp-hosts/entry-edit.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { MCP_FILES } from '../support/mcp-files.ts';

const TEXT = MCP_FILES['Cursor, commented, with tabs'];
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mcp-file-'));
  file = path.join(folder, 'mcp.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a configuration file', () => {
  it('is replaced, with what was there beside it, and nothing else is left', async () => {
    writeFileSync(file, TEXT);
    expect(await replaceConfiguration(file, TEXT, '{}')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('{}');
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(TEXT);
    expect(readdirSync(folder).sort()).toEqual(['mcp.json', 'mcp.json.bak']);
  });

  it('is made with its folders, for its owner alone, and taken away again', async () => {
    const deep = path.join(folder, '.kiro', 'settings', 'mcp.json');
    expect(await replaceConfiguration(deep, undefined, '{}')).toBe(true);
    expect(await readConfiguration(deep)).toBe('{}');
    if (process.platform !== 'win32') expect(statSync(deep).mode & 0o777).toBe(0o600);
    expect(await replaceConfiguration(deep, '{}', undefined)).toBe(true);
    expect(await readConfiguration(deep)).toBeUndefined();
  });

  it('keeps its byte order mark and its line ends', async () => {
    const text = MCP_FILES['Claude Desktop, saved by Notepad with a byte order mark'];
    writeFileSync(file, text);
    expect(await readConfiguration(file)).toBe(text);
    await replaceConfiguration(file, text, `${text}\r\n`);
    expect(readFileSync(file, 'utf8')).toBe(`${text}\r\n`);
  });

  it('stays as it is if it says something else than expected', async () => {
    writeFileSync(file, TEXT);
    expect(await replaceConfiguration(file, '{}', '{"ours": 1}')).toBe(false);
    expect(await replaceConfiguration(file, undefined, '{"ours": 1}')).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(readdirSync(folder)).toEqual(['mcp.json']);
  });

  it.runIf(process.platform !== 'win32')('keeps its permissions, and so does the copy beside it', async () => {
    writeFileSync(file, TEXT);
    chmodSync(file, 0o640);
    await replaceConfiguration(file, TEXT, '{}');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(statSync(`${file}.bak`).mode & 0o777).toBe(0o640);
  });

  it.runIf(process.platform !== 'win32')('stays a symbolic link, also one that leads to nothing yet', async () => {
    const target = path.join(folder, 'dotfiles', 'kiro.json');
    mkdirSync(path.dirname(target));
    symlinkSync(path.join('dotfiles', 'kiro.json'), file);
    expect(await readConfiguration(file)).toBeUndefined();
    expect(await replaceConfiguration(file, undefined, TEXT)).toBe(true);
    expect(await replaceConfiguration(file, TEXT, '{}')).toBe(true);
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('{}');
    expect(readFileSync(`${target}.bak`, 'utf8')).toBe(TEXT);
  });

  it.runIf(process.platform !== 'win32')('is refused where symbolic links form a loop', async () => {
    symlinkSync('mcp.json', file);
    await expect(replaceConfiguration(file, undefined, '{}')).rejects.toThrow(/links form a loop/);
  });

  it('is refused, and explained, when it is read-only', async () => {
    writeFileSync(file, TEXT);
    chmodSync(file, 0o444);
    const message = `${file} was not changed, because it is read-only. Make it writable and try again, or copy the configuration and add it yourself.`;
    await expect(replaceConfiguration(file, TEXT, '{}')).rejects.toMatchObject({
      name: 'ConfigurationFileError',
      message,
    });
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(readdirSync(folder)).toEqual(['mcp.json']);
    chmodSync(file, 0o644);
  });

  it('is refused when it is a folder', async () => {
    mkdirSync(file);
    await expect(readConfiguration(file)).rejects.toThrow(/a folder is where a file should be/);
  });

  it('is refused when it is no UTF-8, which a rewrite would garble', async () => {
    writeFileSync(file, Buffer.from('\uFEFF{}', 'utf16le'));
    await expect(readConfiguration(file)).rejects.toThrow(/not UTF-8 text. Save it as UTF-8, then try again\.$/);
  });

  it('is refused with the line and the column when it is no JSON, and stays as it is', async () => {
    const broken = '{\r\n  "mcpServers": {\r\n    "a": {}\r\n    "b": {}\r\n  }\r\n}';
    writeFileSync(file, broken);
    await expect(
      editConfiguration(file, (text) => writeEntry(text, 'ours', { command: 'x', args: [] }).text),
    ).rejects.toMatchObject({
      message: `${file} was not changed, because it is not valid JSON: line 4, column 5, expected a comma. Correct it, then try again.`,
      position: { line: 4, column: 5 },
    });
    expect(readFileSync(file, 'utf8')).toBe(broken);
    expect(readdirSync(folder)).toEqual(['mcp.json']);
  });

  it('is not made by an edit', async () => {
    expect(await editConfiguration(file, () => '{}')).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not touched by an edit that changes nothing', async () => {
    writeFileSync(file, TEXT);
    expect(await editConfiguration(file, (text) => text)).toBe(false);
    expect(readdirSync(folder)).toEqual(['mcp.json']);
  });

  it('can be written after a window ended in the middle of writing', async () => {
    writeFileSync(file, TEXT);
    const lock = `${file}.case-insights-lock`;
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await replaceConfiguration(file, TEXT, '{}')).toBe(true);
  });

  it('passes on what is wrong with an edit itself', () => {
    const failure = new Error('a mistake of ours');
    expect(() =>
      editText(file, () => {
        throw failure;
      }),
    ).toThrow(failure);
  });
});

describe('several windows that write one file at once', () => {
  it('lose no entry of each other, and nothing that was there', async () => {
    writeFileSync(file, TEXT);
    const windows = ['a', 'b', 'c'];
    await Promise.all(windows.map((name) => addEntries(file, name, 10)));
    const written = readFileSync(file, 'utf8');
    for (const name of windows) {
      for (let count = 0; count < 10; count++) expect(written).toContain(`"${name}-${count}"`);
    }
    for (const comment of ["/* the team's own", '// not http://', '// keep last', '// end']) {
      expect(written).toContain(comment);
    }
    expect(readdirSync(folder).sort()).toEqual(['mcp.json', 'mcp.json.bak']);
  });
});

/** A process of its own that adds entries one by one, as a window does. */
async function addEntries(target: string, name: string, count: number): Promise<void> {
  const host = JSON.stringify(new URL(`file://${path.join(REPOSITORY, 'extension/host')}/`).href);
  const program = `
    const { editConfiguration } = await import(new URL('configuration-files/configuration-file.ts', ${host}));
    const { writeEntry } = await import(new URL('mcp-hosts/entry-edit.ts', ${host}));
    const [target, name, count] = process.argv.slice(1);
    for (let index = 0; index < Number(count); index++) {
      const entry = { command: name, args: [] };
      let change = (text) => writeEntry(text, name + '-' + index, entry).text;
      if (!(await editConfiguration(target, change))) throw new Error('not written');
    }`;
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, [...args, target, name, String(count)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, said).toBe(0);
}
