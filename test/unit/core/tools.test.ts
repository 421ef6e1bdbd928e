import { describe, expect, it } from 'vitest';
import { serveTool } from '#core/serve-tool.ts';
import { fakePorts, rowsOf, type FakePorts } from '../../support/fake-ports.ts';

const { signal } = new AbortController();

/** Calls a tool over an engine that gives one row, and gives what it answered and what it asked. */
async function call(name: string, input: object, ports: FakePorts = fakePorts(() => rowsOf({ a: 1 }))) {
  const outcome = await serveTool(ports, name, input, { signal, progress: () => undefined });
  return { outcome, queries: ports.queries };
}

describe('query_athena', () => {
  const query = 'SELECT 1 AS a';

  it('asks for a hundred rows unless told, and for an answer of today where told', async () => {
    const { queries } = await call('query_athena', { query });
    expect(queries[0]?.options).toEqual({ maxRows: 100, fresh: false, signal });
    const told = await call('query_athena', { query, max_results: 100_000, fresh: true });
    expect(told.queries[0]?.options).toEqual({ maxRows: 100_000, fresh: true, signal });
  });

  it('refuses to ask for more rows than an answer has', async () => {
    const { outcome, queries } = await call('query_athena', { query, max_results: 100_001 });
    expect(outcome).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(queries).toEqual([]);
  });

  it('says what the query cost, where the engine says what it read', async () => {
    const ports = fakePorts(() => ({ ...rowsOf({ a: 1 }), statistics: { bytesScanned: 1e12, elapsedMs: 10 } }));
    const { outcome } = await call('query_athena', { query }, ports);
    expect(outcome).toMatchObject({ result: { cost: { currency: 'USD', bytes_scanned: 1e12, query: 5 } } });
    const silent = await call('query_athena', { query });
    expect(silent.outcome.ok && 'cost' in silent.outcome.result).toBe(false);
  });
});

describe('get_case', () => {
  it('asks for the case of one account where told, and can be cancelled', async () => {
    const { queries } = await call('get_case', { case_id: '7', account_number: '111122223333' });
    expect(queries[0]?.statement.values).toContain('111122223333');
    expect(queries[0]?.options.signal).toBe(signal);
  });
});
