import { describe, expect, it } from 'vitest';
import { analyzeSql, columnsOrFailure } from '../../support/analyze-query.ts';

/** What Trino answers: the columns, or its sentence. */
function expectAll(statements: readonly (readonly [sql: string, answer: string])[]): void {
  expect(statements.map(([sql]) => [sql, columnsOrFailure(sql)])).toEqual(statements);
}

describe('names', () => {
  it('are found in the relations of FROM, by alias and by the name as it is written', () => {
    expectAll([
      ['SELECT c.caseid FROM case_summary c', 'caseid varchar'],
      ['SELECT case_summary.caseid FROM case_summary', 'caseid varchar'],
      ['SELECT case_insights.case_summary.caseid FROM case_insights.case_summary', 'caseid varchar'],
      ['SELECT CaseId AS "Id" FROM awsdatacatalog.case_insights.CASE_SUMMARY', 'id varchar'],
      [
        'SELECT case_insights.case_summary.caseid FROM case_summary',
        "line 1:8: Column 'case_insights.case_summary.caseid' cannot be resolved",
      ],
      ['SELECT foo FROM case_summary', "line 1:8: Column 'foo' cannot be resolved"],
      ['SELECT c.foo FROM case_summary c', "line 1:8: Column 'c.foo' cannot be resolved"],
      ['SELECT 1 AS a, a + 1 AS b', "line 1:16: Column 'a' cannot be resolved"],
      ["SELECT upper(severitycode) u FROM case_summary WHERE u = 'LOW'", "line 1:54: Column 'u' cannot be resolved"],
    ]);
  });

  it('of several columns are ambiguous', () => {
    expectAll([
      ['WITH t AS (SELECT 1 a, 2 a) SELECT a FROM t', "line 1:36: Column 'a' is ambiguous"],
      ['WITH t AS (SELECT 1 a, 2 a) SELECT * FROM t', 'a integer, _col1 integer'],
      ['SELECT x FROM (SELECT 1 x) u JOIN (SELECT 1 x) v ON u.x = v.x', "line 1:8: Column 'x' is ambiguous"],
      ['SELECT x, x FROM (VALUES 1) t(x) ORDER BY x', "line 1:43: Column 'x' is ambiguous"],
      ['SELECT 1 FROM case_summary a, case_summary a', "line 1:31: Table name or alias 'a' is ambiguous"],
    ]);
  });

  it('of tables are those of WITH first', () => {
    expectAll([
      ['SELECT 1 FROM cases', 'line 1:15: There is no table cases'],
      ['SELECT 1 FROM other.case_summary', 'line 1:15: There is no table other.case_summary'],
      ['WITH case_summary AS (SELECT 1 x) SELECT * FROM case_summary', 'x integer'],
      ['WITH case_summary AS (SELECT caseid x FROM case_summary) SELECT * FROM case_summary', 'x varchar'],
      ['WITH b AS (SELECT x FROM a), a AS (SELECT 1 x) SELECT * FROM b', 'line 1:26: There is no table a'],
      ["WITH a AS (SELECT 1 x) SELECT * FROM (WITH a AS (SELECT '2' x) SELECT * FROM a)", 'x varchar(1)'],
      [
        'WITH t AS (SELECT 1), t AS (SELECT 2) SELECT * FROM t',
        "line 1:23: WITH query name 't' specified more than once",
      ],
      [
        'WITH t(a) AS (SELECT 1, 2) SELECT * FROM t',
        'line 1:8: Column alias list has 1 entries but relation has 2 columns',
      ],
    ]);
  });

  it('in subqueries are found outwards', () => {
    expectAll([
      ['SELECT (SELECT x FROM (SELECT 1 y) u) FROM (SELECT 1 x) v', '_col0 integer'],
      ['SELECT (SELECT u.x FROM (SELECT 1 y) u) FROM (SELECT 1 x) v', "line 1:16: Column 'u.x' cannot be resolved"],
      ['SELECT a, y FROM (VALUES 1) t(a), (SELECT a AS y)', "line 1:43: Column 'a' cannot be resolved"],
      ['SELECT a, y FROM (VALUES 1) t(a), LATERAL (SELECT a AS y)', 'a integer, y integer'],
    ]);
  });

  it('of queries around are not arguments of aggregates', () => {
    expectAll([
      [
        'SELECT (SELECT max(v + t.x) FROM (VALUES 1) w(v)) FROM (VALUES 1) t(x)',
        "line 1:24: Given correlated subquery is not supported: 't.x' is a column of a query around it",
      ],
      ['SELECT (SELECT max(v) + t.x FROM (VALUES 1) w(v) WHERE v >= x) FROM (VALUES 1) t(x)', '_col0 integer'],
    ]);
  });

  it('of the result are each there once, in lower case', () => {
    expect(analyzeSql('SELECT 1, 2 AS A, 3 AS a, 4 AS b').names).toEqual(['_col0', 'a', '_col2', 'b']);
    expect(analyzeSql('SELECT CAST(ROW(1) AS ROW(a integer)).a').names).toEqual(['_col0']);
  });
});

describe('relations', () => {
  it('joined with USING have the listed columns once, first and without a table', () => {
    expectAll([
      [
        "SELECT * FROM (VALUES ('a', 1)) t(v, k) JOIN (VALUES (1, 'x')) u(k, w) USING (k)",
        'k integer, v varchar(1), w varchar(1)',
      ],
      ["SELECT t.* FROM (VALUES ('a', 1)) t(v, k) LEFT JOIN (VALUES (1, 'x')) u(k, w) USING (k)", 'v varchar(1)'],
      ['SELECT t.k FROM (VALUES 1) t(k) JOIN (VALUES 1) u(k) USING (k)', "line 1:8: Column 't.k' cannot be resolved"],
      [
        'SELECT * FROM (VALUES 1) t(k) JOIN (VALUES 1) u(k) USING (j)',
        "line 1:59: Column 'j' is missing from left side of join",
      ],
      [
        "SELECT * FROM (VALUES 1) t(k) JOIN (VALUES 'a') u(k) USING (k)",
        'line 1:61: Cannot apply operator: integer = varchar(1)',
      ],
      ['SELECT 1 FROM (VALUES 1) t NATURAL JOIN (VALUES 1) u', 'line 1:15: Natural join not supported'],
    ]);
  });

  it('from UNNEST have a column for each element, key, value, field and number', () => {
    expectAll([
      ["SELECT * FROM UNNEST(ARRAY[1], ARRAY['a']) WITH ORDINALITY", '_col0 integer, _col1 varchar(1), _col2 bigint'],
      ["SELECT * FROM UNNEST(ARRAY[ROW(1, 'x')]) t(a, b)", 'a integer, b varchar(1)'],
      ['SELECT * FROM UNNEST(ARRAY[CAST(ROW(1) AS ROW(p bigint))])', 'p bigint'],
      [
        'SELECT * FROM UNNEST(ARRAY[1]) t(a, b)',
        "line 1:15: Column alias list has 2 entries but 't' has 1 columns available",
      ],
      ['SELECT * FROM UNNEST(1)', 'line 1:22: Cannot unnest type: integer'],
      ['SELECT x FROM (VALUES ARRAY[1]) t(a) LEFT JOIN UNNEST(a) u(x) ON true', 'x integer'],
      [
        'SELECT x FROM (VALUES ARRAY[1]) t(a) LEFT JOIN UNNEST(a) u(x) ON x = 1',
        'line 1:68: LEFT JOIN involving UNNEST is only supported with condition ON TRUE',
      ],
    ]);
  });

  it('that the engine does not have are refused by name', () => {
    expectAll([
      [
        'SELECT * FROM case_summary FOR VERSION AS OF 1',
        'line 1:28: FOR VERSION AS OF is not supported: the table has no versions',
      ],
      ['SELECT * FROM TABLE(f(1))', 'line 1:15: The embedded engine has no function f'],
      [
        'SELECT * FROM case_summary TABLESAMPLE BERNOULLI (101)',
        'line 1:51: Sample percentage must be less than or equal to 100',
      ],
    ]);
    expect(columnsOrFailure('SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (a) DEFINE a AS true)')).toContain(
      'MATCH_RECOGNIZE',
    );
  });

  it('of VALUES have the types that all rows have in common', () => {
    expectAll([
      ["VALUES (1, 'a'), (2, 'bcd')", '_col0 integer, _col1 varchar(3)'],
      ['VALUES 1, 2.5', '_col0 decimal(11,1)'],
      ["VALUES (1, 'a'), (2)", 'line 1:1: Values rows have mismatched sizes: 2 vs 1'],
      [
        "VALUES (1, 'a'), (2, 3)",
        'line 1:1: Values rows have mismatched types: row(integer, varchar(1)) vs row(integer, integer)',
      ],
    ]);
  });

  it('joined by UNION, INTERSECT and EXCEPT have common types', () => {
    expectAll([
      ['SELECT 1 x UNION ALL SELECT 2.5', 'x decimal(11,1)'],
      ["SELECT 'a' UNION SELECT 'abc'", '_col0 varchar(3)'],
      ["SELECT 1 UNION SELECT 'a'", 'line 1:10: column 1 in UNION query has incompatible types: integer, varchar(1)'],
      ['SELECT 1 EXCEPT SELECT 2, 3', 'line 1:10: EXCEPT query has different number of fields: 1, 2'],
      ['SELECT 1 x UNION SELECT 2 ORDER BY x + 1', 'x integer'],
      ['SELECT 1 UNION SELECT 2 ORDER BY x', "line 1:34: Column 'x' cannot be resolved"],
    ]);
  });
});

describe('a SELECT', () => {
  it('with * has all columns, with t.* and row.* those of one', () => {
    expectAll([
      ['SELECT *', 'line 1:8: SELECT * not allowed in queries without FROM clause'],
      ['SELECT t.* FROM case_summary', 'line 1:8: Unable to resolve reference t'],
      ['SELECT t.* AS (a, b) FROM (SELECT 1, 2) t', 'a integer, b integer'],
      ["SELECT t.r.* FROM (SELECT CAST(ROW(1, 'x') AS ROW(p integer, q varchar)) r) t", 'p integer, q varchar'],
      ['SELECT ROW(1, 2).*', '_col0 integer, _col1 integer'],
    ]);
  });

  it('that groups may name only what is grouped', () => {
    const end = 'must be an aggregate expression or appear in GROUP BY clause';
    expectAll([
      ['SELECT subject, count(*) FROM case_summary', `line 1:8: 'subject' ${end}`],
      ["SELECT upper(subject) || 'a', count(*) FROM case_summary", `line 1:23: 'concat(upper(subject), 'a')' ${end}`],
      ['SELECT x + 1 + 1 FROM (VALUES 1) a(x) GROUP BY a.x + 1', '_col0 integer'],
      ['SELECT 1 + x + 1 FROM (VALUES 1) a(x) GROUP BY x + 1', `line 1:14: '((1 + x) + 1)' ${end}`],
      ['SELECT r FROM (SELECT CAST(ROW(1) AS ROW(a integer)) r) GROUP BY r.a', `line 1:8: 'r' ${end}`],
      ['SELECT r.a FROM (SELECT CAST(ROW(1) AS ROW(a integer)) r) GROUP BY r', 'a integer'],
      ['SELECT caseid FROM case_summary HAVING true', `line 1:8: 'caseid' ${end}`],
      ['SELECT count(*) n FROM case_summary ORDER BY caseid', `line 1:46: 'caseid' ${end}`],
      [
        'SELECT (SELECT max(d.caseid) FROM case_summary d WHERE d.subject = c.caseid) FROM case_summary c GROUP BY c.subject',
        "line 1:68: Subquery uses 'c.caseid' which must appear in GROUP BY clause",
      ],
      ['SELECT * FROM (VALUES (1, 2)) t(x, y) GROUP BY x', "Column 't.y' not in GROUP BY clause"],
    ]);
  });

  it('groups by expressions and positions of the list, never by its aliases', () => {
    expectAll([
      ['SELECT x AS y, count(*) FROM (VALUES 1) t(x) GROUP BY y', "line 1:55: Column 'y' cannot be resolved"],
      [
        'SELECT severitycode, count(*) FROM case_summary GROUP BY 3',
        'line 1:58: GROUP BY position 3 is not in select list',
      ],
      [
        'SELECT severitycode, count(*) FROM case_summary GROUP BY 2',
        'line 1:22: GROUP BY clause cannot contain aggregations, window functions or grouping operations: [count(*)]',
      ],
      ['SELECT count(*) c FROM case_summary HAVING c > 0', "line 1:44: Column 'c' cannot be resolved"],
      [
        'SELECT x + 1 FROM (VALUES 1) t(x) GROUP BY ROLLUP(x + 1)',
        'line 1:53: GROUP BY expression must be a column reference: (x + 1)',
      ],
      ['SELECT x, grouping(x) FROM (VALUES 1) t(x) GROUP BY ROLLUP(x)', 'x integer, _col1 integer'],
      ['SELECT x FROM (VALUES 1) t(x) GROUP BY ROLLUP(x) ORDER BY grouping(t.x)', 'x integer'],
      ['SELECT x AS k FROM (VALUES 1) t(x) GROUP BY ROLLUP(x) ORDER BY grouping(x)', 'k integer'],
      [
        'SELECT x FROM (VALUES 1) t(x) GROUP BY ROLLUP(x) ORDER BY grouping(x)',
        'line 1:59: Invalid reference to output of SELECT clause from grouping() expression in ORDER BY',
      ],
      [
        'SELECT x, grouping(y) FROM (VALUES (1, 2)) t(x, y) GROUP BY x',
        'line 1:11: The arguments to GROUPING() must be expressions referenced by the GROUP BY at the associated query level. Mismatch due to y.',
      ],
    ]);
  });

  it('has aggregates in their places only', () => {
    expectAll([
      [
        'SELECT 1 FROM case_summary WHERE count(*) > 1',
        'line 1:34: WHERE clause cannot contain aggregations, window functions or grouping operations: [count(*)]',
      ],
      [
        'SELECT 1 FROM case_summary c JOIN case_summary d ON count(*) = 1',
        'line 1:53: JOIN clause cannot contain aggregations, window functions or grouping operations: [count(*)]',
      ],
      [
        'SELECT sum(count(*)) FROM case_summary',
        "line 1:8: Cannot nest aggregations inside aggregation 'sum': [count(*)]",
      ],
      [
        'SELECT array_agg(DISTINCT x ORDER BY y) FROM (VALUES (1, 2)) t(x, y)',
        'line 1:38: For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments',
      ],
      ['SELECT sum(sum(x)) OVER (ORDER BY x) FROM (VALUES 1) t(x) GROUP BY x', '_col0 bigint'],
    ]);
  });

  it('wants booleans for conditions', () => {
    expectAll([
      ['SELECT 1 FROM case_summary WHERE 1', 'line 1:34: WHERE clause must evaluate to a boolean: actual type integer'],
      [
        'SELECT 1 FROM case_summary HAVING 1',
        'line 1:35: HAVING clause must evaluate to a boolean: actual type integer',
      ],
      [
        'SELECT 1 FROM case_summary c JOIN case_summary d ON 1',
        'line 1:53: JOIN ON clause must evaluate to a boolean: actual type integer',
      ],
    ]);
  });

  it('computes equal aggregates once', () => {
    const { plan } = analyzeSql(
      'SELECT count(*), count(*) + 1 FROM case_summary HAVING count(*) > 1 ORDER BY count(*)',
    );
    expect(
      JSON.stringify(plan, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).match(
        /"name":"count"/g,
      ),
    ).toHaveLength(1);
  });
});

describe('ORDER BY', () => {
  it('knows the list first, then what it is computed from', () => {
    expectAll([
      ['SELECT x AS y FROM (VALUES 1) t(x) ORDER BY y + x', 'y integer'],
      ['SELECT x FROM (VALUES 1) t(x) ORDER BY 2', 'line 1:40: ORDER BY position 2 is not in select list'],
      [
        'SELECT severitycode s FROM case_summary GROUP BY severitycode ORDER BY max(severitycode), count(*)',
        's varchar',
      ],
      [
        'SELECT severitycode FROM case_summary GROUP BY severitycode ORDER BY max(severitycode)',
        'line 1:74: Invalid reference to output projection attribute from ORDER BY aggregation',
      ],
      ['SELECT x AS z FROM (VALUES 1) t(x) ORDER BY row_number() OVER (ORDER BY z DESC)', 'z integer'],
      ['(SELECT x FROM (VALUES 1) t(x)) ORDER BY t.x', "line 1:42: Column 't.x' cannot be resolved"],
    ]);
  });

  it('of SELECT DISTINCT names what is selected alone', () => {
    const refusal = 'line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list';
    expectAll([
      ['SELECT DISTINCT severitycode FROM case_summary ORDER BY length(subject)', refusal],
      ['SELECT DISTINCT upper(severitycode) s FROM case_summary ORDER BY length(s)', refusal],
      ['SELECT DISTINCT upper(severitycode) FROM case_summary ORDER BY upper(severitycode)', '_col0 varchar'],
      ['SELECT DISTINCT severitycode s FROM case_summary ORDER BY severitycode', 's varchar'],
      ['SELECT DISTINCT * FROM (VALUES 1) t(x) ORDER BY t.x', 'x integer'],
      ['SELECT DISTINCT x, count(*) FROM (VALUES 1) t(x) GROUP BY x ORDER BY count(*)', 'x integer, _col1 bigint'],
    ]);
  });

  it('wants an order, and NULLs come last unless the statement says otherwise', () => {
    expectAll([
      [
        'SELECT 1 FROM case_summary ORDER BY CAST(NULL AS map(integer, integer))',
        'line 1:37: Type map(integer, integer) is not orderable, and therefore cannot be used in ORDER BY: CAST(null AS map(integer, integer))',
      ],
      [
        'SELECT x FROM (VALUES 1) t(x) FETCH FIRST 2 ROWS WITH TIES',
        'line 1:31: FETCH FIRST WITH TIES clause requires ORDER BY',
      ],
    ]);
    const { plan } = analyzeSql('SELECT x FROM (VALUES 1) t(x) ORDER BY x DESC, x NULLS FIRST LIMIT 2');
    expect(plan).toMatchObject({ kind: 'sort', limit: 2n, items: [{ nullsFirst: false }, { nullsFirst: true }] });
  });
});

describe('window functions', () => {
  it('stand in the list and in ORDER BY only, and do not nest', () => {
    expectAll([
      ['SELECT row_number() FROM case_summary', 'line 1:8: Window function row_number requires an OVER clause'],
      ['SELECT upper(subject) OVER () FROM case_summary', 'line 1:8: Not a window function: upper'],
      [
        'SELECT 1 FROM case_summary WHERE row_number() OVER () > 1',
        'line 1:34: WHERE clause cannot contain aggregations, window functions or grouping operations: [row_number() OVER ()]',
      ],
      [
        'SELECT count(*) FROM case_summary HAVING row_number() OVER () = 1',
        'line 1:42: HAVING clause cannot contain window functions or row pattern measures',
      ],
      [
        'SELECT sum(row_number() OVER ()) OVER () FROM case_summary',
        'line 1:12: Cannot nest window functions or row pattern measures inside window function arguments',
      ],
      [
        'SELECT count(*) FILTER (WHERE true) OVER () FROM case_summary',
        'line 1:31: FILTER is not yet supported for window functions',
      ],
    ]);
  });

  it('that look at rows beside this one want an order, and no frame', () => {
    expectAll([
      ['SELECT lag(x) OVER () FROM (VALUES 1) t(x)', 'line 1:8: lag function requires an ORDER BY window clause'],
      [
        'SELECT lead(x) OVER (ORDER BY x ROWS 1 PRECEDING) FROM (VALUES 1) t(x)',
        'line 1:21: Cannot specify window frame for lead function',
      ],
    ]);
  });

  it('build on named windows', () => {
    const from = 'FROM case_summary WINDOW w AS (PARTITION BY severitycode)';
    expectAll([
      [`SELECT count(*) OVER w, count(*) OVER (w ORDER BY caseid) ${from}`, '_col0 bigint, _col1 bigint'],
      ['SELECT count(*) OVER w FROM case_summary', 'line 1:22: Cannot resolve WINDOW name w'],
      [
        `SELECT count(*) OVER (w PARTITION BY caseid) ${from}`,
        'line 1:38: WINDOW specification with named WINDOW reference cannot specify PARTITION BY',
      ],
      [`SELECT 1 ${from}, w AS ()`, "line 1:69: WINDOW name 'w' specified more than once"],
    ]);
  });

  it('have frames that start before they end', () => {
    const over = (frame: string) => `SELECT count(*) OVER (${frame}) FROM case_summary`;
    expectAll([
      [over('ROWS UNBOUNDED FOLLOWING'), 'line 1:22: Window frame start cannot be UNBOUNDED FOLLOWING'],
      [
        over('ROWS BETWEEN CURRENT ROW AND 1 PRECEDING'),
        'line 1:22: Window frame starting from CURRENT ROW cannot end with PRECEDING',
      ],
      [over('RANGE 1 PRECEDING'), 'line 1:22: Window frame of type RANGE PRECEDING or FOLLOWING requires ORDER BY'],
      [
        over('ROWS 1.5 PRECEDING'),
        'line 1:28: Window frame ROWS start value type must be exact numeric type with scale 0 (actual decimal(2,1))',
      ],
      [
        over('ORDER BY CAST(timecreated AS date) RANGE 7 PRECEDING'),
        'line 1:64: Window frame RANGE value type (integer) not compatible with sort item type (date)',
      ],
      [over("ORDER BY CAST(timecreated AS date) RANGE interval '7' day PRECEDING"), '_col0 bigint'],
    ]);
  });
});

describe('WITH RECURSIVE', () => {
  it('wants names for its columns, a UNION, and types that fit the first part', () => {
    const recursive = (rest: string) => `WITH RECURSIVE ${rest} SELECT * FROM t`;
    expectAll([
      [recursive('t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5)'), 'n integer'],
      [recursive('t(n) AS (SELECT 5)'), 'n integer'],
      [
        recursive('t AS (SELECT 1 n UNION ALL SELECT n + 1 FROM t)'),
        'line 1:16: missing column aliases in recursive WITH query',
      ],
      [
        recursive('t(n) AS (SELECT 1 UNION ALL SELECT n + 1e0 FROM t)'),
        'line 1:44: recursion step relation output type (double) is not coercible to recursion base relation output type (integer) at column 1',
      ],
      [recursive('t(n) AS (SELECT n FROM t)'), 'line 1:16: recursive reference not allowed in this context'],
    ]);
  });
});

describe('parameters', () => {
  it('are as many as there are values', () => {
    expect(columnsOrFailure('SELECT 1 WHERE 1 = ?')).toBe('The statement has 1 parameters, but 0 values were given');
    expect(columnsOrFailure('SELECT 1 x LIMIT ?', [5])).toBe('x integer');
    expect(columnsOrFailure('SELECT 1 x LIMIT ?', [-5])).toBe("line 1:18: '-5' is not a number of rows");
  });
});
