# A write or a second statement behind something that reads
WITH x AS (SELECT * FROM case_summary) INSERT INTO y SELECT * FROM x
WITH x AS (SELECT * FROM case_summary) DELETE FROM case_summary
WITH x AS (SELECT * FROM case_summary) UPDATE case_summary SET a = 1
WITH x AS (SELECT 1), y AS (SELECT 2) MERGE INTO case_summary USING x ON true WHEN MATCHED THEN DELETE
WITH x AS (DELETE FROM case_summary RETURNING *) SELECT * FROM x
WITH x AS (INSERT INTO case_summary VALUES (1) RETURNING *) SELECT * FROM x
WITH x AS (UPDATE case_summary SET a = 1 RETURNING *) SELECT * FROM x
WITH x AS (SELECT 1) CREATE TABLE y AS SELECT * FROM x
WITH FUNCTION f() RETURNS bigint RETURN 1 SELECT f()
WITH FUNCTION f(x bigint) RETURNS bigint BEGIN RETURN x; END SELECT f(1)
WITH FUNCTION f() RETURNS bigint RETURN 1, FUNCTION g() RETURNS bigint RETURN 2 SELECT f() + g()
WITH FUNCTION f(x varchar) RETURNS varchar LANGUAGE PYTHON WITH (handler = 'f') AS $$ def f(x): return x $$ SELECT f('a')
WITH SESSION query_max_run_time = '1h' SELECT 1
WITH SESSION a.b = 1, SESSION c = 2 WITH x AS (SELECT 1) SELECT * FROM x
EXPLAIN WITH FUNCTION f() RETURNS bigint RETURN 1 SELECT f()
EXPLAIN WITH SESSION a = 1 SELECT 1
SELECT * FROM (WITH FUNCTION f() RETURNS bigint RETURN 1 SELECT f())
SELECT * INTO x FROM case_summary
SELECT caseid INTO x FROM case_summary
SELECT * FROM case_summary INTO OUTFILE '/tmp/x'
SELECT * FROM case_summary INTO x
SELECT * FROM case_summary FOR UPDATE
SELECT * FROM case_summary FOR SHARE
SELECT * FROM case_summary LOCK IN SHARE MODE
SELECT * FROM (DELETE FROM case_summary RETURNING *)
SELECT * FROM (INSERT INTO case_summary VALUES (1))
SELECT (DELETE FROM case_summary)
SELECT * FROM case_summary WHERE EXISTS (DELETE FROM case_summary)
SELECT * FROM FINAL TABLE (INSERT INTO case_summary VALUES (1))
SELECT 1 UNION DELETE FROM case_summary
SELECT 1 UNION ALL INSERT INTO case_summary VALUES (1)
(DELETE FROM case_summary)
(INSERT INTO case_summary VALUES (1))
((DROP TABLE case_summary))
(SELECT 1) INSERT INTO case_summary VALUES (1)
SELECT 1; SELECT 2
SELECT 1; SELECT 2;
SELECT 1;SELECT 2
SELECT 1; DROP TABLE case_summary
SELECT 1; DROP TABLE case_summary;
SELECT 1; DROP TABLE case_summary; --
SELECT 1;; DROP TABLE case_summary
SELECT 1; /* only */ DELETE FROM case_summary
SELECT 1 /* ; */ ; DELETE FROM case_summary
SELECT 1; -- only
  DELETE FROM case_summary
SELECT 1 --
  ; DROP TABLE case_summary
SELECT 'a'; DROP TABLE case_summary
SELECT 'a''b'; DROP TABLE case_summary
SELECT 'a\'; DROP TABLE case_summary; --'
SELECT 'a\\'; DROP TABLE case_summary
SELECT "a\"; DROP TABLE case_summary; --"
SELECT "a"; DROP TABLE case_summary
SELECT "a"";"; DROP TABLE case_summary
SELECT ''; DROP TABLE case_summary; --'
SELECT ''''; DROP TABLE case_summary
SELECT '''''; ' ; DROP TABLE case_summary
SELECT 1 -- 'open
  ; DROP TABLE case_summary -- '
SELECT 1 /* 'open */ ; DROP TABLE case_summary /* ' */
SELECT 1 /* /* nested */ ; DROP TABLE case_summary /* */
SELECT 1 /* /* nested */ ; DROP TABLE case_summary */
SELECT /*! 1; DROP TABLE case_summary */ ; DELETE FROM x
/* SELECT */ DROP TABLE case_summary
-- SELECT
  DROP TABLE case_summary
/**/DROP/**/TABLE/**/case_summary
/* SELECT 1 */; DROP TABLE case_summary
; SELECT 1
;; DROP TABLE case_summary
; DROP TABLE case_summary
SHOW TABLES; DROP TABLE case_summary
DESCRIBE case_summary; DROP TABLE case_summary
SHOW TABLES LIKE 'a'; DROP TABLE case_summary
SHOW TABLES 'a\'; DROP TABLE case_summary --'
SHOW TABLES 'a\''
SHOW TABLES LIKE 'a\'' ESCAPE '\'
DESCRIBE `case_summary`; DROP TABLE case_summary
DESCRIBE `a``b; DROP TABLE x
EXPLAIN SELECT 1; DROP TABLE case_summary
EXPLAIN; DROP TABLE case_summary
EXPLAIN ANALYZE
EXPLAIN ANALYZE SELECT 1; DELETE FROM case_summary
EXPLAIN (SELECT 1); DROP TABLE case_summary
VALUES 1; DROP TABLE case_summary
TABLE case_summary; DROP TABLE case_summary
SELECT $$a$$
SELECT $$; DROP TABLE case_summary; $$
SELECT $tag$a$tag$
SELECT 1 AS $$
SELECT E'a'
SELECT E'a\'; DROP TABLE case_summary; --'
SELECT e'\'' || 'x' FROM case_summary
SELECT * FROM case_summary WHERE subject = e'it\'s'
SELECT * FROM case_summary WHERE a = @variable
SELECT @@version
SELECT * FROM case_summary WHERE a = :name
SELECT * FROM case_summary WHERE a = $1
SELECT * FROM case_summary # a comment?
SELECT caseid::bigint FROM case_summary
SELECT `caseid` FROM case_summary
SELECT * FROM `case_summary`
SELECT * FROM `case_insights`.`case_summary`
SELECT * FROM case_summary `c`
WITH `x` AS (SELECT 1) SELECT 1
EXPLAIN SELECT `a` FROM case_summary
SELECT * FROM 'case_summary'
SELECT * FROM 'https://example.com/x.parquet'
SELECT * FROM case_summary, 'x.csv'
FROM case_summary
FROM case_summary SELECT *
FROM case_summary INSERT INTO x SELECT *
SELECT * FROM TABLE case_summary
SELECT TRANSFORM (a) USING 'cat' FROM case_summary
SHOW INPUT q
SHOW CREATE FUNCTION f
SHOW x
SHOW
DESCRIBE
DESCRIBE case_summary DROP TABLE x
SHOW TABLES DROP TABLE x
SHOW COLUMNS FROM case_summary SELECT 1
SHOW STATS FOR (DELETE FROM case_summary)
SHOW PARTITIONS
EXPLAIN SHOW
SELECT 1 SELECT 2
SELECT 1 DROP TABLE case_summary
SELECT * FROM case_summary DELETE FROM case_summary
SELECT * FROM case_summary WHERE DELETE FROM case_summary
SELECT * FROM case_summary EXECUTE q
SELECT insert FROM case_summary
SELECT into FROM case_summary
SELECT delete, drop FROM case_summary
SELECT CREATE
# The same behind what only a whole grammar reads
SELECT transform(ARRAY[1], x -> (DELETE FROM case_summary)) FROM case_summary
SELECT reduce(ARRAY[1], 0, (s, x) -> s + x, s -> s); DROP TABLE case_summary
SELECT * FROM UNNEST(ARRAY[1]) AS t (x); INSERT INTO case_summary SELECT x FROM t
SELECT * FROM UNNEST((INSERT INTO case_summary VALUES (1)))
SELECT * FROM LATERAL (UPDATE case_summary SET subject = 'x')
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS (DELETE FROM case_summary))
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS true); DELETE FROM case_summary
SELECT servicecode FROM case_summary GROUP BY GROUPING SETS ((servicecode), ()) INTO OUTFILE 's3://bucket/x'
SELECT count(*) INTO x FROM case_summary FOR TIMESTAMP AS OF current_timestamp
SELECT * FROM case_summary FOR TIMESTAMP AS OF (DROP TABLE case_summary)
SELECT * FROM "case_insights_my-org".case_summary; DROP TABLE "case_insights_my-org".case_summary
WITH "x; --" AS (SELECT 1) DELETE FROM case_summary
SELECT "; --" FROM case_summary; DROP TABLE case_summary --"
