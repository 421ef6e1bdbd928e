# Every corner of Trino's query grammar, on no table or on the one allowed
SELECT
  1
SELECT NULL, TRUE, FALSE, 1, 1.5, .5, 1., 1e3, 1.5E-3, .5e+2, 1_000_000, 0xFF, 0o17, 0b1010, 1_000.5
SELECT -1, +1, - -1, -+-1, 1 - -1, 1--1
  +1
SELECT 'a', U&'\00e4', U&'!00e4' UESCAPE '!', X'00FF', x'', ''
SELECT DATE '2025-01-01', TIME '10:00', TIMESTAMP '2025-01-01 10:00:00', DECIMAL '1.5', JSON '{"a":1}', DOUBLE PRECISION '1', CHAR 'x', IPADDRESS '::1', my_type 'x', "Quoted Type" 'x'
SELECT INTERVAL '1' DAY, INTERVAL -'2' MONTH, INTERVAL + '3' YEAR, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '2 10:00' DAY TO SECOND
SELECT interval, date, time, timestamp, day, month, year, hour, zone FROM (SELECT 1) t (interval, date, time)
SELECT interval - 1, interval + x, "interval" '1' FROM case_summary
SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP(3), LOCALTIME, LOCALTIME(0), LOCALTIMESTAMP, LOCALTIMESTAMP(6), CURRENT_TIME(1)
SELECT CURRENT_USER, CURRENT_CATALOG, CURRENT_SCHEMA, CURRENT_PATH
SELECT a.b.c.d, a[1].b, a[1][2], (a).b, (a, b), ROW(1, 'x').field0, f(x).y, ARRAY[1, 2][1], ARRAY[], ARRAY[ARRAY[1], ARRAY[]]
SELECT ROW(1, 2), ROW(1), (1, 2, 3), ((1, 2), 3)
SELECT a + b * c / d % e - f || g
SELECT a = 1, a <> 1, a != 1, a < 1, a <= 1, a > 1, a >= 1
SELECT NOT a, NOT NOT a, NOT a = b AND NOT c OR d
SELECT a IS NULL, a IS NOT NULL, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b
SELECT a BETWEEN 1 AND 2, a NOT BETWEEN b + 1 AND c - 1 AND d
SELECT a BETWEEN 1 AND 2 AND b BETWEEN 3 AND 4
SELECT a IN (1), a NOT IN (1, 2), a IN (SELECT 1), a IN ((SELECT 1), 2), (a, b) IN (SELECT 1, 2), a IN ((1, 2), (3, 4))
SELECT a LIKE b, a NOT LIKE b || '%' ESCAPE '\'
SELECT a = ALL (SELECT 1), a < ANY (VALUES 1), a >= SOME (TABLE case_summary), a = ALL ((SELECT 1) UNION (SELECT 2))
SELECT EXISTS (SELECT 1), NOT EXISTS (SELECT 1), EXISTS ((SELECT 1)), EXISTS (WITH x AS (SELECT 1) SELECT * FROM x)
SELECT CASE WHEN a THEN b END, CASE a WHEN 1 THEN 2 ELSE 3 END, CASE WHEN a THEN CASE WHEN b THEN c END ELSE d END
SELECT CAST(a AS bigint), CAST(a AS varchar), CAST(a AS varchar(10)), CAST(a AS decimal(10, 2)), CAST(a AS double), CAST(a AS double precision)
SELECT CAST(a AS array(bigint)), CAST(a AS array<bigint>), CAST(a AS map(varchar, array(bigint))), CAST(a AS map<varchar, array<bigint>>), CAST(a AS bigint array), CAST(a AS bigint ARRAY[3] array)
SELECT CAST(a AS row(x bigint, y varchar)), CAST(a AS row(bigint, varchar)), CAST(a AS ROW(x double precision, double precision, y array(row(z bigint)), "Q" date))
SELECT CAST(a AS timestamp), CAST(a AS timestamp(3)), CAST(a AS timestamp with time zone), CAST(a AS timestamp(6) with time zone), CAST(a AS time without time zone), CAST(a AS time(3) with time zone)
SELECT CAST(a AS interval day to second), CAST(a AS interval year to month), CAST(a AS row(t timestamp, i interval year to month, interval day to second))
SELECT CAST(a AS json), CAST(a AS "Quoted"), TRY_CAST(a AS uuid), CAST(CAST(a AS json) AS array(json))
SELECT CAST(a AS row(date date, time time, timestamp timestamp, x bigint array, array array(bigint), row row(y bigint)))
SELECT EXTRACT(YEAR FROM a), EXTRACT(TIMEZONE_HOUR FROM a + b), EXTRACT(day FROM TIMESTAMP '2025-01-01 10:00:00')
SELECT TRIM(a), TRIM(a, b), TRIM(LEADING FROM a), TRIM(TRAILING 'x' FROM a), TRIM(BOTH x || y FROM a || b), TRIM('x' FROM a), TRIM(FROM a)
SELECT TRIM(leading), TRIM(both FROM a), TRIM(trailing.x), TRIM(leading || 'x' FROM b)
SELECT SUBSTRING(a FROM 1), SUBSTRING(a FROM 1 FOR 2), SUBSTRING(a, 1), SUBSTRING(a, 1, 2), SUBSTRING('abc' FROM length(b) FOR 1 + 1)
SELECT POSITION('a' IN b), POSITION(a || 'x' IN b || 'y'), POSITION('a', 'b'), POSITION(a IN (b)), position
SELECT NORMALIZE(a), NORMALIZE(a, NFC), NORMALIZE(a || b, NFKD)
SELECT GROUPING(a), GROUPING(a, b.c), GROUPING() FROM case_summary GROUP BY a, b.c
SELECT f(), f(*), f(a), f(a, b), f(DISTINCT a), f(ALL a), f(t.*), f(a ORDER BY b), f(DISTINCT a, b ORDER BY c DESC NULLS FIRST, d), s.f(a), c.s.f(a)
SELECT f(all), f(all, a), all, distinct_thing FROM case_summary
SELECT f(a) FILTER (WHERE b), f(a) FILTER (WHERE b > 1) OVER (), f(*) FILTER (WHERE b) OVER w FROM case_summary WINDOW w AS ()
SELECT f(a) OVER (), f(a) OVER w, f(a) IGNORE NULLS OVER (ORDER BY b), f(a) RESPECT NULLS OVER w FROM case_summary WINDOW w AS (PARTITION BY a, b ORDER BY c)
SELECT f(x -> x), f((x) -> x), f((x, y) -> x + y), f(() -> 1), f(x -> y -> x + y), f(a, x -> x AND y), f(x -> (y -> y)), f((x -> x))
SELECT f(x -> (SELECT max(x) FROM case_summary)), f(x -> CASE WHEN x THEN 1 END)
SELECT a AT TIME ZONE 'UTC', a AT TIME ZONE INTERVAL '-1' HOUR, a AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Paris', TIMESTAMP '2025-01-01 10:00' AT TIME ZONE 'UTC' - INTERVAL '1' DAY
SELECT (SELECT 1), (SELECT 1) + 1, ((SELECT 1)), (((SELECT 1))) + 1, ((SELECT 1), 2), (1, (SELECT 2))
SELECT ((SELECT 1) UNION SELECT 2), (((SELECT 1) UNION SELECT 2) ORDER BY 1), ((SELECT 1) LIMIT 1), ((SELECT 1) OFFSET 1 LIMIT 1)
SELECT (WITH x AS (SELECT 1 AS y) SELECT y FROM x), ((WITH x AS (SELECT 1 AS y) SELECT y FROM x)), (VALUES 1), (TABLE case_summary)
SELECT (SELECT 1).x, ((SELECT 1) + 2) * 3, ((SELECT 1) IS NULL), ((SELECT 1) IN (1, 2)), ((SELECT 1) = 1 AND TRUE)
SELECT ((a)), (((a + b))), ((a) + (b)), ((a).b), ((a)[1]), (NOT (a)), ((a) AND (b))
SELECT a AS b, a b, a "b", a AS "b", (a) b, f(a) b, 1 b, 'x' AS b, NULL b, a.b c
SELECT *, a, t.*, t.* AS (x, y), (ROW(1, 2)).*, f(x).* FROM case_summary t
SELECT * FROM case_summary, case_summary AS b, (case_summary), (case_summary c), ((case_summary d)), (SELECT 1) e, ((SELECT 1)) f
SELECT * FROM (case_summary a CROSS JOIN case_summary b) JOIN case_summary c ON a.x = c.x
SELECT * FROM (case_summary a JOIN (case_summary b JOIN case_summary c ON b.x = c.x) ON a.x = b.x)
SELECT * FROM case_summary a JOIN case_summary b JOIN case_summary c ON b.x = c.x ON a.x = b.x
SELECT * FROM case_summary a JOIN case_summary b ON a.x = b.x JOIN case_summary c USING (x) CROSS JOIN case_summary d
SELECT * FROM case_summary a LEFT JOIN case_summary b CROSS JOIN case_summary c ON a.x = b.x
SELECT * FROM case_summary a NATURAL INNER JOIN case_summary b NATURAL FULL OUTER JOIN case_summary c
SELECT * FROM ((SELECT 1) a CROSS JOIN case_summary b)
SELECT * FROM ((SELECT 1) UNION (SELECT 2)) a
SELECT * FROM (((SELECT 1) UNION (SELECT 2)) EXCEPT SELECT 3) a
SELECT * FROM ((SELECT 1) UNION SELECT 2 ORDER BY 1 LIMIT 1)
SELECT * FROM ((SELECT 1) limit), ((SELECT 1) AS x (a)) y
SELECT * FROM (SELECT 1) AS limit, (SELECT 2) offset, (SELECT 3) fetch, case_summary window
SELECT * FROM (VALUES 1, 2), (VALUES (1, 2)) v (a, b), (TABLE case_summary) w
SELECT * FROM UNNEST(ARRAY[1]), UNNEST(ARRAY[1], ARRAY[2]) WITH ORDINALITY, UNNEST(a.b) AS t (x), UNNEST(map(ARRAY[1], ARRAY[2])) t2 (k, v)
SELECT * FROM LATERAL (SELECT 1), LATERAL (VALUES 1) AS v (x), LATERAL ((SELECT 1) UNION SELECT 2)
SELECT * FROM case_summary c, LATERAL (WITH x AS (SELECT c.a) SELECT * FROM x) l
SELECT * FROM case_summary FOR TIMESTAMP AS OF TIMESTAMP '2025-01-01 00:00:00 UTC'
SELECT * FROM case_summary FOR VERSION AS OF 123456789 AS c
SELECT * FROM case_summary FOR TIMESTAMP AS OF current_timestamp - interval '1' day c JOIN case_summary d ON c.x = d.x
SELECT * FROM case_summary c TABLESAMPLE BERNOULLI (10) JOIN case_summary d TABLESAMPLE SYSTEM (5) ON c.x = d.x
SELECT * FROM case_summary tablesample, case_summary AS match_recognize
SELECT * FROM case_summary GROUP BY a, b + 1, (c, d), (), f(e)
SELECT 1 FROM case_summary GROUP BY ALL a, DISTINCT_b
SELECT 1 FROM case_summary GROUP BY ROLLUP (), CUBE (a, (b, c)), GROUPING SETS ((a, b), a, (), (f(c)))
SELECT 1 FROM case_summary WHERE a GROUP BY b HAVING c WINDOW w AS (ORDER BY d)
SELECT 1 WHERE 1 = 1
SELECT 1 HAVING count(*) > 0
SELECT 1 ORDER BY 1 ASC, 2 DESC NULLS LAST, a + b NULLS FIRST
SELECT 1 UNION SELECT 2 UNION ALL SELECT 3 INTERSECT SELECT 4 EXCEPT ALL SELECT 5 INTERSECT DISTINCT SELECT 6
SELECT 1 UNION VALUES 2 UNION TABLE case_summary UNION (SELECT 3 LIMIT 1)
(SELECT 1)
((SELECT 1))
(((SELECT 1) UNION (SELECT 2)) ORDER BY 1) LIMIT 1
(VALUES 1) UNION (TABLE case_summary)
(TABLE case_summary)
WITH a AS (SELECT 1), b (x, y) AS (SELECT 1, 2) (SELECT * FROM a) UNION (SELECT x FROM b)
WITH a AS (VALUES 1), b AS (TABLE a), c AS ((SELECT 1) UNION (SELECT 2)) TABLE b
WITH function AS (SELECT 1), session AS (SELECT 2), session2 (x) AS (SELECT 3) SELECT * FROM function, session
WITH RECURSIVE t (n) AS ((SELECT 1) UNION ALL (SELECT n + 1 FROM t)) SELECT * FROM t
WITH RECURSIVE a (x) AS (SELECT 1 UNION SELECT x FROM (SELECT x FROM a) WHERE x < 3) SELECT * FROM a
WITH a AS (SELECT * FROM case_summary), b AS (WITH a AS (SELECT * FROM a) SELECT * FROM a) SELECT * FROM b, a
SELECT * FROM case_summary OFFSET ? LIMIT ?
SELECT * FROM case_summary FETCH FIRST ? ROWS ONLY
SELECT * FROM case_summary FETCH NEXT ROWS ONLY
SELECT count(*) OVER (ROWS UNBOUNDED PRECEDING), count(*) OVER (ROWS 1 + 1 PRECEDING), count(*) OVER (RANGE CURRENT ROW), count(*) OVER (GROUPS BETWEEN CURRENT ROW AND f(x) FOLLOWING)
SELECT count(*) OVER (range), count(*) OVER (rows PARTITION BY a), count(*) OVER (partition ORDER BY b) FROM case_summary WINDOW range AS (), rows AS (), partition AS ()
SELECT count(*) OVER (RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND INTERVAL '1' DAY FOLLOWING)
SELECT unbounded, preceding, following, current FROM case_summary ORDER BY unbounded
SELECT m OVER (ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING PATTERN (A B+) DEFINE A AS true, B AS x > 1) FROM case_summary
SELECT m OVER (PARTITION BY a ORDER BY b MEASURES A.x AS m, LAST(B.y) AS n ROWS BETWEEN CURRENT ROW AND 5 FOLLOWING AFTER MATCH SKIP TO NEXT ROW INITIAL PATTERN (A* B) SUBSET U = (A, B) DEFINE B AS B.x > A.x)
SELECT m OVER w, n OVER w FROM case_summary WINDOW w AS (ORDER BY a MEASURES FINAL LAST(A.x) AS m, CLASSIFIER() AS n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING SEEK PATTERN (A) DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS true)
SELECT * FROM case_summary AS c MATCH_RECOGNIZE (
    PARTITION BY account_number
    ORDER BY timecreated
    MEASURES RUNNING LAST(A.subject) AS last_a, FINAL count(*) AS n, MATCH_NUMBER() AS m
    ONE ROW PER MATCH
    AFTER MATCH SKIP PAST LAST ROW
    PATTERN (A B+ C* D? E{2} F{1,} G{,3} H{1,2}?)
    SUBSET S = (A, B), T = (C)
    DEFINE B AS B.severitycode = 'low', C AS PREV(C.x) < 1
  ) AS m (p, q)
SELECT * FROM case_summary MATCH_RECOGNIZE (ALL ROWS PER MATCH SHOW EMPTY MATCHES AFTER MATCH SKIP TO FIRST A PATTERN (A | B | (C D)) DEFINE A AS true) x
SELECT * FROM case_summary MATCH_RECOGNIZE (ALL ROWS PER MATCH OMIT EMPTY MATCHES AFTER MATCH SKIP TO LAST A PATTERN (^ A+? B*? C?? $) DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (ALL ROWS PER MATCH WITH UNMATCHED ROWS AFTER MATCH SKIP TO A PATTERN (PERMUTE(A, B, C D) () {- E+ -}) DEFINE A AS true)
SELECT * FROM case_summary MATCH_RECOGNIZE (ALL ROWS PER MATCH SEEK PATTERN (((A) | (B)){1,2} {-A-}) DEFINE A AS EXISTS (SELECT 1 FROM case_summary))
SELECT JSON_EXISTS(a, 'lax $.b'), JSON_EXISTS(a FORMAT JSON, 'strict $.b' PASSING 1 AS x, b FORMAT JSON ENCODING UTF8 AS "y" TRUE ON ERROR), JSON_EXISTS(a, '$' ERROR ON ERROR)
SELECT JSON_VALUE(a, 'lax $'), JSON_VALUE(a, '$' RETURNING bigint), JSON_VALUE(a, '$' NULL ON EMPTY ERROR ON ERROR), JSON_VALUE(a, '$' DEFAULT 1 + 1 ON EMPTY), JSON_VALUE(a, '$' ERROR ON ERROR)
SELECT JSON_QUERY(a, '$'), JSON_QUERY(a, '$' RETURNING varchar FORMAT JSON ENCODING UTF16), JSON_QUERY(a, '$' WITH ARRAY WRAPPER), JSON_QUERY(a, '$' WITH CONDITIONAL WRAPPER), JSON_QUERY(a, '$' WITHOUT ARRAY WRAPPER)
SELECT JSON_QUERY(a, '$' WITH UNCONDITIONAL ARRAY WRAPPER KEEP QUOTES ON SCALAR STRING NULL ON EMPTY EMPTY ARRAY ON ERROR), JSON_QUERY(a, '$' OMIT QUOTES EMPTY OBJECT ON EMPTY)
SELECT JSON_OBJECT(), JSON_OBJECT('a' : 1), JSON_OBJECT('a' : 1, 'b' : c FORMAT JSON), JSON_OBJECT(KEY 'a' VALUE 1), JSON_OBJECT('a' VALUE 1), JSON_OBJECT(a : b, key : value)
SELECT JSON_OBJECT('a' : 1 NULL ON NULL), JSON_OBJECT('a' : 1 ABSENT ON NULL WITH UNIQUE KEYS), JSON_OBJECT('a' : 1 WITHOUT UNIQUE RETURNING varchar), JSON_OBJECT('a' : 1 RETURNING varbinary FORMAT JSON ENCODING UTF32)
SELECT JSON_ARRAY(), JSON_ARRAY(1, 'a', b), JSON_ARRAY(a FORMAT JSON NULL ON NULL), JSON_ARRAY(a ABSENT ON NULL RETURNING varchar), JSON_ARRAY(JSON_ARRAY(1), JSON_OBJECT('x' : 2))
SELECT * FROM JSON_TABLE('{}', 'lax $' COLUMNS (a bigint PATH 'lax $.a'))
SELECT t.* FROM case_summary c, JSON_TABLE(c.case_summary, 'lax $[*]' AS root PASSING 1 AS x COLUMNS (
    n FOR ORDINALITY,
    a varchar(10) PATH 'lax $.a' DEFAULT 'x' ON EMPTY NULL ON ERROR,
    j varchar FORMAT JSON PATH 'lax $.j' WITH ARRAY WRAPPER OMIT QUOTES EMPTY ARRAY ON EMPTY,
    NESTED PATH 'lax $.n[*]' AS inner_path COLUMNS (b bigint, NESTED 'lax $.m' AS deep COLUMNS (c bigint))
  ) PLAN (root OUTER (inner_path INNER deep)) ERROR ON ERROR) AS t
SELECT * FROM JSON_TABLE(a, '$' COLUMNS (x bigint) PLAN DEFAULT (OUTER, UNION) EMPTY ON ERROR), JSON_TABLE(b, '$' COLUMNS (y bigint) PLAN DEFAULT (CROSS)) z
SELECT a update, b call, c grant, d merge, e truncate, f use, g set FROM case_summary
SELECT update.x, call(1), merge(a, b), set AS "set", replace(a, 'b', 'c'), truncate(1.5), "delete", "insert"."into" FROM case_summary AS update
SELECT * FROM case_summary update, case_summary call, case_summary AS grant (a, b), case_summary set
SELECT * FROM case_summary left_side LEFT JOIN case_summary right_side ON left_side.x = right_side.x
SELECT a over, b filter, c ignore, d respect, e at, f limit FROM case_summary
SELECT double precision, double FROM case_summary
SELECT a.limit, a.offset.fetch, a."from", a.date FROM case_summary a
SELECT "a""b", "FROM", "a.b"."c", "ünïcödé 表", "'" FROM case_summary
SELECT 'ünïcödé 表', '😀', '"', '`', '--', '/*', '*/', ';', '$$', '@', '#', '\', '\''', '\n'
SELECT '''', '''''', '''a''', 'a''', '''; DROP TABLE x; --'
SELECT 'line one
  line two; DROP TABLE x
  -- line three'
SELECT 1 AS "a
  b", 2
SELECT/**/1/**/AS/**/a/**/FROM/**/case_summary
SELECT 1/* ' */, '/*', 2/* " */, "*/" FROM case_summary
SELECT 1 -- '
  , 2 -- "
  , 3 -- `
  , 4 -- /*
  FROM case_summary -- */
SELECT 1 /* -- */ + 2 /***/ + 3 /* / * */ + 4 /**** a ****/
SELECT 1 /*/ 2 */ + 3
SELECT a--b
  FROM case_summary
EXPLAIN EXPLAIN SELECT 1
EXPLAIN ANALYZE EXPLAIN SELECT 1
EXPLAIN (SELECT 1) UNION (SELECT 2)
EXPLAIN TABLE case_summary
EXPLAIN VALUES 1
EXPLAIN SHOW TABLES
EXPLAIN (TYPE IO) SELECT * FROM case_summary
EXPLAIN (TYPE LOGICAL) (SELECT 1)
SELECT f(a) over FROM case_summary limit
SELECT f(a) OVER (rows), f(a) filter FROM case_summary offset WHERE a
SELECT a -> b c
