import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDuckDbEngine, type EmbeddedEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { writeCaseFolder } from '../support/write-case-folder.ts';

const engines: EmbeddedEngine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));

/** Closed after the test. */
function open(queryTimeoutMs?: number): EmbeddedEngine {
  const engine = create(queryTimeoutMs);
  engines.push(engine);
  return engine;
}

function create(queryTimeoutMs?: number, graceMs?: number): EmbeddedEngine {
  return createDuckDbEngine({
    source: { kind: 'records', records: SIX_CASES },
    clock: { now: () => new Date('2025-04-10T12:00:00Z') },
    ...(queryTimeoutMs === undefined ? {} : { queryTimeoutMs }),
    ...(graceMs === undefined ? {} : { graceMs }),
  });
}

const NUMBERS = 'UNNEST(sequence(1, 10000))';
/** Would run for years. */
const ENDLESS = `SELECT count(*) FROM ${NUMBERS} a(x) CROSS JOIN ${NUMBERS} b(y) CROSS JOIN ${NUMBERS} c(z) CROSS JOIN ${NUMBERS} d(w)
  WHERE (x * y + z) % 7 = w`;

const count = (engine: EmbeddedEngine) =>
  engine.query({ text: 'SELECT count(*) AS n FROM case_summary', values: [] }, { maxRows: 1 });

describe('the life of the embedded engine', () => {
  test('a statement that runs too long is stopped, and the next one finds the data again', async () => {
    const engine = open(500);
    await engine.loaded();
    await expect(engine.query({ text: ENDLESS, values: [] }, { maxRows: 1 })).rejects.toMatchObject({
      code: 'QUERY_TIMED_OUT',
      message: expect.stringContaining('0.5 s') as unknown,
    });
    expect((await count(engine)).rows).toEqual([{ n: 6 }]);
  });

  test('an abort stops the running statement, and only that one', async () => {
    const engine = open();
    await engine.loaded();
    const abort = new AbortController();
    const running = engine.query({ text: ENDLESS, values: [] }, { maxRows: 1, signal: abort.signal });
    const waiting = count(engine);
    setTimeout(() => {
      abort.abort();
    }, 100);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await waiting).rows).toEqual([{ n: 6 }]);
  });

  describe('that is asked many things', () => {
    // So long that only an engine that really stops gets to the end of a test.
    const engine = create(undefined, 3_600_000);
    afterAll(() => engine.close());

    test.each([
      ['counts for years', ENDLESS, []],
      [
        'is at its first rows',
        'SELECT n FROM unnest(sequence(1, 4000)) AS a(n), unnest(sequence(1, 4000)) AS b(m)',
        [],
      ],
      ['is about to end, with values', 'SELECT count(*) AS n FROM case_summary WHERE severitycode <> ?', ['none']],
    ])('a statement that %s is stopped without a new start of the engine', async (_, text, values) => {
      const started = await engine.loaded();
      const abort = new AbortController();
      const running = engine.query({ text, values }, { maxRows: 10_000_000, signal: abort.signal });
      setTimeout(() => {
        abort.abort();
      }, 5);
      await running.catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'CANCELLED' });
      });
      expect((await count(engine)).rows).toEqual([{ n: 6 }]);
      // Each start makes a report of its own.
      expect(await engine.loaded()).toBe(started);
    });

    test('rows beyond those that are asked for are left, and the next statement has its own', async () => {
      for (let round = 0; round < 3; round++) {
        const text = 'SELECT n FROM unnest(sequence(1, 3000)) AS a(n), unnest(sequence(1, 3000)) AS b(m)';
        const { rows, truncated } = await engine.query({ text, values: [] }, { maxRows: 2 });
        expect([rows.length, truncated]).toEqual([2, true]);
        expect((await count(engine)).rows).toEqual([{ n: 6 }]);
      }
    });
  });

  test('a call that waits its turn can be cancelled without harm to the one before', async () => {
    const engine = open();
    const abort = new AbortController();
    const first = count(engine);
    const second = engine.query({ text: 'SELECT 1', values: [] }, { maxRows: 1, signal: abort.signal });
    abort.abort();
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await first).rows).toEqual([{ n: 6 }]);
  });

  test('a call that waits for loading can be cancelled, and loading goes on', async () => {
    const engine = open();
    const loading = engine.loaded();
    const abort = new AbortController();
    const call = engine.query({ text: 'SELECT 1', values: [] }, { maxRows: 1, signal: abort.signal });
    setTimeout(() => {
      abort.abort();
    }, 20);
    await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await loading).cases).toBe(6);
  });

  test('closing rejects what runs and what comes after', async () => {
    const engine = open();
    await engine.loaded();
    const running = engine.query({ text: ENDLESS, values: [] }, { maxRows: 1 });
    setTimeout(() => void engine.close(), 100);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(count(engine)).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(engine.loaded()).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  test('an engine that was never asked can be closed', async () => {
    await expect(open().close()).resolves.toBeUndefined();
  });

  test('the database may have another name, with a hyphen', async () => {
    const engine = createDuckDbEngine({
      source: { kind: 'records', records: SIX_CASES },
      database: 'case_insights_my-team',
      clock: { now: () => new Date(0) },
    });
    engines.push(engine);
    const text = 'SELECT count(*) AS n FROM "case_insights_my-team"."case_summary"';
    expect((await engine.query({ text, values: [] }, { maxRows: 1 })).rows).toEqual([{ n: 6 }]);
    const shown = await engine.query({ text: 'SHOW DATABASES', values: [] }, { maxRows: 1 });
    expect(shown.rows).toEqual([{ database_name: 'case_insights_my-team' }]);
  });

  test('a process that leaves its engine idle comes to its end by itself', async () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const program = `
      import { createDuckDbEngine } from './server-lambda/local/engine/duckdb-engine.ts';
      const engine = createDuckDbEngine({ source: { kind: 'records', records: [] }, clock: { now: () => new Date() } });
      const { rows } = await engine.query({ text: 'SELECT 1 AS one', values: [] }, { maxRows: 1 });
      process.stdout.write(JSON.stringify(rows));`;
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, printed]).toEqual([0, '[{"one":1}]']);
  });
});

describe('what the embedded engine is given', () => {
  test('a folder that holds no case is refused by loading and by every query, until it does', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cases-'));
    try {
      const engine = createDuckDbEngine({
        source: { kind: 'folder', path: folder },
        clock: { now: () => new Date(0) },
      });
      engines.push(engine);
      const expected = { code: 'INVALID_INPUT', message: expect.stringContaining(folder) as unknown };
      await expect(engine.loaded()).rejects.toMatchObject(expected);
      await expect(count(engine)).rejects.toMatchObject(expected);
      await writeCaseFolder(folder, SIX_CASES);
      expect((await count(engine)).rows).toEqual([{ n: 6 }]);
      expect(await engine.loaded()).toEqual({ cases: 6, skipped: [], skippedCount: 0 });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the embedded engine reaches nothing outside', () => {
  let engine: EmbeddedEngine;
  beforeAll(() => {
    engine = createDuckDbEngine({ source: { kind: 'records', records: SIX_CASES }, clock: { now: () => new Date(0) } });
  });
  afterAll(() => engine.close());

  test.each([
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM read_csv('/etc/hostname')",
    "SELECT * FROM '/etc/hostname'",
    'SELECT * FROM "/etc/hostname"',
    "SELECT * FROM glob('/*')",
    "COPY case_summary TO '/tmp/cases.csv'",
    "ATTACH '/tmp/other.db' AS other",
    'INSTALL json',
    "LOAD '/tmp/x.duckdb_extension'",
    'SET enable_external_access = true',
    'PRAGMA database_list',
    "SELECT getenv('HOME')",
    "EXPLAIN ANALYZE COPY case_summary TO '/tmp/cases.csv'",
    "WITH x AS (SELECT * FROM read_text('/etc/hostname')) SELECT * FROM x",
    'SELECT 1; DROP TABLE case_summary',
    'DROP TABLE case_summary',
    'INSERT INTO case_summary SELECT * FROM case_summary',
    'CREATE TABLE x AS SELECT 1',
  ])('%s', async (text) => {
    await expect(engine.query({ text, values: [] }, { maxRows: 1 })).rejects.toMatchObject({ code: 'QUERY_FAILED' });
    expect((await count(engine)).rows).toEqual([{ n: 6 }]);
  });
});
