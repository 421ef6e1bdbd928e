import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { WorkerRequest } from '../../../server-lambda/local/engine/worker-messages.ts';
import { startWorker, type WorkerSession } from '../../../server-lambda/local/engine/worker-session.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'worker-session-'));
const sessions: WorkerSession[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let files = 0;

/** A session with a worker that does this with each message. */
function start(onMessage: string, graceMs = 60_000): WorkerSession {
  const file = path.join(folder, `worker-${files++}.cjs`);
  writeFileSync(
    file,
    `const { parentPort } = require('node:worker_threads');
const reply = (message) => parentPort.postMessage({ kind: 'failed', message });
parentPort.on('message', ({ kind }) => { ${onMessage} });`,
  );
  const session = startWorker(file, graceMs);
  sessions.push(session);
  return session;
}

const REQUEST: WorkerRequest = { kind: 'query', candidates: [], values: [], maxRows: 1 };
const stopped = (why: string) => expect.objectContaining({ why }) as Error;

describe('the thread of the engine', () => {
  it('knows nothing of the environment, in which secrets may be', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hunter2');
    try {
      const session = start('reply(JSON.stringify(process.env))');
      expect(await session.ask(REQUEST, {})).toEqual({ kind: 'failed', message: '{}' });
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
    await session.ask(REQUEST, {});
    await delay(10);
    expect(output).not.toContain('printed');
  });

  it('that ends in the midst of a request fails it', async () => {
    const session = start('process.exit(1)');
    await expect(session.ask(REQUEST, {})).rejects.toEqual(stopped('crashed'));
    expect(session.alive).toBe(false);
    await expect(session.ask(REQUEST, {})).rejects.toEqual(stopped('crashed'));
  });

  it('goes on after a request that was interrupted and came to an end', async () => {
    const session = start(
      "if (kind === 'interrupt') reply('interrupted'); else if (kind === 'load') reply('done')",
      20,
    );
    const aborter = new AbortController();
    const asked = session.ask(REQUEST, { signal: aborter.signal });
    aborter.abort();
    await expect(asked).rejects.toEqual(stopped('aborted'));
    await delay(60);
    expect(session.alive).toBe(true);
    const load: WorkerRequest = { kind: 'load', source: { kind: 'records', records: [] }, database: 'x' };
    expect(await session.ask(load, {})).toEqual({ kind: 'failed', message: 'done' });
  });

  it.each([
    ['aborted', () => ({ signal: AbortSignal.timeout(5) })],
    ['timed-out', () => ({ timeoutMs: 5 })],
  ])('is stopped where a request that is %s does not come to an end', async (why, options) => {
    const session = start('', 20);
    await expect(session.ask(REQUEST, options())).rejects.toEqual(stopped(why));
    expect(session.alive).toBe(false);
  });
});
