import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseInsightsError } from '#core/errors.ts';
import { parseStatement } from '#core/sql/syntax/parse.ts';
import { parseQuery, shapeOf, withoutPlaces } from './shape.ts';

function refusalOf(sql: string): string {
  try {
    parseStatement(sql);
  } catch (error) {
    if (error instanceof CaseInsightsError) return error.message;
    throw error;
  }
  throw new Error(`was read: ${sql}`);
}

describe('operators', () => {
  test.each([
    ['a OR b AND c', ['or', 'a', ['and', 'b', 'c']]],
    ['a AND b OR c AND d', ['or', ['and', 'a', 'b'], ['and', 'c', 'd']]],
    ['NOT a AND b', ['and', ['not', 'a'], 'b']],
    ['NOT a = b', ['not', ['=', 'a', 'b']]],
    ['NOT NOT a', ['not', ['not', 'a']]],
    ['a != b + 1', ['<>', 'a', ['+', 'b', '1']]],
    ['a + b * c - d', ['-', ['+', 'a', ['*', 'b', 'c']], 'd']],
    ['a / b / c', ['/', ['/', 'a', 'b'], 'c']],
    ['a - (b - c)', ['-', 'a', ['-', 'b', 'c']]],
    ['a || b + c || d', ['||', 'a', ['+', 'b', 'c'], 'd']],
    ['-a * b', ['*', ['sign -', 'a'], 'b']],
    ['a - - b', ['-', 'a', ['sign -', 'b']]],
    ["-a AT TIME ZONE 'UTC'", ['sign -', ['at', 'a', 'UTC']]],
    ["a + b AT TIME ZONE 'UTC'", ['+', 'a', ['at', 'b', 'UTC']]],
    ['-a[1]', ['sign -', ['subscript', 'a', '1']]],
    ['a BETWEEN b AND c AND d', ['and', ['between', false, 'a', 'b', 'c'], 'd']],
    ["a NOT LIKE 'b' ESCAPE '!' OR c", ['or', ['like', true, 'a', 'b', '!'], 'c']],
    ['a IS NOT NULL = b', undefined],
    ['a = b = c', undefined],
  ])('bind as in Trino: %s', (sql, shape) => {
    if (shape === undefined) expect(refusalOf(`SELECT ${sql}`)).toContain('Invalid SQL');
    else expect(shapeOf(sql)).toEqual(shape);
  });

  test('of one kind in a row are one node, however many there are', () => {
    for (const operator of ['AND', 'OR', '||'])
      expect(shapeOf(Array(20_000).fill('a').join(` ${operator} `))).toHaveLength(20_001);
    expect(parseQuery(`SELECT ${Array(20_000).fill('1').join('+')}`).kind).toBe('query');
  });
});

describe('what stands in parentheses', () => {
  test.each([
    ['(a)', 'a'],
    ['(a, b)', ['row', 'a', 'b']],
    ['ROW(a)', ['row', 'a']],
    ['a IN (b, c)', ['in', false, 'a', 'b', 'c']],
    ['(a, b) -> a', ['lambda', ['a'], ['b'], 'a']],
  ])('is told apart: %s', (sql, shape) => {
    expect(shapeOf(sql)).toEqual(shape);
  });

  test('is a list of one value where a subquery has parentheses of its own after IN', () => {
    const inList = (sql: string) => {
      const { body } = parseQuery(`SELECT a IN ${sql}`);
      const item = body.kind === 'select' ? body.items[0] : undefined;
      const value = item?.kind === 'expression' ? item.value : undefined;
      return value?.kind === 'in' ? value.list : undefined;
    };
    expect(inList('(SELECT 1)')).toMatchObject({ kind: 'query' });
    expect(inList('((SELECT 1))')).toMatchObject([{ kind: 'subquery' }]);
    expect(inList('((SELECT 1) UNION SELECT 2)')).toMatchObject({ kind: 'query', body: { kind: 'set operation' } });
  });

  test('is one grouping set of two in GROUP BY, and a row where it says ROW', () => {
    const { body } = parseQuery('SELECT 1 GROUP BY (a, b), ROW(a, b), ((a, b)), (a), ()');
    const elements = body.kind === 'select' ? body.groupBy?.elements : undefined;
    expect(elements?.map((element) => element.kind === 'set' && element.expressions.length)).toEqual([2, 1, 1, 1, 0]);
  });
});

describe('queries', () => {
  test('take INTERSECT before UNION and EXCEPT, which go from left to right', () => {
    const { body } = parseQuery('TABLE a UNION ALL TABLE b INTERSECT TABLE c EXCEPT TABLE d');
    expect(body).toMatchObject({
      operator: 'except',
      left: { operator: 'union', all: true, right: { operator: 'intersect', all: false } },
      right: { kind: 'table query' },
    });
  });

  test('keep ORDER BY and LIMIT of a part in parentheses', () => {
    const query = parseQuery('(SELECT 1 LIMIT 2) UNION SELECT 3 ORDER BY 1 OFFSET ? ROWS FETCH FIRST 5 ROWS WITH TIES');
    expect(query).toMatchObject({
      body: { kind: 'set operation', left: { kind: 'query', limit: { rows: { count: '2' } } } },
      orderBy: [{ descending: false }],
      offset: { kind: 'parameter', index: 0 },
      limit: { rows: { count: '5' }, withTies: true },
    });
    expect(parseQuery('SELECT 1 LIMIT ALL')).not.toHaveProperty('limit');
  });

  test('join from left to right, and take a join without its ON into the one around it', () => {
    const from = (sql: string) => {
      const { body } = parseQuery(`SELECT 1 FROM ${sql}`);
      return body.kind === 'select' ? body.from[0] : undefined;
    };
    expect(from('a JOIN b ON x LEFT JOIN c USING (y, z)')).toMatchObject({
      type: 'left',
      left: { type: 'inner', on: {} },
      using: [{ name: 'y' }, { name: 'z' }],
    });
    expect(from('a JOIN b JOIN c ON x ON y')).toMatchObject({ left: { kind: 'table' }, right: { kind: 'join' } });
    expect(from('a NATURAL JOIN b CROSS JOIN c AS d (e) TABLESAMPLE SYSTEM (5)')).toMatchObject({
      type: 'cross',
      left: { natural: true },
      right: { kind: 'sample', relation: { kind: 'aliased', columns: [{ name: 'e' }] } },
    });
    expect(from("a FOR VERSION AS OF 'x' AS b")).toMatchObject({
      kind: 'aliased',
      relation: { asOf: { unit: 'version' } },
    });
  });

  test('number their parameters as they stand', () => {
    const indexes = [...JSON.stringify(parseQuery('SELECT ?, (SELECT ?) WHERE ? LIMIT ?')).matchAll(/"index":(\d)/g)];
    expect(indexes.map(([, index]) => index).sort()).toEqual(['0', '1', '2', '3']);
  });
});

describe('calls', () => {
  test.each([
    ['position(a IN b)', ['strpos', 'b', 'a']],
    ['substring(a FROM b FOR c)', ['substring', 'a', 'b', 'c']],
    ['normalize(a, NFD)', ['normalize', 'a', 'NFD']],
    ['count(*)', ['count', '*']],
    ['count(DISTINCT a)', ['count', 'DISTINCT', 'a']],
    ['"Lower"(a)', ['lower', 'a']],
    ['trim(a)', ['trim', 'both', 'a']],
    ["trim(LEADING 'x' FROM a)", ['trim', 'leading', 'x', 'a']],
    ["trim(a, 'x')", ['trim', 'both', 'x', 'a']],
  ])('with words of their own are plain ones: %s', (sql, shape) => {
    expect(shapeOf(sql)).toEqual(shape);
  });
});

describe('literals and types', () => {
  test.each([
    ["'it''s'", "it's"],
    [String.raw`U&'\00e4\+01F600\\'`, 'ä😀\\'],
    ["U&'!00e4!!' UESCAPE '!'", 'ä!'],
    ["X'00 fF'", '00 fF'],
    ['1_000', '1_000'],
  ])('are read without their quotes: %s', (sql, text) => {
    expect(shapeOf(sql)).toBe(text);
  });

  test('with an escape that is no character are refused', () => {
    for (const sql of [String.raw`U&'\00'`, String.raw`U&'\d800'`, "U&'a' UESCAPE 'ab'"])
      expect(refusalOf(`SELECT ${sql}`)).toContain('escape');
  });

  test.each([
    ['timestamp(3) with time zone', { name: 'timestamp with time zone', parameters: [3] }],
    ['double precision', { name: 'double', parameters: [] }],
    ['array<map<varchar, int>>', { name: 'array', parameters: [{ name: 'map' }] }],
    ['bigint array', { name: 'array', parameters: [{ name: 'bigint' }] }],
    ['interval day to second', { name: 'interval day to second', parameters: [] }],
    ['row(a bigint, varchar)', { fields: [{ name: { name: 'a' } }, { type: { name: 'varchar' } }] }],
    ['row(x row(y timestamp))', { fields: [{ type: { fields: [{ name: { name: 'y' } }] } }] }],
  ])('of CAST are known by one name: %s', (sql, type) => {
    const { body } = parseQuery(`SELECT CAST(a AS ${sql})`);
    expect(body).toMatchObject({ items: [{ value: { kind: 'cast', type } }] });
  });
});

describe('places', () => {
  test('say where a node stands, operators where their sign is', () => {
    const { body } = parseQuery('SELECT a\n  + f(b),\n c NOT BETWEEN 1 AND 2');
    expect(body).toMatchObject({
      items: [
        { value: { at: { start: 11, end: 12, line: 2, column: 3 }, right: { at: { start: 13, end: 17 } } } },
        { value: { at: { line: 3, column: 4, end: 41 } } },
      ],
    });
  });

  test('are the only thing that space and comments change', () => {
    const sql = 'SELECT a, count(*) FROM t WHERE b IN (1, 2) GROUP BY 1 ORDER BY 2 DESC';
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(' ', '\n', '/* x */', '-- y\n'), { minLength: 1, maxLength: 3 }),
        (space) => {
          const other = sql.replaceAll(' ', ` ${space.join('')}`);
          expect(withoutPlaces(parseStatement(other))).toEqual(withoutPlaces(parseStatement(sql)));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('what other engines have', () => {
  test.each([
    ['SELECT a FROM t QUALIFY row_number() OVER () = 1', 'Athena has no QUALIFY: filter on the window function'],
    ['SELECT a FROM t WHERE a = 1 QUALIFY b = 1', 'Athena has no QUALIFY'],
    ['SELECT a::int FROM t', 'Athena has no :: casts: write CAST(value AS type)'],
    ["SELECT a FROM t WHERE a ILIKE 'x'", 'Athena has no ILIKE'],
    ["SELECT a FROM t WHERE a NOT ILIKE 'x'", 'Athena has no ILIKE'],
    ["SELECT a FROM t WHERE a RLIKE 'x'", 'Athena has no RLIKE'],
    ['SELECT TOP 10 * FROM t', 'Athena has no TOP'],
    ['SELECT a FROM t LIMIT 5, 10', 'Athena has no LIMIT with a comma'],
    ['SELECT [1, 2]', 'write ARRAY[…]'],
    ['SELECT a FROM t WHERE a == 1', 'Athena has no ==: write ='],
    ['SELECT a FROM t WHERE a && b', 'SQL has no &&: write AND'],
    ['SELECT DISTINCT ON (a) b FROM t', 'Athena has no DISTINCT ON'],
    ['SELECT * FROM t PIVOT (sum(x) FOR y IN (1))', 'Athena has no PIVOT'],
    ['SELECT now() - INTERVAL 1 DAY', "write INTERVAL '1' DAY"],
    ['SELECT a FROM t MINUS SELECT b FROM t', 'Athena has no MINUS: write EXCEPT'],
    ['SELECT * EXCEPT (a) FROM t', 'Athena has no * EXCEPT'],
    ['SELECT a FROM t WHERE a IS NOT TRUE', 'Athena has no IS TRUE'],
    ['SELECT * INTO x FROM t', 'Only read-only statements may run, and this one has INTO'],
    ['SELECT `a` FROM t', 'Queries use double quotes around names, not backticks'],
    ['SELECT a FROM t LATERAL VIEW explode(b) c AS d', 'Athena has no LATERAL VIEW'],
  ])('is named, with what to write instead: %s', (sql, sentence) => {
    expect(refusalOf(sql)).toContain(sentence);
  });

  test('is nothing of the sort where the words are names', () => {
    for (const sql of ['SELECT qualify, top, minus FROM t pivot', 'SELECT 1 minus', 'SELECT mod(a, 2) FROM t ilike'])
      expect(() => parseStatement(sql)).not.toThrow();
  });
});

describe('statements about tables', () => {
  test.each([
    ["SHOW TABLES IN db LIKE 'a%'", { what: 'tables', name: [{ name: 'db' }], like: 'a%' }],
    ['SHOW COLUMNS FROM t IN db', { what: 'columns', name: [{ name: 'db' }, { name: 't' }] }],
    ['SHOW CREATE VIEW v', { what: 'create view', name: [{ name: 'v' }] }],
    ['SHOW STATS FOR (SELECT 1)', { what: 'stats', query: { kind: 'query' } }],
    ['DESC FORMATTED t', { kind: 'describe', name: [{ name: 't' }], part: false }],
    ["DESCRIBE t PARTITION (a = 'x') b", { kind: 'describe', name: [{ name: 't' }], part: true }],
    ['EXPLAIN ANALYZE SELECT 1', { kind: 'explain', analyze: true, statement: { kind: 'query' } }],
    ['EXPLAIN (TYPE IO, FORMAT JSON) SELECT 1', { analyze: false, options: ['io', 'json'] }],
  ])('say what they ask: %s', (sql, tree) => {
    expect(parseStatement(sql)).toMatchObject(tree);
  });
});
