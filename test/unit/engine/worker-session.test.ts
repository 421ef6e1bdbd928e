import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkerRequest } from '../../../server-lambda/local/engine/worker-messages.ts';
import { startWorker, type WorkerSession } from '../../../server-lambda/local/engine/worker-session.ts';

const PLAN = { id: 0, kind: 'scan' as const, columns: [] };
const QUERY: WorkerRequest = { kind: 'query', plan: PLAN, nowMs: 0, maxRows: 1 };
const LOAD: WorkerRequest = { kind: 'load', source: { kind: 'records', records: [] }, database: 'x' };
const TIMEOUT_MS = 60_000;
const GRACE_MS = 2_000;

const folder = mkdtempSync(path.join(tmpdir(), 'worker-session-'));
const sessions: WorkerSession[] = [];
const stopped = (why: string) => expect.objectContaining({ why }) as Error;

beforeEach(() => {
  // Of this thread: the worker's own go on.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;

/** A session with a worker that does this with each message. */
function start(onMessage: string): WorkerSession {
  const file = path.join(folder, `worker-${files++}.cjs`);
  writeFileSync(
    file,
    `const { parentPort, workerData } = require('node:worker_threads');
const flag = new Int32Array(workerData.interrupt);
const reply = (message) => parentPort.postMessage({ kind: 'failed', message });
parentPort.on('message', ({ kind }) => { ${onMessage} });`,
  );
  const session = startWorker(file, GRACE_MS);
  sessions.push(session);
  return session;
}

describe('the thread of the engine', () => {
  it('knows nothing of the environment, in which secrets may be', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hunter2');
    try {
      const session = start('reply(JSON.stringify(process.env))');
      expect(await session.ask(QUERY, {})).toEqual({ kind: 'failed', message: '{}' });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('prints nothing where a protocol may be spoken', async () => {
    let output = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        output += String(chunk);
        return true;
      });
    const session = start("console.log('printed'); console.error('printed'); setTimeout(() => reply('done'), 10)");
    await session.ask(QUERY, {});
    await session.ask(QUERY, {});
    expect(output).not.toContain('printed');
  });

  it('that ends in the midst of a request fails it', async () => {
    const session = start('process.exit(1)');
    await expect(session.ask(QUERY, {})).rejects.toEqual(stopped('crashed'));
    expect(session.alive).toBe(false);
    await expect(session.ask(QUERY, {})).rejects.toEqual(stopped('crashed'));
  });

  it('goes on after a request that was interrupted and came to an end', async () => {
    const session = start(`if (kind === 'load') reply('done ' + flag[0]);
      else { const poll = setInterval(() => { if (flag[0] === 1) { clearInterval(poll); reply('interrupted'); } }, 1); }`);
    const aborter = new AbortController();
    const asked = session.ask(QUERY, { signal: aborter.signal });
    aborter.abort();
    await expect(asked).rejects.toEqual(stopped('aborted'));
    vi.advanceTimersByTime(2 * GRACE_MS);
    expect(session.alive).toBe(true);
    expect(await session.ask(LOAD, {})).toEqual({ kind: 'failed', message: 'done 0' });
  });

  it('is stopped where a request that is aborted does not come to an end in time', async () => {
    const session = start('');
    const aborter = new AbortController();
    const asked = session.ask(QUERY, { signal: aborter.signal });
    aborter.abort();
    vi.advanceTimersByTime(GRACE_MS - 1);
    expect(session.alive).toBe(true);
    vi.advanceTimersByTime(1);
    await expect(asked).rejects.toEqual(stopped('aborted'));
    expect(session.alive).toBe(false);
  });

  it('is stopped where a request takes too long and does not come to an end in time either', async () => {
    const session = start('');
    const asked = session.ask(QUERY, { timeoutMs: TIMEOUT_MS });
    vi.advanceTimersByTime(TIMEOUT_MS + GRACE_MS - 1);
    expect(session.alive).toBe(true);
    vi.advanceTimersByTime(1);
    await expect(asked).rejects.toEqual(stopped('timed-out'));
    expect(session.alive).toBe(false);
  });
});
