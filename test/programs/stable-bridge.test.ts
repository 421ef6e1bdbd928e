import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VERSION } from '#core/contract/version.ts';
import { refreshStableBridge, stableBridge } from '../../extension/host/launch/stable-bridge.ts';
import { BRIDGE, bridgeEnvironment, startBridge } from '../support/bridge-process.ts';

let folder: string;
let dist: string;
let storage: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stable bridge-'));
  dist = path.join(folder, 'case-insights-mcp-1.0.0', 'dist');
  storage = path.join(folder, 'globalStorage');
  mkdirSync(dist, { recursive: true });
  for (const name of ['bridge.js', 'bridge-program.js']) {
    copyFileSync(path.join(path.dirname(BRIDGE), name), path.join(dist, name));
  }
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the copy of the bridge', () => {
  it('runs from a path without a version, when the extension that brought it is gone', async () => {
    const bridge = await refreshStableBridge(dist, storage);
    expect(bridge).toBe(path.join(storage, 'bridge', 'bridge.js'));
    rmSync(path.dirname(dist), { recursive: true });
    expect(versionOf(bridge)).toBe(VERSION);
  });

  it('is left alone when it is up to date', async () => {
    await refreshStableBridge(dist, storage);
    const before = contents();
    await refreshStableBridge(dist, storage);
    expect(contents()).toEqual(before);
  });

  it('is brought up to date while a bridge runs, which serves on', async () => {
    const bridge = await refreshStableBridge(dist, storage);
    const running = startBridge(['--endpoint=http://127.0.0.1:9/v1'], bridgeEnvironment(), bridge);
    await running.ask({ id: 1, method: 'ping' });
    update('bridge-program.js');
    expect(await refreshStableBridge(dist, storage)).toBe(bridge);
    expect(versionOf(bridge)).toBe(`${VERSION} updated`);
    await running.ask({ id: 2, method: 'ping' });
    running.end();
    expect(await running.exited).toBe(0);
  });

  it('has the version before beside it, and none that is older', async () => {
    for (let count = 0; count < 4; count++) {
      update('bridge.js');
      await refreshStableBridge(dist, storage);
    }
    expect(contents()).toHaveLength(3);
  });

  it('is mended when it has lost a file', async () => {
    const bridge = await refreshStableBridge(dist, storage);
    const [version = ''] = contents().filter((name) => name.startsWith('v-'));
    rmSync(path.join(storage, 'bridge', version, 'bridge-program.js'));
    await refreshStableBridge(dist, storage);
    expect(versionOf(bridge)).toBe(VERSION);
  });

  it('is whole when many windows make it at once', async () => {
    const bridges = await Promise.all(Array.from({ length: 40 }, () => refreshStableBridge(dist, storage)));
    expect(new Set(bridges)).toEqual(new Set([stableBridge(storage)]));
    expect(versionOf(stableBridge(storage))).toBe(VERSION);
    expect(contents()).toHaveLength(2);
    const [version = ''] = contents().filter((name) => name.startsWith('v-'));
    expect(readdirSync(path.join(storage, 'bridge', version)).sort()).toEqual(['bridge-program.js', 'bridge.js']);
  });

  it('is not promised where it cannot be made', async () => {
    writeFileSync(storage, 'a file in the way');
    await expect(refreshStableBridge(dist, storage)).rejects.toThrow();
  });
});

/** Makes the extension's bridge another one, which says so. */
function update(name: string): void {
  appendFileSync(
    path.join(dist, name),
    "\nprocess.once('exit', () => process.argv.includes('--version') && require('fs').writeSync(1, ' updated'));\n",
  );
}

function versionOf(bridge: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [bridge, '--version'], {
    encoding: 'utf8',
    env: bridgeEnvironment(),
  });
  expect(stderr).toBe('');
  return stdout.trim().replace(/\s+/g, ' ');
}

function contents(): readonly string[] {
  return readdirSync(path.join(storage, 'bridge')).sort();
}
