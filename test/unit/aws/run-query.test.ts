import { AthenaClient, StartQueryExecutionCommand, StopQueryExecutionCommand } from '@aws-sdk/client-athena';
import { afterEach, expect, it, vi } from 'vitest';
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
