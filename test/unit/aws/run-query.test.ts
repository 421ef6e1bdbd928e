import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runQuery } from '../../../server-lambda/aws/athena/run-query.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('a run that Athena names long after its caller gave up is still stopped', async () => {
  const athena = new AthenaClient({ region: 'eu-west-1' });
  let name: (id: string) => void = () => undefined;
  let stopped: (id: string | undefined) => void = () => undefined;
  const stop = new Promise<string | undefined>((resolve) => (stopped = resolve));
  const send = (command: unknown, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown> => {
    if (command instanceof StartQueryExecutionCommand)
      return new Promise((resolve) => {
        name = (QueryExecutionId) => {
          resolve({ QueryExecutionId });
        };
      });
    if (!(command instanceof StopQueryExecutionCommand)) return Promise.reject(new Error('nothing else is asked'));
    options?.abortSignal?.throwIfAborted();
    stopped(command.input.QueryExecutionId);
    return Promise.resolve({});
  };
  vi.spyOn(athena, 'send').mockImplementation(send as never);
  const gaveUp = new AbortController();
  const run = runQuery(athena, { QueryString: 'SELECT 1' }, { signal: gaveUp.signal, sleep: () => Promise.resolve() });
  gaveUp.abort();
  await expect(run).rejects.toThrow();
  name('late');
  expect(await stop).toBe('late');
});

describe('a run that is under way', () => {
  const signal = new AbortController().signal;
  const throttled = () => Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  const unreachable = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

  /** Runs with an Athena that says these states in turn, and SUCCEEDED then. */
  function follow(states: readonly (string | Error)[], signal: AbortSignal, onAsked?: (times: number) => void) {
    const athena = new AthenaClient({ region: 'eu-west-1' });
    const pauses: number[] = [];
    let asked = 0;
    const send = (command: unknown): Promise<unknown> => {
      if (!(command instanceof GetQueryExecutionCommand)) return Promise.resolve({ QueryExecutionId: 'run-1' });
      const state = states[asked++] ?? 'SUCCEEDED';
      onAsked?.(asked);
      if (state instanceof Error) return Promise.reject(state);
      return Promise.resolve({ QueryExecution: { Status: { State: state } } });
    };
    vi.spyOn(athena, 'send').mockImplementation(send as never);
    const sleep = (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    };
    const run = runQuery(athena, { QueryString: 'SELECT 1' }, { signal, sleep });
    return { run, pauses, asked: () => asked };
  }

  it('is asked about less and less often, but every few seconds at the least', async () => {
    const { run, pauses } = follow(new Array<string>(30).fill('RUNNING'), signal);
    await run;
    expect(pauses[0]).toBeLessThanOrEqual(120);
    expect(pauses[10]).toBeGreaterThan(1_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_400);
  });

  it.each([
    ['accepts no more requests', throttled],
    ["can't be reached", unreachable],
    ['fails to answer', () => Object.assign(new Error('oops'), { $metadata: { httpStatusCode: 500 } })],
  ])('goes on where Athena %s five times in a row, again and again', async (_, failure) => {
    const five = Array.from({ length: 5 }, failure);
    const { run } = follow([...five, 'RUNNING', ...five, 'QUEUED', ...five], signal);
    await expect(run).resolves.toMatchObject({ Status: { State: 'SUCCEEDED' } });
  });

  it('is given up where Athena does not answer for the sixth time, and at once where it says no', async () => {
    const { run, asked } = follow(Array.from({ length: 6 }, throttled), signal);
    await expect(run).rejects.toThrow('Rate exceeded');
    expect(asked()).toBe(6);
    const denied = follow([Object.assign(new Error('no'), { name: 'AccessDeniedException' })], signal);
    await expect(denied.run).rejects.toThrow('no');
    expect(denied.asked()).toBe(1);
  });

  it('ends for the reason of its caller, not for what Athena says at that time', async () => {
    const gaveUp = new AbortController();
    const reason = new Error('gave up');
    const { run, asked } = follow(Array.from({ length: 3 }, throttled), gaveUp.signal, () => {
      gaveUp.abort(reason);
    });
    await expect(run).rejects.toBe(reason);
    expect(asked()).toBe(1);
  });
});
