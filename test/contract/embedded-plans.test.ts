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

describe('a subquery that names columns of a query around it', () => {
  const A = '(VALUES 1, 2, 5) a(x)';
  const U = '(VALUES (1, 1), (2, 2), (2, 3)) u(y, z)';

  test.each<[sql: string, expected: unknown[]]>([
    [`SELECT (SELECT z FROM ${U} WHERE y = a.x ORDER BY z DESC LIMIT 1) FROM ${A} ORDER BY x`, [1, 3, null]],
    [`SELECT (SELECT count(*) FROM ${U} WHERE y = a.x GROUP BY y) FROM ${A} ORDER BY x`, [1, 2, null]],
    [`SELECT (SELECT max(z) + a.x FROM ${U} WHERE y < a.x) FROM ${A} ORDER BY x`, [null, 3, 8]],
    [`SELECT (WITH q AS (SELECT * FROM ${U} WHERE y = a.x) SELECT max(z) FROM q) FROM ${A} ORDER BY x`, [1, 3, null]],
    [`SELECT x FROM ${A} WHERE EXISTS (SELECT z + a.x FROM ${U} WHERE y > a.x) ORDER BY x`, [1]],
    [`SELECT x FROM ${A} WHERE EXISTS (SELECT z FROM ${U} WHERE y = a.x LIMIT 1) ORDER BY x`, [1, 2]],
    [`SELECT x FROM ${A} WHERE x IN (SELECT z FROM ${U} WHERE y < a.x) ORDER BY x`, []],
    [
      `SELECT r FROM ${A} CROSS JOIN LATERAL (SELECT y FROM UNNEST(ARRAY[a.x]) v(y) LIMIT 1) b(r) ORDER BY r`,
      [1, 2, 5],
    ],
  ])('is answered where Trino can join it: %s', async (sql, expected) => {
    expect((await rows(sql)).flat()).toEqual(expected);
  });

  test.each([
    ['the first of rows by an inequality', `SELECT (SELECT z FROM ${U} WHERE y < a.x ORDER BY z LIMIT 1) FROM ${A}`],
    ['any row', `SELECT (SELECT z FROM ${U} WHERE y = a.x LIMIT 1) FROM ${A}`],
    ['HAVING', `SELECT (SELECT max(z) FROM ${U} WHERE y = a.x HAVING count(*) > 1) FROM ${A}`],
    ['a window', `SELECT (SELECT row_number() OVER (ORDER BY z) FROM ${U} WHERE y = a.x AND z = 2) FROM ${A}`],
    ['a set operation', `SELECT (SELECT z FROM ${U} WHERE y = a.x UNION ALL SELECT 5 WHERE a.x = 5) FROM ${A}`],
    [
      'one side of a join',
      `SELECT 1 FROM ${A} WHERE EXISTS (SELECT 1 FROM (SELECT * FROM ${U} WHERE y = a.x) CROSS JOIN ${U.replace('u(', 'w(')})`,
    ],
    ['groups by another key', `SELECT (SELECT count(*) FROM ${U} WHERE y < a.x GROUP BY z) FROM ${A}`],
    ['an aggregate that is compared', `SELECT x IN (SELECT max(z) FROM ${U} WHERE y = a.x) FROM ${A}`],
    ['the same in WITH', `SELECT x IN (WITH q AS (SELECT * FROM ${U} WHERE y = a.x) SELECT max(z) FROM q) FROM ${A}`],
    ['elements with a condition', `SELECT (SELECT count(*) FROM UNNEST(ARRAY[1, a.x]) v(y) WHERE y > 1) FROM ${A}`],
    [
      'a subquery deeper',
      `SELECT 1 FROM ${A} WHERE EXISTS (SELECT 1 FROM ${U} WHERE EXISTS (SELECT 1 FROM (VALUES 1) w(q) WHERE q = a.x))`,
    ],
  ])('is refused as Trino refuses it: %s', async (_what, sql) => {
    await expect(rows(sql)).rejects.toMatchObject(failure('Given correlated subquery is not supported'));
  });

  test('is refused in the condition of an outer join', async () => {
    const sql = `SELECT 1 FROM ${A} LEFT JOIN ${U} ON x = y AND EXISTS (SELECT 1 FROM (VALUES 1) w(q) WHERE q = u.z)`;
    await expect(rows(sql)).rejects.toMatchObject(
      failure("Reference to column 'u.z' from outer scope not allowed in this context"),
    );
  });
});

describe('the condition of an outer join', () => {
  test.each<[condition: string, expected: unknown[][]]>([
    [
      'x = y AND x IN (SELECT 2)',
      [
        [1, null],
        [2, 2],
      ],
    ],
    [
      'x = y AND y NOT IN (SELECT 2)',
      [
        [1, 1],
        [2, null],
      ],
    ],
    [
      'x = y AND x >= ALL (SELECT 2)',
      [
        [1, null],
        [2, 2],
      ],
    ],
    [
      'x = y + (SELECT max(z) FROM (VALUES 1) v(z)) AND EXISTS (SELECT 1)',
      [
        [1, null],
        [2, 1],
      ],
    ],
  ])('may have a subquery: %s', async (condition, expected) => {
    expect(
      await rows(`SELECT x, y FROM (VALUES 1, 2) t(x) LEFT JOIN (VALUES 1, 2) u(y) ON ${condition} ORDER BY x`),
    ).toEqual(expected);
  });
});

describe('windows', () => {
  test('reach as far as an interval says, over times with a zone', async () => {
    const sql = `SELECT count(*) OVER (ORDER BY from_iso8601_timestamp(timecreated)
      RANGE BETWEEN INTERVAL '30' DAY PRECEDING AND CURRENT ROW) FROM case_summary ORDER BY case_number`;
    expect((await rows(sql)).flat()).toEqual([1, 2, 3, 3, 3, 1]);
  });

  test.each([
    ['lag(x, -1) OVER (ORDER BY x)', 'Offset must be at least 0'],
    ['lead(x, y - 5) OVER (ORDER BY x)', 'Offset must be at least 0'],
    ['nth_value(x, 0) OVER (ORDER BY x)', 'Offset must be at least 1'],
    ['ntile(0) OVER (ORDER BY x)', 'Buckets must be greater than 0'],
    ['sum(x) OVER (ORDER BY x ROWS BETWEEN -y PRECEDING AND CURRENT ROW)', 'must not be negative or null'],
    ['sum(x) OVER (ORDER BY x RANGE BETWEEN -1 PRECEDING AND CURRENT ROW)', 'must not be negative or null'],
    [
      "count(*) OVER (ORDER BY d RANGE BETWEEN INTERVAL '36' HOUR PRECEDING AND CURRENT ROW)",
      'Cannot subtract hour, minutes or seconds from a date',
    ],
  ])('refuse distances as Trino refuses them: %s', async (call, message) => {
    await expect(rows(`SELECT ${call} FROM (VALUES (1, 1, DATE '2025-01-31')) t(x, y, d)`)).rejects.toMatchObject(
      failure(message),
    );
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
