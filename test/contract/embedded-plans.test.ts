import { afterAll, describe, expect, test } from 'vitest';
import { createDuckDbEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { SIX_CASES } from '../support/six-cases.ts';
import { CORPUS_NOW } from './athena-corpus.ts';

const engine = createDuckDbEngine({
  source: { kind: 'records', records: SIX_CASES },
  clock: { now: () => CORPUS_NOW },
});
afterAll(() => engine.close());

async function rows(text: string): Promise<unknown[][]> {
  const result = await engine.query({ text, values: [] }, { maxRows: 100 });
  return result.rows.map((row) => Object.values(row));
}

const failure = (message: string) => ({ code: 'QUERY_FAILED', message: expect.stringContaining(message) as unknown });

describe('a value that cannot be computed', () => {
  const NUMBERS = "(VALUES '1', 'a') AS t(x)";

  test.each([
    ['in the same condition, after the filter', `SELECT x FROM ${NUMBERS} WHERE x <> 'a' AND CAST(x AS integer) > 0`],
    [
      'around a filter of ours',
      `SELECT x FROM (SELECT x FROM ${NUMBERS} WHERE upper(x) <> 'A') WHERE CAST(x AS integer) > 0`,
    ],
    [
      'around groups',
      `SELECT x FROM (SELECT x, count(*) FROM ${NUMBERS} WHERE upper(x) <> 'A' GROUP BY x) WHERE CAST(x AS integer) > 0`,
    ],
    [
      'after a join',
      `SELECT t.x FROM ${NUMBERS} JOIN (VALUES '1') AS u(x) ON t.x = u.x WHERE CAST(t.x AS integer) > 0`,
    ],
    ['in a branch that is not taken', `SELECT IF(x = '1', x, CAST(1 / 0 AS varchar)) FROM ${NUMBERS} WHERE x = '1'`],
    [
      'of an outer query, with the filter in a common table',
      `WITH u AS (SELECT x FROM ${NUMBERS} WHERE lower(x) <> 'a') SELECT x FROM u WHERE CAST(x AS integer) > 0`,
    ],
  ])('does no harm in rows that were filtered out, %s', async (_where, sql) => {
    expect(await rows(sql)).toEqual([['1']]);
  });

  test.each([
    ['SELECT 1 / (length(subject) - length(subject)) FROM case_summary', 'Division by zero.'],
    ['SELECT CAST(subject AS integer) FROM case_summary', "Cannot cast 'EC2 instance unreachable' to INT."],
    ['SELECT (SELECT case_number FROM case_summary)', 'Scalar sub-query has returned multiple rows.'],
    ['SELECT sum(x) FROM (VALUES 9223372036854775807, 1) t(x)', 'bigint addition overflow.'],
    [
      'WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t',
      'Recursion depth limit exceeded (10)',
    ],
  ])('is said in one sentence: %s', async (sql, message) => {
    await expect(rows(sql)).rejects.toMatchObject(failure(message));
  });
});

describe('subqueries', () => {
  test.each<[sql: string, expected: unknown[][]]>([
    [
      'SELECT x IN (VALUES 1, NULL), x NOT IN (SELECT 5) FROM (VALUES 1, 2, NULL) t(x)',
      [
        [true, true],
        [null, true],
        [null, null],
      ],
    ],
    [
      'SELECT x > ALL (VALUES 0, 1), x = ANY (VALUES 1, NULL), x < ALL (SELECT 1 WHERE false) FROM (VALUES 1, 2) t(x)',
      [
        [false, true, true],
        [true, null, true],
      ],
    ],
    [
      'SELECT (x, y) IN (VALUES (1, 2), (3, NULL)) FROM (VALUES (1, 2), (3, 4), (5, 6)) t(x, y)',
      [[true], [null], [false]],
    ],
    [
      'SELECT x, (SELECT max(y) FROM (VALUES 1, 2, 3) u(y) WHERE y < x) FROM (VALUES 1, 3) t(x)',
      [
        [1, null],
        [3, 2],
      ],
    ],
    [
      "SELECT x, (SELECT count(*) FROM UNNEST(split(x, ',')) AS u(part)) FROM (VALUES 'a,b', 'c') t(x)",
      [
        ['a,b', 2],
        ['c', 1],
      ],
    ],
    ['SELECT x FROM (VALUES 1, 2) t(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 2) u(y) WHERE y + 0 = x + 0)', [[1]]],
    [
      'SELECT x, y FROM (VALUES 1, 2) t(x) CROSS JOIN LATERAL (SELECT x * 10 AS y) u ORDER BY x',
      [
        [1, 10],
        [2, 20],
      ],
    ],
  ])('%s', async (sql, expected) => {
    expect(await rows(sql)).toEqual(expected);
  });
});

describe('arrays, maps and zoned times in the relational part', () => {
  test.each<[sql: string, expected: unknown[][]]>([
    [
      'SELECT x, y, n FROM UNNEST(ARRAY[1, 2], ARRAY[ROW(1, NULL)]) WITH ORDINALITY AS t(x, y, z, n)',
      [
        [1, 1, 1],
        [2, null, 2],
      ],
    ],
    [
      "SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[ARRAY[1, NULL], NULL])) AS t(k, v)",
      [
        ['a', '[1, null]'],
        ['b', null],
      ],
    ],
    [
      'SELECT x FROM (VALUES ARRAY[1, 2], ARRAY[1], NULL) t(x) ORDER BY x DESC NULLS LAST',
      [['[1, 2]'], ['[1]'], [null]],
    ],
    [
      "SELECT count(*) FROM (VALUES MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b', 'a'], ARRAY[2, 1])) t(m) GROUP BY m",
      [[2]],
    ],
    [
      "SELECT count(DISTINCT x), count(*) FROM (VALUES timestamp '2025-01-01 10:00:00 UTC', timestamp '2025-01-01 12:00:00 +02:00') t(x)",
      [[1, 2]],
    ],
    [
      "SELECT count(*) FROM (VALUES timestamp '2025-01-01 10:00:00 UTC') t(x) JOIN (VALUES timestamp '2025-01-01 12:00:00 +02:00') u(y) ON x = y",
      [[1]],
    ],
    [
      "SELECT x FROM (SELECT ARRAY[concat('a', chr(31)), chr(30), chr(27), ''] AS a) CROSS JOIN UNNEST(a) AS t(x)",
      [['a\u001f'], ['\u001e'], ['\u001b'], ['']],
    ],
  ])('%s', async (sql, expected) => {
    expect(await rows(sql)).toEqual(expected);
  });
});

describe('groups, windows and limits', () => {
  test.each<[sql: string, expected: unknown[][]]>([
    [
      'SELECT x, count(*) FROM (VALUES 1, 1) t(x) GROUP BY GROUPING SETS ((x), (x), ()) ORDER BY 1',
      [
        [1, 2],
        [1, 2],
        [null, 2],
      ],
    ],
    ['SELECT count(*) FROM case_summary WHERE false GROUP BY GROUPING SETS ((case_number), ())', [[0]]],
    ['SELECT count(*) FROM (SELECT 1 AS x WHERE false) GROUP BY x', []],
    ['SELECT max(x), min(x) FROM (VALUES 1e0, nan(), 3e0) t(x)', [[3, 1]]],
    ['SELECT avg(x), sum(x) FROM (VALUES 1, 2) t(x)', [[1.5, 3]]],
    [
      "SELECT d, count(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM (VALUES date '2025-01-01', date '2025-01-02', date '2025-01-05') t(d)",
      [
        ['2025-01-01', 1],
        ['2025-01-02', 2],
        ['2025-01-05', 1],
      ],
    ],
    [
      'SELECT x, lag(x) OVER (ORDER BY x), sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES 1, 2, 3) t(x)',
      [
        [1, null, 1],
        [2, 1, 3],
        [3, 2, 5],
      ],
    ],
    ['SELECT x FROM (VALUES 1, 2, 2, 3) t(x) ORDER BY x OFFSET 1 FETCH FIRST 1 ROW WITH TIES', [[2], [2]]],
    ['WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t WHERE n < 11) SELECT count(*) FROM t', [[11]]],
    ['(VALUES 1, 1, 2) EXCEPT ALL VALUES 1', [[1], [2]]],
  ])('%s', async (sql, expected) => {
    expect(await rows(sql)).toEqual(expected);
  });
});

describe('time', () => {
  test('does not double with each common table that is read twice', async () => {
    const tables = Array.from({ length: 30 }, (_none, at) =>
      at === 0
        ? 't0 AS (SELECT 1 AS n)'
        : `t${at} AS (SELECT a.n + b.n AS n FROM t${at - 1} a CROSS JOIN t${at - 1} b)`,
    );
    expect(await rows(`WITH ${tables.join(', ')} SELECT n FROM t29`)).toEqual([[2 ** 29]]);
  });

  test('grows with the length of a chain', async () => {
    const numbers = Array.from({ length: 2_000 }, (_none, at) => String(at));
    expect(await rows(`SELECT count(*) FROM case_summary WHERE length(subject) IN (${numbers.join(', ')})`)).toEqual([
      [6],
    ]);
    const differs = numbers.map((number) => `subject <> '${number}'`);
    expect(await rows(`SELECT count(*) FROM case_summary WHERE ${differs.join(' AND ')}`)).toEqual([[6]]);
    expect(await rows(`SELECT length(${numbers.map(() => "'a'").join(' || ')})`)).toEqual([[2_000]]);
  });

  test('ends with an abort, also inside a function of ours', async () => {
    await engine.loaded();
    const abort = new AbortController();
    const numbers = 'UNNEST(sequence(1, 3000)) a(x) CROSS JOIN UNNEST(sequence(1, 3000)) b(y)';
    const text = `SELECT count(*) FROM ${numbers} WHERE upper(CAST(x * y AS varchar)) LIKE '%7%'`;
    const running = engine.query({ text, values: [] }, { maxRows: 1, signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await rows('SELECT count(*) FROM case_summary')).toEqual([[6]]);
  });
});
