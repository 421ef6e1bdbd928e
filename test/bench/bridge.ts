import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { BenchRow } from './bench-row.ts';
import { startClient, type StdioClient } from './bridge-client.ts';

const run = promisify(execFile);
const BRIDGE = path.resolve(import.meta.dirname, '../../dist/bridge.js');
const STARTS = 9;
const CALLS = 1_000;
const SOAK = 20_000;
const AT_ONCE = 64;
const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'bench', version: '1.0.0' },
};

/**
 * The bridge in front of a plain HTTP server. Baselines: a bare `node -e 0` for the start, an unsigned kept-alive HTTP
 * call for calls. With GUIDE_CLIENT naming the guide's Python client, the same rows for that.
 */
export async function* bridgeBench(): AsyncGenerator<BenchRow> {
  const server = spawn(process.execPath, [...process.execArgv, path.join(import.meta.dirname, 'bridge-server.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const cache = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    const [port] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
    const url = `http://127.0.0.1:${port}/v1/mcp`;
    const environment = {
      AWS_ACCESS_KEY_ID: 'AKIDBENCH',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_REGION: 'us-east-1',
      AWS_PROFILE: undefined,
      MCP_SERVER_URL: url,
      XDG_CACHE_HOME: cache,
    };
    const open = () => startClient(process.execPath, [BRIDGE], environment);
    yield* startRows('bridge', open);
    yield* callRows('bridge', open, url);
    yield* soakRows(open);

    const guide = process.env['GUIDE_CLIENT'];
    const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import boto3']).status === 0);
    if (guide === undefined || !existsSync(guide) || python === undefined) {
      process.stderr.write(
        "bridge: GUIDE_CLIENT names no file, or there is no Python with boto3: the guide's client is left out.\n",
      );
      return;
    }
    const openGuide = () => startClient(python, [guide], environment);
    yield* startRows("guide's client", openGuide);
    yield* callRows("guide's client", openGuide, url);
  } finally {
    server.stdin.end();
    await rm(cache, { recursive: true, force: true });
  }
}

async function* startRows(who: string, open: () => StdioClient): AsyncGenerator<BenchRow> {
  // The first start fills the caches that all later ones find.
  const first = open();
  await first.ask('initialize', INITIALIZE);
  await first.ask('tools/list');
  await pause(500);
  await first.end();
  const bare: number[] = [];
  const initialized: number[] = [];
  const listed: number[] = [];
  for (let n = 0; n < STARTS; n++) {
    bare.push(await timed(() => run(process.execPath, ['-e', '0'])));
    const startedAt = performance.now();
    const client = open();
    await client.ask('initialize', INITIALIZE);
    initialized.push(performance.now() - startedAt);
    await client.ask('tools/list');
    listed.push(performance.now() - startedAt);
    await client.end();
  }
  const baseline = quantile(bare, 0.5);
  yield {
    name: `${who}: spawn to initialize (baseline: node -e 0)`,
    unit: 'ms',
    value: quantile(initialized, 0.5),
    baseline,
  };
  yield {
    name: `${who}: spawn to first tools/list (baseline: node -e 0)`,
    unit: 'ms',
    value: quantile(listed, 0.5),
    baseline,
  };
}

async function* callRows(who: string, open: () => StdioClient, url: string): AsyncGenerator<BenchRow> {
  const client = open();
  await client.ask('initialize', INITIALIZE);
  const call = (args: unknown = {}) => client.ask('tools/call', { name: 'wait', arguments: args });
  const agent = new Agent({ keepAlive: true });
  for (let n = 0; n < 200; n++) {
    await call();
    await direct(url, agent);
  }
  const through: number[] = [];
  const straight: number[] = [];
  // In turns, so that a machine that slows down slows both.
  for (let n = 0; n < CALLS; n++) {
    through.push(await timed(() => call()));
    straight.push(await timed(() => direct(url, agent)));
  }
  agent.destroy();
  const [p50, base50] = [quantile(through, 0.5), quantile(straight, 0.5)];
  yield { name: `${who}: a call, p50 (baseline: direct and unsigned)`, unit: 'ms', value: p50, baseline: base50 };
  const p99 = { value: quantile(through, 0.99), baseline: quantile(straight, 0.99) };
  yield { name: `${who}: a call, p99 (baseline: direct and unsigned)`, unit: 'ms', ...p99 };
  yield { name: `${who}: added to a call, p50`, unit: 'ms', value: p50 - base50 };
  const atOnce = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, () => call({ ms: 1_000 }))));
  yield { name: `${who}: ${AT_ONCE} calls of 1 s at once (baseline: one)`, unit: 'ms', value: atOnce, baseline: 1_000 };
  const memory = await client.memory();
  if (memory !== undefined) yield { name: `${who}: resident memory after ${CALLS} calls`, unit: 'MB', value: memory };
  yield { name: `${who}: from the input's end to the program's`, unit: 'ms', value: await client.end() };
}

/** Every hundredth call meets a broken connection; each must be answered once all the same. */
async function* soakRows(open: () => StdioClient): AsyncGenerator<BenchRow> {
  const client = open();
  await client.ask('initialize', INITIALIZE);
  const memory: number[] = [];
  let next = 0;
  const work = async () => {
    while (next < SOAK) {
      const n = next++;
      const fault = n % 100 === 99 ? (n % 200 === 199 ? 'reset' : 'cut') : undefined;
      await client.ask('tools/call', { name: 'wait', arguments: { fault } });
      if (n % 250 === 0) memory.push((await client.memory()) ?? 0);
    }
  };
  const took = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, work)));
  yield { name: `bridge: soak, ${SOAK} calls with 1 % faults, ${AT_ONCE} at a time`, unit: 'ms', value: took };
  await pause(500);
  await client.end();
  const counts = [...client.answers.values()];
  if (counts.some((count) => count !== 1)) {
    const lost = counts.filter((count) => count === 0).length;
    const doubled = counts.filter((count) => count > 1).length;
    throw new Error(`The bridge lost ${lost} of ${counts.length} answers and doubled ${doubled}.`);
  }
  const quarter = (n: number) =>
    mean(memory.slice(Math.floor((memory.length * n) / 4), Math.floor((memory.length * (n + 1)) / 4)));
  if (quarter(3) > 0) {
    const value = quarter(3);
    yield {
      name: "bridge: soak, memory of the last quarter (baseline: the second's)",
      unit: 'MB',
      value,
      baseline: quarter(1),
    };
  }
}

function direct(url: string, agent: Agent): Promise<string> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'wait', arguments: {} } });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url, { agent, method: 'POST', headers }, (response) => {
      resolve(text(response));
    })
      .on('error', reject)
      .end(body);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
