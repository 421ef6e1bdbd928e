import { afterAll, describe, expect, test } from 'vitest';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { ATHENA_CORPUS, CORPUS_NOW, REFUSED } from './athena-corpus.ts';
import { describeQueryEngine } from './query-engine.ts';

const engine = createDuckDbEngine({
  source: { kind: 'records', records: SIX_CASES },
  clock: { now: () => CORPUS_NOW },
});

afterAll(() => engine.close());

describeQueryEngine('the embedded engine', () => ({ ...engine, close: () => Promise.resolve() }));

describe.each(Object.entries(ATHENA_CORPUS))('the embedded engine answers as Athena does: %s', (_group, statements) => {
  test.each(statements.map((statement) => [statement.sql, statement] as const))('%s', async (sql, statement) => {
    const result = await engine.query({ text: sql, values: statement.values ?? [] }, { maxRows: 100 });
    expect(result.rows.map((row) => Object.values(row))).toEqual(statement.rows);
    if (statement.columns !== undefined) expect(result.columns).toEqual(statement.columns);
  });
});

describe('the embedded engine refuses rather than answer differently', () => {
  test.each(REFUSED)('%s', async (sql, message) => {
    await expect(engine.query({ text: sql, values: [] }, { maxRows: 100 })).rejects.toMatchObject({
      code: 'QUERY_FAILED',
      message: expect.stringMatching(message) as unknown,
    });
  });
});
