import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BRIDGE, bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { startUpstream, type Call, type Upstream } from '../support/upstream.ts';

let folder: string;
let server: Upstream;
let calls: (call: Call) => void;
const running: BridgeProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bridge-life-'));
  calls = (call) => {
    call.result({});
  };
  server = await startUpstream((call) => {
    calls(call);
  });
});

afterEach(async () => {
  for (const bridge of running.splice(0)) {
    bridge.child.kill('SIGKILL');
    await bridge.exited;
  }
  await server.close();
  await rm(folder, { recursive: true });
});

function start(...args: string[]): BridgeProcess {
  const bridge = startBridge(['--endpoint', server.url, ...args]);
  running.push(bridge);
  return bridge;
}

describe('the bridge ends', () => {
  it.each([
    ['in the middle of a call', 'x'],
    ['in the middle of a stream', 'stream'],
  ])('when its input does, %s that never ends', async (_when, method) => {
    const arrived = new Promise<void>((resolve) => {
      calls = (call) => {
        if (call.message?.method === 'stream') call.stream().send({ jsonrpc: '2.0', method: 'notifications/progress' });
        resolve();
      };
    });
    const bridge = start();
    bridge.send({ jsonrpc: '2.0', id: 1, method });
    await arrived;
    bridge.end();
    expect(await bridge.exited).toBe(0);
    expect(JSON.parse(bridge.lines.at(-1) ?? '')).toMatchObject({
      id: 1,
      error: { data: { error: { code: 'CANCELLED' } } },
    });
  });

  it('with the local server that it handed over to when its host is killed, though the input stays open', async () => {
    const host = path.join(folder, 'host.cjs');
    await writeFile(
      host,
      `const { spawn } = require('node:child_process');
      spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
      setInterval(() => undefined, 1000);`,
    );
    const bridge = startBridge([BRIDGE, '--local'], bridgeEnvironment(), host);
    running.push(bridge);
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    expect(await bridge.ask({ id: 1, method: 'initialize', params })).toMatchObject({ id: 1, result: {} });
    bridge.child.kill('SIGKILL');
    // The streams close when the last program that holds them has ended.
    await bridge.exited;
  });

  it('with 0 on SIGTERM right after the start', async () => {
    const bridge = start();
    await once(bridge.child.stderr, 'data');
    bridge.child.kill('SIGTERM');
    expect(await bridge.exited).toBe(process.platform === 'win32' ? 'SIGTERM' : 0);
  });
});

describe('the bridge goes on', () => {
  it('when nobody reads its log any more', async () => {
    const bridge = start('--log-level', 'debug');
    await bridge.ask({ id: 1, method: 'ping' });
    bridge.child.stderr.destroy();
    for (const id of [2, 3, 4]) expect(await bridge.ask({ id, method: 'ping' })).toMatchObject({ id, result: {} });
    bridge.end();
    expect(await bridge.exited).toBe(0);
  });

  it('when the log file cannot be written, which it says once', async () => {
    const bridge = start('--log-file', path.join(folder, 'no', 'such', 'folder'), '--log-level', 'debug');
    for (const id of [1, 2]) expect(await bridge.ask({ id, method: 'ping' })).toMatchObject({ id, result: {} });
    expect(bridge.log().match(/log file can't be written/g)).toHaveLength(1);
    expect(bridge.log()).toMatch(/^(case-insights bridge [\d.]+: [^\n]+\n)+$/);
  });
});
