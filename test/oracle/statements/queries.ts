import { randomNumbers } from './function-calls.ts';

const DIMENSIONS = [
  'servicecode',
  'severitycode',
  'account_number',
  'rca_category',
  "coalesce(rca_category, 'none')",
  'substr(timecreated, 1, 7)',
  "date_trunc('month', from_iso8601_timestamp(timecreated))",
  'date(from_iso8601_timestamp(timecreated))',
  'year(from_iso8601_timestamp(timecreated))',
  "date_format(from_iso8601_timestamp(timecreated), '%Y-%m')",
  'day_of_week(from_iso8601_timestamp(timecreated))',
  "if(severitycode IN ('urgent', 'critical'), 'high', 'other')",
  "CASE WHEN length(subject) > 15 THEN 'long' ELSE 'short' END",
  "split_part(servicecode, '-', 1)",
  "regexp_extract(subject, '^(\\w+)', 1)",
  'hour(from_iso8601_timestamp(timecreated))',
  'lifecycle_category',
  'submittedby',
  'upper(severitycode)',
  'week(date(from_iso8601_timestamp(timecreated)))',
];
const MEASURES = [
  'count(*)',
  'count(rca_category)',
  'count(DISTINCT account_number)',
  'max(timecreated)',
  'min(case_number)',
  'avg(length(case_summary))',
  'sum(length(subject))',
  "count_if(severitycode = 'low')",
  'count(*) FILTER (WHERE rca_category IS NOT NULL)',
  'array_agg(case_number ORDER BY case_number)',
  "array_join(array_agg(DISTINCT severitycode ORDER BY severitycode), ', ')",
  'round(100.0 * count(*) / 6, 1)',
  'round(count(*) * 100e0 / 6, 2)',
  'max_by(subject, timecreated)',
  "listagg(severitycode, '|') WITHIN GROUP (ORDER BY severitycode, case_number)",
  'approx_distinct(servicecode)',
  "date_diff('day', min(from_iso8601_timestamp(timecreated)), max(from_iso8601_timestamp(timecreated)))",
  'arbitrary(categorycode)',
  "bool_or(case_summary LIKE '%é%')",
  "avg(date_diff('hour', from_iso8601_timestamp(timecreated), now()))",
  "round(avg(date_diff('second', from_iso8601_timestamp(timecreated), now())) / 60 / 60 / 24, 2)",
  'count(*) * 1.0 / count(DISTINCT servicecode)',
  'cardinality(array_agg(subject))',
  'max(length(subject)) - min(length(subject))',
  'stddev(length(subject))',
  "sum(if(severitycode = 'high', 1, 0))",
  "sum(CASE WHEN severitycode = 'low' THEN 1 END)",
];
const FILTERS = [
  '',
  "WHERE severitycode <> 'low'",
  'WHERE rca_category IS NOT NULL',
  "WHERE timecreated >= '2025-02-01'",
  "WHERE from_iso8601_timestamp(timecreated) >= TIMESTAMP '2025-02-01 00:00:00 UTC'",
  "WHERE date(from_iso8601_timestamp(timecreated)) BETWEEN DATE '2025-01-10' AND DATE '2025-02-28'",
  "WHERE from_iso8601_timestamp(timecreated) > now() - INTERVAL '60' DAY",
  "WHERE lower(subject) LIKE '%ec2%' OR case_summary LIKE '%quota%'",
  "WHERE regexp_like(subject, '(?i)ec2|rds')",
  "WHERE account_number IN ('111122223333', '999')",
  "WHERE contains(ARRAY['low', 'high'], severitycode)",
  "WHERE NOT (severitycode = 'low' AND rca_category IS NULL)",
  'WHERE length(subject) > 10',
  "WHERE date_add('day', -45, current_date) < date(from_iso8601_timestamp(timecreated))",
  "WHERE strpos(case_summary, '日本') > 0",
  "WHERE case_number > ALL (SELECT case_number FROM case_summary WHERE severitycode = 'high')",
  'WHERE servicecode IN (SELECT servicecode FROM case_summary GROUP BY 1 HAVING count(*) > 1)',
  "WHERE rca_category NOT IN ('Throttling', 'Service Event')",
  "WHERE from_iso8601_timestamp(timecreated) AT TIME ZONE 'Asia/Tokyo' >= TIMESTAMP '2025-02-01 00:00:00 Asia/Tokyo'",
  'WHERE timecreated > current_date',
  "WHERE length(subject) > '20'",
  'WHERE case_number = 100000000001',
  'WHERE 1',
  'WHERE foo = 1',
  'WHERE count(*) > 1',
];
const HAVINGS = [
  '',
  '',
  '',
  'HAVING count(*) > 1',
  "HAVING max(severitycode) > 'm'",
  'HAVING d IS NOT NULL',
  'HAVING count(*) > avg(length(subject))',
];
const ORDERS = [
  'ORDER BY 1, 2',
  'ORDER BY m DESC, d',
  'ORDER BY count(*) DESC, d NULLS FIRST',
  'ORDER BY d DESC LIMIT 3',
  'ORDER BY 2 DESC, 1 OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY',
  'ORDER BY n',
  'ORDER BY 5',
  'ORDER BY lower(severitycode)',
];

/** Groups of cases, mixed from everyday parts; some are wrong, as people write them. */
function groupings(count: number): readonly string[] {
  const next = randomNumbers('groupings');
  const one = (list: readonly string[]) => list[next(list.length)] ?? '';
  return Array.from({ length: count }, (_none, at) => {
    const dimension = one(DIMENSIONS);
    const by = at % 7 === 6 ? dimension : at % 11 === 10 ? 'd' : '1';
    return `SELECT ${dimension} AS d, ${one(MEASURES)} AS m FROM case_summary ${one(FILTERS)} GROUP BY ${by} ${one(HAVINGS)} ${one(ORDERS)}`.replaceAll(
      / {2,}/g,
      ' ',
    );
  });
}

/** Each dimension and each measure alone, over each filter. */
function plain(): readonly string[] {
  return [
    ...DIMENSIONS.map((dimension) => `SELECT case_number, ${dimension} AS d FROM case_summary ORDER BY 1`),
    ...DIMENSIONS.map((dimension) => `SELECT DISTINCT ${dimension} AS d FROM case_summary ORDER BY d NULLS FIRST`),
    ...MEASURES.map((measure) => `SELECT ${measure} AS m FROM case_summary`),
    ...MEASURES.map((measure) => `SELECT ${measure} AS m FROM case_summary WHERE false`),
    ...FILTERS.map((filter) => `SELECT case_number FROM case_summary ${filter} ORDER BY 1`),
    ...FILTERS.map(
      (filter) =>
        `WITH c AS (SELECT * FROM case_summary ${filter}) SELECT severitycode, count(*) AS n FROM c GROUP BY 1 ORDER BY n DESC, 1`,
    ),
  ];
}

const T = "(VALUES (1, 'a'), (2, 'b'), (2, 'c'), (NULL, 'd')) t(k, v)";
const U = "(VALUES (1, 'x'), (2, 'y'), (3, 'z'), (NULL, 'n')) u(k, w)";

function joins(): readonly string[] {
  const kinds = ['JOIN', 'INNER JOIN', 'LEFT JOIN', 'RIGHT OUTER JOIN', 'FULL JOIN'];
  const selections = ['*', 't.*, u.w', 'k', 't.k, u.k', 'v, w', 'count(*)', 'coalesce(v, w)'];
  return [
    ...kinds.flatMap((kind) =>
      selections.flatMap((selection) =>
        ['ON t.k = u.k', 'USING (k)', 'ON t.k < u.k', "ON t.k = u.k AND w <> 'y'", 'ON true', 'ON t.k = u.w'].map(
          (condition) => `SELECT ${selection} FROM ${T} ${kind} ${U} ${condition}`,
        ),
      ),
    ),
    ...selections.map((selection) => `SELECT ${selection} FROM ${T} CROSS JOIN ${U}`),
    ...selections.map((selection) => `SELECT ${selection} FROM ${T}, ${U} WHERE t.k = u.k`),
    ...selections.map((selection) => `SELECT ${selection} FROM ${T} NATURAL JOIN ${U}`),
  ];
}

function setOperations(): readonly string[] {
  const left = "SELECT * FROM (VALUES (1, 'a'), (1, 'a'), (2, NULL), (3, 'c')) t(a, b)";
  const rights = [
    "SELECT * FROM (VALUES (1, 'a'), (2, NULL), (2, NULL)) u(c, d)",
    "SELECT 1.5, 'x'",
    "SELECT 'x', 1",
    'SELECT 1',
    'SELECT NULL, NULL',
  ];
  return ['UNION', 'UNION ALL', 'UNION DISTINCT', 'INTERSECT', 'INTERSECT ALL', 'EXCEPT', 'EXCEPT ALL'].flatMap(
    (operation) =>
      rights.flatMap((right) => [
        `${left} ${operation} ${right}`,
        `${left} ${operation} ${right} ORDER BY 1, 2 LIMIT 3`,
        `SELECT count(*), max(a) FROM (${left} ${operation} ${right})`,
      ]),
  );
}

export const QUERIES: readonly string[] = [
  'SELECT x FROM UNNEST(ARRAY[1, 2, 3]) AS t(x)',
  "SELECT x, i FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t(x, i)",
  "SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v)",
  "SELECT a, b FROM UNNEST(ARRAY[1, 2], ARRAY['x']) AS t(a, b)",
  "SELECT a, b FROM UNNEST(ARRAY[(1, 'x'), (2, 'y')]) AS t(a, b)",
  'SELECT * FROM UNNEST(ARRAY[1, 2])',
  "SELECT case_number, word FROM case_summary CROSS JOIN UNNEST(split(subject, ' ')) AS t(word) ORDER BY 1, 2",
  "SELECT word, count(*) AS n FROM case_summary CROSS JOIN UNNEST(split(lower(subject), ' ')) AS t(word) GROUP BY word ORDER BY n DESC, word LIMIT 5",
  "SELECT case_number, word, i FROM case_summary, UNNEST(regexp_extract_all(subject, '\\w+')) WITH ORDINALITY AS t(word, i) ORDER BY 1, 3",
  "SELECT case_number, w FROM case_summary LEFT JOIN UNNEST(if(severitycode = 'low', ARRAY[1, 2])) AS t(w) ON true ORDER BY 1, 2",
  "SELECT m.month, count(c.case_number) FROM UNNEST(sequence(DATE '2025-01-01', DATE '2025-04-01', INTERVAL '1' MONTH)) AS m(month) LEFT JOIN case_summary c ON date_trunc('month', date(from_iso8601_timestamp(c.timecreated))) = m.month GROUP BY 1 ORDER BY 1",
  'SELECT * FROM UNNEST(CAST(NULL AS array(integer)))',
  'SELECT * FROM UNNEST(ARRAY[]) AS t(x)',
  "SELECT * FROM UNNEST('a') AS t(x)",
  'WITH t(n) AS (SELECT 1) SELECT n + 1 FROM t',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t ORDER BY 1',
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 30) SELECT count(*) FROM t',
  "WITH RECURSIVE t(n, s) AS (VALUES (1, CAST('a' AS varchar)) UNION ALL SELECT n + 1, s || 'a' FROM t WHERE n < 4) SELECT * FROM t ORDER BY n",
  'WITH a AS (SELECT 1 x), b AS (SELECT x + 1 y FROM a) SELECT * FROM a, b',
  'WITH a AS (SELECT 1 x), a AS (SELECT 2 y) SELECT * FROM a',
  'WITH t AS (SELECT 1 a, 2 a) SELECT a FROM t',
  'WITH t AS (SELECT 1 a, 2 a) SELECT * FROM t',
  'WITH b AS (SELECT * FROM a), a AS (SELECT 1 x) SELECT * FROM b',
  'WITH case_summary AS (SELECT 1 x) SELECT * FROM case_summary',
  'SELECT (SELECT count(*) FROM case_summary d WHERE d.account_number = c.account_number) AS n FROM case_summary c ORDER BY case_number',
  'SELECT (SELECT severitycode FROM case_summary)',
  "SELECT (SELECT severitycode FROM case_summary WHERE case_number = '0')",
  'SELECT case_number FROM case_summary c WHERE EXISTS (SELECT 1 FROM case_summary d WHERE d.servicecode = c.servicecode AND d.case_number <> c.case_number) ORDER BY 1',
  'SELECT case_number FROM case_summary c WHERE NOT EXISTS (SELECT 1 FROM case_summary d WHERE d.rca_category = c.rca_category AND d.case_number < c.case_number) ORDER BY 1',
  'SELECT case_number FROM case_summary WHERE rca_category NOT IN (SELECT rca_category FROM case_summary) ORDER BY 1',
  'SELECT case_number FROM case_summary WHERE length(subject) = (SELECT max(length(subject)) FROM case_summary)',
  "SELECT case_number FROM case_summary WHERE severitycode = ANY (VALUES 'low', 'high') ORDER BY 1",
  'SELECT 1 = ANY (SELECT 1 UNION SELECT NULL), 2 = ANY (SELECT 1 UNION SELECT NULL), 1 <> ALL (SELECT 2)',
  'SELECT account_number, severitycode, count(*) FROM case_summary GROUP BY ROLLUP (account_number, severitycode) ORDER BY 1, 2',
  'SELECT account_number, severitycode, count(*), grouping(account_number, severitycode) FROM case_summary GROUP BY CUBE (account_number, severitycode) ORDER BY 1, 2, 4',
  'SELECT account_number, severitycode, count(*) FROM case_summary GROUP BY GROUPING SETS ((account_number), (severitycode), ()) ORDER BY 1, 2',
  'SELECT account_number, count(*) FROM case_summary GROUP BY account_number, () ORDER BY 1',
  'SELECT count(*) FROM case_summary GROUP BY ()',
  'SELECT account_number FROM case_summary GROUP BY 1 HAVING count(*) = 3 ORDER BY 1',
  'SELECT subject, count(*) FROM case_summary',
  'SELECT subject FROM case_summary GROUP BY severitycode',
  'SELECT severitycode AS s, count(*) FROM case_summary GROUP BY s',
  "SELECT severitycode AS s FROM case_summary WHERE s = 'low'",
  'SELECT severitycode AS s FROM case_summary ORDER BY s, case_number',
  'SELECT severitycode AS subject, subject AS x FROM case_summary ORDER BY subject, x',
  'SELECT DISTINCT severitycode FROM case_summary ORDER BY length(subject)',
  'SELECT DISTINCT severitycode, subject FROM case_summary ORDER BY length(subject), 1',
  'SELECT DISTINCT length(severitycode) FROM case_summary ORDER BY length(severitycode)',
  'SELECT case_number FROM case_summary ORDER BY length(subject) DESC, case_number',
  "SELECT upper(severitycode) AS u, u || '!' FROM case_summary",
  'SELECT sum(count(*)) OVER () FROM case_summary GROUP BY severitycode',
  'SELECT severitycode, count(*) AS n, sum(count(*)) OVER (ORDER BY count(*), severitycode) AS running FROM case_summary GROUP BY 1 ORDER BY n, 1',
  'SELECT severitycode, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS share FROM case_summary GROUP BY 1 ORDER BY 1',
  'SELECT * FROM (SELECT case_number, row_number() OVER (PARTITION BY account_number ORDER BY timecreated DESC) AS r FROM case_summary) WHERE r = 1 ORDER BY 1',
  "SELECT case_number, date_diff('day', lag(from_iso8601_timestamp(timecreated)) OVER (ORDER BY timecreated), from_iso8601_timestamp(timecreated)) AS gap FROM case_summary ORDER BY 1",
  'SELECT month, n, n - lag(n) OVER (ORDER BY month) AS change FROM (SELECT substr(timecreated, 1, 7) AS month, count(*) AS n FROM case_summary GROUP BY 1) ORDER BY month',
  'SELECT case_number, sum(1) OVER w AS s FROM case_summary WINDOW w AS (PARTITION BY account_number ORDER BY timecreated) ORDER BY 1',
  'SELECT row_number() FROM case_summary',
  'SELECT count(*) OVER () FROM case_summary WHERE row_number() OVER () = 1',
  'SELECT max(count(*)) FROM case_summary GROUP BY severitycode',
  'SELECT case_number FROM case_summary LIMIT 0',
  'SELECT case_number FROM case_summary ORDER BY 1 LIMIT ALL',
  'SELECT case_number FROM case_summary ORDER BY 1 OFFSET 2 LIMIT 2',
  'SELECT case_number FROM case_summary ORDER BY 1 LIMIT 2 OFFSET 2',
  'SELECT x FROM (VALUES 1, 2, 2, 3) t(x) ORDER BY x FETCH FIRST 2 ROWS WITH TIES',
  'SELECT x FROM (VALUES 1, 2, 2, 3) t(x) ORDER BY x LIMIT -1',
  'VALUES 1, 2',
  "VALUES (1, 'a'), (2, NULL)",
  'VALUES (1), (1, 2)',
  "VALUES 1, 'a'",
  'VALUES 1, 2.5',
  'TABLE case_summary ORDER BY case_number LIMIT 1',
  'SELECT * FROM (VALUES 1) t',
  'SELECT t.* FROM (VALUES (1, 2)) t(a, b)',
  'SELECT x.* FROM (VALUES 1) t(a)',
  'SELECT * FROM case_summary AS c(a) LIMIT 1',
  'SELECT *',
  'SELECT 1 FROM',
  'SELECT a.b.c FROM case_summary',
  'SELECT case_summary.subject FROM case_summary ORDER BY case_number LIMIT 1',
  'SELECT case_insights.case_summary.subject FROM case_summary ORDER BY case_number LIMIT 1',
  'SELECT c.subject FROM case_summary',
  'SELECT subject FROM case_summary a, case_summary b',
  'SELECT 1 FROM case_summary a, case_summary a',
  'SELECT a.subject FROM case_summary a JOIN case_summary b ON a.case_number = b.case_number ORDER BY a.case_number LIMIT 1',
  'SELECT t.k FROM (VALUES 1) t(k) JOIN (VALUES 1) u(k) USING (k)',
  'SELECT * FROM (SELECT 1 AS a) CROSS JOIN LATERAL (SELECT a + 1 AS b)',
  'SELECT * FROM (VALUES 1, 2) t(a), LATERAL (SELECT a * 2) u(b)',
  'SELECT (SELECT t.a + u.b FROM (VALUES 10) u(b)) FROM (VALUES 1, 2) t(a)',
  'SELECT count(*) FROM case_summary TABLESAMPLE BERNOULLI (100)',
  'SELECT * FROM case_summary MATCH_RECOGNIZE (PARTITION BY account_number ORDER BY timecreated PATTERN (A) DEFINE A AS true)',
  'SELECT count(*) FROM case_summary QUALIFY row_number() OVER () = 1',
  'SELECT count(*) FROM case_summary FOR VERSION AS OF 1',
  'SELECT * EXCEPT (subject) FROM case_summary',
  'SELECT count(*) FROM "case_insights.case_summary"',
  'SELECT count(*) FROM case_summary GROUP BY ALL',
  'SELECT TOP 1 * FROM case_summary',
  "SELECT 'a'::varchar",
  'SELECT `subject` FROM case_summary',
  'SELECT [1, 2]',
  'SELECT ARRAY(1, 2)',
  'SELECT "a" FROM case_summary',
  'SELECT subject s, s FROM case_summary',
  "SELECT 1 WHERE 'a' = 'a' ORDER BY 1",
  'SELECT ALL severitycode FROM case_summary ORDER BY 1',
  'SELECT DISTINCT ON (account_number) subject FROM case_summary',
  "SELECT case_number FROM case_summary WHERE subject ILIKE 'ec2%'",
  'SELECT 1 IS TRUE',
  'SELECT current_date - 7',
  "SELECT datediff('day', current_date, current_date)",
  'SELECT getdate()',
  'SELECT isnull(1)',
  'SELECT nvl(NULL, 1)',
  "SELECT to_char(now(), 'yyyy')",
  "SELECT to_date('2025-01-01', 'yyyy-mm-dd')",
  "SELECT date_part('year', now())",
  "SELECT string_agg(subject, ',') FROM case_summary",
  'SELECT group_concat(subject) FROM case_summary',
  'SELECT unnest(ARRAY[1])',
  'SELECT count(*) FROM case_summary c JOIN case_summary d',
  'SELECT subject FROM case_summary WHERE subject = "EC2 quota"',
  'SELECT sum(DISTINCT length(severitycode)), count(DISTINCT (account_number, severitycode)) FROM case_summary',
  'SELECT approx_percentile(length(subject), 0.5) FROM case_summary',
  "SELECT approx_percentile('a', 0.5)",
  'SELECT count_if(1)',
  'SELECT max(subject), min(severitycode) FROM case_summary',
  'SELECT CAST(row(1, 2) AS row(a integer, b integer)).a',
  'SELECT t.r.x FROM (SELECT CAST(row(1, 2) AS row(x integer, y integer)) AS r) t',
  'SELECT r.x, r.y FROM (SELECT CAST(row(1, 2) AS row(x integer, y integer)) AS r)',
  'SELECT t.r.* FROM (SELECT CAST(row(1, 2) AS row(x integer, y integer)) AS r) t',
  'SELECT ROW(1, 2).*',
  'SELECT (1, 2).* AS (a, b)',
  "SELECT d - i, d + i FROM (VALUES (DATE '2025-01-02', INTERVAL '1' DAY)) t(d, i)",
  "SELECT sum(d), avg(d), max(d) FROM (VALUES INTERVAL '1' DAY, INTERVAL '2' DAY) t(d)",
  'SELECT day(now() - from_iso8601_timestamp(timecreated)) FROM case_summary ORDER BY case_number LIMIT 1',
  "SELECT hour(from_iso8601_timestamp(timecreated) AT TIME ZONE 'Asia/Tokyo') FROM case_summary ORDER BY case_number LIMIT 1",
  "SELECT x FROM JSON_TABLE('[1,2]', 'lax $[*]' COLUMNS (x integer PATH 'lax $'))",
  'SELECT "count"(rca_category), "max"(subject) FROM case_summary',
  'SELECT typeof(severitycode), typeof(count(*)), typeof(avg(length(subject))) FROM case_summary GROUP BY severitycode LIMIT 1',
  "SELECT if(length(subject) > 10, length(subject), '0') FROM case_summary LIMIT 1",
  "SELECT count(*) = '6' FROM case_summary",
  "SELECT n FROM (SELECT count(*) n FROM case_summary) WHERE n > '2'",
  'SELECT * FROM (VALUES (1, 2)) t(a, b) WHERE (a, b) = (1, 2)',
  "SELECT concat_ws(', ', array_agg(severitycode ORDER BY severitycode)) FROM case_summary",
  "SELECT json_extract_scalar(j, '$.a') FROM (VALUES '{\"a\":1}', 'x', NULL) t(j)",
  "SELECT TRY(CAST(v AS integer)) FROM (VALUES '1', 'x', NULL) t(v)",
  "SELECT CAST(v AS integer) FROM (VALUES '1', 'x', NULL) t(v)",
  "SELECT v FROM (VALUES '1', 'x') t(v) WHERE TRY_CAST(v AS integer) = 1",
  'SELECT 10 / v FROM (VALUES 1, 0) t(v) WHERE v <> 0',
  'SELECT if(v = 0, NULL, 10 / v) FROM (VALUES 1, 0) t(v)',
  'SELECT coalesce(v, 1 / 0) FROM (VALUES 1, 2) t(v)',
  'SELECT CASE WHEN v <> 0 THEN 10 / v ELSE 0 END FROM (VALUES 1, 0) t(v)',
  'SELECT v FROM (VALUES 1, 0) t(v) WHERE v <> 0 AND 10 / v > 1',
];

function sortings(): readonly string[] {
  const columns = [
    'nan(), 1e0, infinity(), -1e0, NULL, nan()',
    "REAL '1.5', CAST('NaN' AS real), NULL",
    "'b', 'a', NULL, 'é', 'Z'",
    '1.50, 0.25, NULL',
    'ARRAY[2], ARRAY[1, 3], ARRAY[1]',
    'true, false, NULL',
  ];
  const orders = ['ASC', 'DESC', 'ASC NULLS FIRST', 'ASC NULLS LAST', 'DESC NULLS FIRST', 'DESC NULLS LAST'];
  return columns.flatMap((values) =>
    orders.flatMap((order) => [
      `SELECT v FROM (VALUES ${values}) t(v) ORDER BY v ${order}`,
      `SELECT v FROM (VALUES ${values}) t(v) ORDER BY v ${order} LIMIT 2`,
      `SELECT array_agg(v ORDER BY v ${order}) FROM (VALUES ${values}) t(v)`,
      `SELECT v, rank() OVER (ORDER BY v ${order}) AS r FROM (VALUES ${values}) t(v) ORDER BY r`,
    ]),
  );
}

/** Everyday statements of analysts over the cases, thousands of them mixed by a seed, and what people get wrong. */
export function queryStatements(): readonly string[] {
  return [...QUERIES, ...plain(), ...groupings(700), ...joins(), ...setOperations(), ...sortings()];
}
