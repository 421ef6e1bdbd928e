# Reading statements on what is not allowed
SELECT * FROM other
SELECT * FROM other, case_summary
SELECT * FROM case_summary, other
SELECT * FROM case_summary c, other o
SELECT * FROM case_summary AS c JOIN other ON c.a = other.a
SELECT * FROM case_summary LEFT JOIN other USING (a)
SELECT * FROM case_summary CROSS JOIN other
SELECT * FROM case_summary NATURAL JOIN other
SELECT * FROM (case_summary CROSS JOIN other)
SELECT * FROM ((other))
SELECT * FROM (SELECT * FROM other)
SELECT * FROM ((SELECT * FROM other) UNION (SELECT * FROM case_summary)) x
SELECT * FROM LATERAL (SELECT * FROM other)
SELECT * FROM case_summary WHERE a IN (SELECT a FROM other)
SELECT * FROM case_summary WHERE a IN (TABLE other)
SELECT * FROM case_summary WHERE EXISTS (TABLE other)
SELECT * FROM case_summary WHERE a = ANY (SELECT a FROM other)
SELECT * FROM case_summary WHERE a > ALL (TABLE other)
SELECT (SELECT max(a) FROM other) FROM case_summary
SELECT CASE WHEN (SELECT 1 FROM other) THEN 1 END
SELECT f(x -> (SELECT 1 FROM other))
SELECT f((SELECT 1 FROM other)) OVER (ORDER BY 1)
SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM other)) FROM case_summary
SELECT count(*) OVER (PARTITION BY (SELECT 1 FROM other)) FROM case_summary
SELECT ARRAY[(SELECT 1 FROM other)], ROW((SELECT 1)), CAST((SELECT 1) AS bigint)
SELECT a[(SELECT 1 FROM other)] FROM case_summary
SELECT EXTRACT(YEAR FROM (SELECT d FROM other))
SELECT TRIM(LEADING (SELECT 'x' FROM other) FROM a) FROM case_summary
SELECT SUBSTRING('a' FROM (SELECT 1 FROM other))
SELECT a IS DISTINCT FROM (SELECT 1 FROM other) FROM case_summary
SELECT JSON_OBJECT('a' : (SELECT 1 FROM other))
SELECT JSON_VALUE((SELECT a FROM other), '$')
SELECT * FROM JSON_TABLE((SELECT a FROM other), '$' COLUMNS (x bigint))
SELECT * FROM UNNEST((SELECT array_agg(a) FROM other))
SELECT * FROM case_summary TABLESAMPLE BERNOULLI ((SELECT 1 FROM other))
SELECT * FROM case_summary FOR VERSION AS OF (SELECT 1 FROM other)
SELECT * FROM other FOR TIMESTAMP AS OF current_timestamp
SELECT * FROM case_summary MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS EXISTS (SELECT 1 FROM other))
SELECT * FROM other MATCH_RECOGNIZE (PATTERN (A) DEFINE A AS true)
SELECT 1 FROM case_summary GROUP BY (SELECT 1 FROM other)
SELECT 1 FROM case_summary HAVING (SELECT true FROM other)
SELECT 1 FROM case_summary WINDOW w AS (ORDER BY (SELECT 1 FROM other))
SELECT 1 ORDER BY (SELECT 1 FROM other)
SELECT 1 UNION SELECT a FROM other
SELECT 1 EXCEPT (TABLE other)
TABLE other
(TABLE other)
VALUES (SELECT 1 FROM other)
VALUES 1, (SELECT 1 FROM other)
SELECT * FROM (VALUES (SELECT a FROM other)) t
EXPLAIN SELECT * FROM other
EXPLAIN ANALYZE SELECT * FROM other
SELECT * FROM other_db.case_summary
SELECT * FROM other_catalog.case_insights.case_summary
SELECT * FROM awsdatacatalog.other_db.case_summary
SELECT * FROM awsdatacatalog.case_insights.other
SELECT * FROM a.b.c.case_summary
SELECT * FROM "hyphenated-db".case_summary
SELECT * FROM "hyphenated-db"."some table"
SELECT * FROM "lambda:fn".db.t
SELECT * FROM "lambda:fn"."case_insights"."case_summary"
SELECT * FROM "case_insights.case_summary"
SELECT * FROM "case_summary "
SELECT * FROM "case_summary$partitions"
SELECT * FROM case_insights."case_summary$partitions"
SELECT * FROM "case_summary$properties"
SELECT * FROM "case_summary$files"
SELECT * FROM information_schema.tables
SELECT * FROM awsdatacatalog.information_schema.columns
SELECT * FROM "information_schema"."__internal_partitions__"
SELECT * FROM system.runtime.queries
SELECT * FROM system.metadata.catalogs
SELECT * FROM duckdb_settings
SELECT * FROM sqlite_master
SELECT * FROM pg_catalog.pg_class
SELECT * FROM "s3://bucket/x.parquet"
SELECT * FROM "/etc/passwd"
SELECT * FROM read_text('/etc/passwd')
SELECT * FROM read_csv_auto('x.csv', header = true) AS t
SELECT * FROM read_parquet(['a', 'b'])
SELECT * FROM system.main.read_blob('x')
SELECT * FROM "read_text"('x')
SELECT * FROM duckdb_settings()
SELECT * FROM case_summary, glob('*')
SELECT * FROM TABLE(system.query(query => 'DROP TABLE x'))
SELECT * FROM TABLE("lambda:fn".system.query(query => 'SELECT 1')) AS t
SELECT * FROM TABLE(sequence(1, 10))
SELECT * FROM TABLE(exclude_columns(TABLE(case_summary), DESCRIPTOR(a)))
SELECT * FROM (TABLE(system.query('x')))
SELECT * FROM case_summary, TABLE(f(TABLE(case_summary) PARTITION BY a ORDER BY b, 1))
WITH x AS (SELECT * FROM other) SELECT * FROM x
WITH x AS (SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x
WITH x AS (SELECT * FROM x) SELECT * FROM x
WITH x AS (SELECT 1) SELECT * FROM db.x
WITH x AS (WITH y AS (SELECT 1) SELECT * FROM y) SELECT * FROM y
WITH x AS (SELECT 1) SELECT * FROM x, y
SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) a, x
SELECT (WITH x AS (SELECT 1) SELECT 1 FROM x) FROM x
WITH RECURSIVE x AS (SELECT * FROM x) SELECT * FROM x
WITH RECURSIVE x AS (SELECT * FROM x UNION SELECT 1) SELECT * FROM x
WITH RECURSIVE x AS (SELECT 1 UNION SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x
WITH case_summary AS (SELECT * FROM other) SELECT * FROM case_summary
SELECT other.a FROM case_summary, other.a
SELECT * FROM case_summary c, c.items
SELECT * FROM set, update
SELECT * FROM lateral, limit
SHOW TABLES IN other
SHOW TABLES FROM other LIKE 'a'
SHOW TABLES IN other_catalog.case_insights
SHOW TABLES IN "hyphenated-db"
SHOW TABLES IN `hyphenated-db`
SHOW VIEWS IN other
SHOW SCHEMAS FROM other_catalog
SHOW SCHEMAS IN "lambda:fn"
SHOW COLUMNS FROM other
SHOW COLUMNS IN other.case_summary
SHOW COLUMNS IN case_summary FROM other
SHOW COLUMNS FROM case_insights.case_summary IN other
SHOW COLUMNS FROM information_schema.tables
SHOW PARTITIONS other
SHOW PARTITIONS other.case_summary
SHOW CREATE TABLE other
SHOW CREATE TABLE `other`.`case_summary`
SHOW CREATE VIEW other
SHOW CREATE MATERIALIZED VIEW other
SHOW CREATE SCHEMA other
SHOW CREATE DATABASE other
SHOW TBLPROPERTIES other
SHOW FUNCTIONS FROM other
SHOW STATS FOR other
SHOW STATS FOR (SELECT * FROM other)
SHOW GRANTS
SHOW GRANTS ON other
SHOW ROLES
SHOW CURRENT ROLES
SHOW ROLE GRANTS FROM awsdatacatalog
DESCRIBE other
DESCRIBE other.case_summary
DESCRIBE FORMATTED other
DESCRIBE EXTENDED other.case_summary
DESCRIBE `other`
DESCRIBE VIEW other
DESCRIBE input
DESCRIBE formatted
DESCRIBE case_insights
DESCRIBE DATABASE case_insights
DESCRIBE FUNCTION lower
EXPLAIN SHOW TABLES IN other
EXPLAIN DESCRIBE other
