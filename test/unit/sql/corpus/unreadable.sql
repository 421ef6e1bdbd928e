# No statement in Trino's grammar
SELECT
SELEC * FROM case_summary
SELECT FROM case_summary
SELECT * FORM case_summary
SELECT * FROM
SELECT * FROM case_summary WHERE
SELECT * FROM case_summary WHERE AND
SELECT * FROM case_summary WHERE a =
SELECT * FROM case_summary WHERE a = = 1
SELECT * FROM case_summary WHERE a = 1 b = 2
SELECT * FROM case_summary WHERE a IN ()
SELECT * FROM case_summary WHERE a IN 1
SELECT * FROM case_summary WHERE a BETWEEN 1
SELECT * FROM case_summary WHERE a BETWEEN 1 OR 2
SELECT * FROM case_summary WHERE a IS
SELECT * FROM case_summary WHERE a IS NOT
SELECT * FROM case_summary WHERE a IS 1
SELECT * FROM case_summary WHERE a IS DISTINCT b
SELECT * FROM case_summary WHERE a LIKE
SELECT * FROM case_summary WHERE a = b = c
SELECT * FROM case_summary WHERE NOT
SELECT * FROM case_summary WHERE EXISTS case_summary
SELECT * FROM case_summary WHERE EXISTS (1)
SELECT * FROM case_summary GROUP
SELECT * FROM case_summary GROUP BY
SELECT * FROM case_summary GROUP BY a,
SELECT * FROM case_summary GROUP a
SELECT * FROM case_summary ORDER BY
SELECT * FROM case_summary ORDER a
SELECT * FROM case_summary ORDER BY a DESC ASC
SELECT * FROM case_summary ORDER BY a NULLS
SELECT * FROM case_summary HAVING
SELECT * FROM case_summary LIMIT 'a'
SELECT * FROM case_summary LIMIT 1.5
SELECT * FROM case_summary LIMIT -1
SELECT * FROM case_summary LIMIT 1, 2
SELECT * FROM case_summary LIMIT 10 OFFSET 5
SELECT * FROM case_summary LIMIT 10 LIMIT 5
SELECT * FROM case_summary FETCH FIRST
SELECT * FROM case_summary FETCH FIRST 5 ROWS
SELECT * FROM case_summary FETCH 5 ROWS ONLY
SELECT * FROM case_summary LIMIT 1 WHERE a = 1
SELECT * FROM case_summary ORDER BY a WHERE a = 1
SELECT * WHERE a = 1 FROM case_summary
SELECT * FROM case_summary JOIN
SELECT * FROM case_summary JOIN case_summary
SELECT * FROM case_summary a JOIN case_summary b ON
SELECT * FROM case_summary a JOIN case_summary b USING a
SELECT * FROM case_summary a CROSS case_summary b
SELECT * FROM case_summary a CROSS JOIN case_summary b ON true
SELECT * FROM case_summary a NATURAL case_summary b
SELECT * FROM case_summary a LEFT case_summary b ON true
SELECT * FROM case_summary a OUTER JOIN case_summary b ON true
SELECT * FROM case_summary,
SELECT * FROM , case_summary
SELECT * FROM case_summary a b
SELECT * FROM case_summary AS
SELECT * FROM case_summary AS 'c'
SELECT * FROM (SELECT 1
SELECT * FROM SELECT 1)
SELECT * FROM ()
SELECT * FROM (1)
SELECT (1
SELECT 1)
SELECT ((1)
SELECT a[1
SELECT a]
SELECT a,
SELECT , a
SELECT a b c
SELECT a AS
SELECT a AS 'b'
SELECT * AS a
SELECT *.a
SELECT a.* b
SELECT a..b
SELECT a.
SELECT 1a
SELECT 1 FROM 2nd
SELECT f(
SELECT f(,)
SELECT f(a,)
SELECT f(a b)
SELECT f(*, a)
SELECT f(DISTINCT)
SELECT f(a) OVER (PARTITION a)
SELECT f(a) OVER (ROWS BETWEEN 1 PRECEDING)
SELECT f(a) OVER (ORDER BY a ROWS 1)
SELECT f(a) FILTER (a)
SELECT f(a) IGNORE NULLS
SELECT CASE END
SELECT CASE a END
SELECT CASE WHEN a END
SELECT CASE WHEN a THEN b
SELECT CASE WHEN a THEN b ELSE END
SELECT CAST(a)
SELECT CAST(a AS)
SELECT CAST(a AS 1)
SELECT CAST(a bigint)
SELECT CAST(a AS array<bigint)
SELECT CAST(a AS row(x bigint varchar))
SELECT EXTRACT(YEAR, a)
SELECT EXTRACT('year' FROM a)
SELECT TRIM(LEADING 'x' a)
SELECT LISTAGG(a, ',')
SELECT INTERVAL 1 DAY
SELECT INTERVAL '1' DAYS TO
SELECT 'a' 'b'
SELECT 'a
SELECT "a
SELECT 1 /* open
SELECT a !
SELECT !a
SELECT a & b
SELECT a ~ 'x'
SELECT a ** b
SELECT a == b
SELECT a => b
SELECT x'00' 'a'
SELECT {d '2025-01-01'}
SELECT a; b
SELECT UNION SELECT 1
SELECT 1 UNION
SELECT 1 UNION 2
SELECT 1 UNION ALL DISTINCT SELECT 2
SELECT 1 ORDER BY 1 UNION SELECT 2
SELECT 1 MINUS SELECT 2
UNION SELECT 1
WITH
WITH x
WITH x AS
WITH x AS SELECT 1 SELECT 2
WITH x AS () SELECT 1
WITH x AS (SELECT 1)
WITH x AS (SELECT 1) x
WITH x AS (SELECT 1), SELECT 1
WITH AS (SELECT 1) SELECT 1
WITH x () AS (SELECT 1) SELECT 1
WITH x AS MATERIALIZED (SELECT 1) SELECT 1
(WITH x AS (SELECT 1) SELECT * FROM x)
SELECT 1 UNION (WITH x AS (SELECT 1) SELECT * FROM x)
SELECT * FROM ((WITH x AS (SELECT 1) SELECT 2) UNION SELECT 3)
VALUES
VALUES ()
VALUES 1,
TABLE
TABLE 'case_summary'
TABLE (case_summary)
TABLE (SELECT 1)
SELECT * FROM UNNEST
SELECT * FROM UNNEST()
SELECT * FROM UNNEST(a) WITH OFFSET
SELECT * FROM LATERAL case_summary x y
SELECT * FROM case_summary TABLESAMPLE BERNOULLI
SELECT * FROM case_summary TABLESAMPLE (10)
SELECT * FROM case_summary FOR SYSTEM_TIME AS OF current_timestamp
SELECT * FROM case_summary FOR TIMESTAMP OF current_timestamp
SELECT * FROM case_summary MATCH_RECOGNIZE (DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN () DEFINE)
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (A |) DEFINE A AS true)
SELECT * FROM case_summary PIVOT (count(*) FOR a IN (1, 2))
SELECT * FROM case_summary QUALIFY row_number() OVER () = 1
SELECT * EXCLUDE (a) FROM case_summary
SELECT TOP 10 * FROM case_summary
SELECT JSON_OBJECT('a' 1)
SELECT JSON_VALUE(a)
SELECT JSON_EXISTS(a, b)
SELECT * FROM JSON_TABLE(a, '$')
EXPLAIN
EXPLAIN (TYPE)
EXPLAIN (TYPE x) SELECT 1
EXPLAIN PLAN FOR SELECT 1
EXPLAIN VERBOSE SELECT 1
how many cases are open?
please DROP TABLE case_summary
42
'SELECT 1'
"SELECT 1"
.
,
)
?
# A hyphen outside of quotes takes away
SELECT * FROM case_insights_my-org.case_summary
SELECT * FROM awsdatacatalog.case_insights_my-org.case_summary
TABLE case_insights_my-org.case_summary
SHOW TABLES IN case_insights_my-org
DESCRIBE case_insights_my-org.case_summary
# Corners of the grammar, each with a piece missing or too many
SELECT servicecode FROM case_summary GROUP BY GROUPING SETS servicecode
SELECT servicecode FROM case_summary GROUP BY GROUPING SETS ((servicecode), ()
SELECT servicecode FROM case_summary GROUP BY ROLLUP servicecode
SELECT servicecode, count(*) FROM case_summary GROUP BY servicecode WITH ROLLUP
SELECT transform(split(subject, ' '), w ->) FROM case_summary
SELECT transform(split(subject, ' '), -> lower(w)) FROM case_summary
SELECT reduce(ARRAY[1], 0, (s, x -> s + x, s -> s) FROM case_summary
SELECT transform(split(subject, ' '), lambda w: lower(w)) FROM case_summary
SELECT w FROM case_summary CROSS JOIN UNNEST(split(subject, ' ') AS t (w)
SELECT w FROM case_summary CROSS JOIN UNNEST(split(subject, ' ')) AS t (w) WITH ORDINALITY
SELECT w FROM case_summary LATERAL VIEW explode(split(subject, ' ')) t AS w
SELECT * FROM case_summary FOR TIMESTAMP AS OF
SELECT * FROM case_summary FOR VERSION 123456789
SELECT * FROM case_summary TIMESTAMP AS OF '2026-01-01'
SELECT * FROM case_summary AT (TIMESTAMP => '2026-01-01')
SELECT * FROM case_summary MATCH_RECOGNIZE (PARTITION BY account_number PATTERN A+ DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (ORDER BY timecreated MEASURES A.subject PATTERN (A) DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (ONE ROW PER MATCH ALL ROWS PER MATCH PATTERN (A) DEFINE A AS true)
SELECT "a "" b" c" FROM case_summary
SELECT [subject] FROM [case_summary]
