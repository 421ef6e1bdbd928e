import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/case-folder.ts';

const dist = path.join(REPOSITORY, 'dist');
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with the built bridge, and with a local server that is this text. */
function withLocalServer(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'smoke-'));
  folders.push(folder);
  for (const name of ['bridge.js', 'bridge-program.js']) copyFileSync(path.join(dist, name), path.join(folder, name));
  writeFileSync(path.join(folder, 'local.js'), text);
  return folder;
}

function smoke(folder: string) {
  const args = [path.join(REPOSITORY, 'scripts', 'smoke.mjs'), folder];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return {
    status,
    lines: stdout
      .trimEnd()
      .replaceAll(/ \(\d+ ms\)/g, '')
      .split('\n'),
  };
}

describe('the smoke test', () => {
  it('passes on what was built', () => {
    expect(smoke(dist)).toEqual({
      status: 0,
      lines: ['passed  bridge --version', 'passed  bridge --doctor', 'passed  local server', 'passed  bridge --local'],
    });
  });

  it('names the program that does not start, with its log', () => {
    const { status, lines } = smoke(withLocalServer('throw new Error("no engine here");'));
    expect(status).toBe(1);
    expect(lines).toContain('passed  bridge --doctor');
    expect(lines).toContain('FAILED  local server: local.js ended with 1. Its log:');
    expect(lines).toContain('FAILED  bridge --local: bridge.js ended with 1. Its log:');
    expect(lines).toContain('Error: no engine here');
  });
});
