# Statements that change data, definitions, permissions or the session
INSERT INTO case_summary SELECT * FROM case_summary
INSERT INTO case_summary VALUES (1)
INSERT INTO case_summary (caseid) VALUES ('1')
insert into case_insights.case_summary table case_summary
INSERT OVERWRITE TABLE case_summary SELECT * FROM case_summary
INSERT INTO case_summary WITH x AS (SELECT 1) SELECT * FROM x
DELETE FROM case_summary
DELETE FROM case_summary WHERE caseid = '1'
UPDATE case_summary SET severitycode = 'low'
UPDATE case_summary SET severitycode = 'low' WHERE caseid = '1'
MERGE INTO case_summary t USING case_summary s ON t.caseid = s.caseid WHEN MATCHED THEN DELETE
MERGE INTO case_summary AS t USING (SELECT 1 AS x) s ON true WHEN NOT MATCHED THEN INSERT VALUES (s.x)
MERGE INTO case_summary USING case_summary s ON true WHEN MATCHED THEN UPDATE SET caseid = s.caseid
TRUNCATE TABLE case_summary
TRUNCATE case_summary
CREATE TABLE x AS SELECT * FROM case_summary
CREATE TABLE IF NOT EXISTS x AS SELECT 1 AS a
CREATE TABLE x WITH (format = 'PARQUET', external_location = 's3://bucket/x/') AS SELECT * FROM case_summary
CREATE TABLE x (a bigint)
CREATE TABLE x (LIKE case_summary INCLUDING PROPERTIES)
CREATE OR REPLACE TABLE x AS SELECT 1 AS a
CREATE EXTERNAL TABLE x (a string) LOCATION 's3://bucket/x/'
CREATE EXTERNAL TABLE IF NOT EXISTS x (a string) PARTITIONED BY (d string) STORED AS PARQUET LOCATION 's3://bucket/x/'
CREATE TEMPORARY TABLE x AS SELECT 1
CREATE VIEW v AS SELECT * FROM case_summary
CREATE OR REPLACE VIEW v AS SELECT * FROM case_summary
CREATE VIEW v SECURITY INVOKER AS SELECT 1
CREATE MATERIALIZED VIEW v AS SELECT * FROM case_summary
CREATE OR REPLACE MATERIALIZED VIEW v GRACE PERIOD INTERVAL '1' HOUR AS SELECT 1
CREATE PROTECTED MULTI DIALECT VIEW v AS SELECT 1
CREATE SCHEMA s
CREATE SCHEMA IF NOT EXISTS s WITH (location = 's3://bucket/')
CREATE DATABASE d
CREATE DATABASE IF NOT EXISTS d LOCATION 's3://bucket/'
CREATE CATALOG c USING memory
CREATE CATALOG IF NOT EXISTS c USING memory WITH ("a" = 'b')
CREATE ROLE r
CREATE ROLE r WITH ADMIN CURRENT_USER IN c
CREATE FUNCTION f() RETURNS bigint RETURN 1
CREATE OR REPLACE FUNCTION f(x bigint) RETURNS bigint BEGIN RETURN x; END
CREATE INDEX i ON case_summary (caseid)
CREATE USER u
DROP TABLE case_summary
DROP TABLE IF EXISTS case_summary
DROP TABLE case_insights.case_summary
DROP VIEW v
DROP VIEW IF EXISTS v
DROP MATERIALIZED VIEW v
DROP SCHEMA s
DROP SCHEMA IF EXISTS s CASCADE
DROP DATABASE d
DROP DATABASE IF EXISTS d CASCADE
DROP CATALOG c
DROP ROLE r
DROP FUNCTION f()
DROP FUNCTION IF EXISTS f(bigint)
ALTER TABLE case_summary RENAME TO x
ALTER TABLE case_summary ADD COLUMN x bigint
ALTER TABLE case_summary ADD COLUMNS (x string)
ALTER TABLE case_summary DROP COLUMN subject
ALTER TABLE case_summary RENAME COLUMN subject TO title
ALTER TABLE case_summary ALTER COLUMN subject SET DATA TYPE bigint
ALTER TABLE case_summary ALTER COLUMN subject DROP NOT NULL
ALTER TABLE case_summary CHANGE COLUMN subject title string
ALTER TABLE case_summary REPLACE COLUMNS (a string)
ALTER TABLE case_summary SET AUTHORIZATION alice
ALTER TABLE case_summary SET PROPERTIES x = 1
ALTER TABLE case_summary SET LOCATION 's3://bucket/elsewhere/'
ALTER TABLE case_summary SET TBLPROPERTIES ('a' = 'b')
ALTER TABLE case_summary UNSET TBLPROPERTIES ('a')
ALTER TABLE case_summary ADD PARTITION (account_number = '1')
ALTER TABLE case_summary ADD IF NOT EXISTS PARTITION (account_number = '1') LOCATION 's3://bucket/'
ALTER TABLE case_summary DROP PARTITION (account_number = '1')
ALTER TABLE case_summary PARTITION (account_number = '1') RENAME TO PARTITION (account_number = '2')
ALTER TABLE case_summary EXECUTE optimize
ALTER TABLE case_summary EXECUTE optimize (file_size_threshold => '10MB') WHERE a = 1
ALTER SCHEMA s RENAME TO t
ALTER SCHEMA s SET AUTHORIZATION alice
ALTER DATABASE d SET DBPROPERTIES ('a' = 'b')
ALTER VIEW v RENAME TO w
ALTER VIEW v SET AUTHORIZATION alice
ALTER VIEW v AS SELECT 1
ALTER MATERIALIZED VIEW v RENAME TO w
ALTER MATERIALIZED VIEW v SET PROPERTIES x = 1
REFRESH MATERIALIZED VIEW v
ANALYZE case_summary
ANALYZE case_summary WITH (partitions = ARRAY[ARRAY['1']])
ANALYZE TABLE case_summary COMPUTE STATISTICS
CALL system.sync_partition_metadata('case_insights', 'case_summary', 'ADD')
CALL p()
CALL p(a => 1)
COMMENT ON TABLE case_summary IS 'x'
COMMENT ON COLUMN case_summary.subject IS NULL
COMMENT ON VIEW v IS 'x'
GRANT SELECT ON case_summary TO alice
GRANT ALL PRIVILEGES ON case_summary TO ROLE r WITH GRANT OPTION
GRANT r TO USER alice
REVOKE SELECT ON case_summary FROM alice
REVOKE ADMIN OPTION FOR r FROM alice
DENY SELECT ON case_summary TO alice
SET SESSION query_max_run_time = '1h'
SET SESSION case_insights.x = 1
SET SESSION AUTHORIZATION alice
RESET SESSION query_max_run_time
RESET SESSION AUTHORIZATION
SET ROLE admin
SET ROLE NONE
SET TIME ZONE LOCAL
SET PATH a.b
SET x = 1
USE case_insights
USE awsdatacatalog.case_insights
START TRANSACTION
START TRANSACTION READ ONLY
BEGIN
BEGIN TRANSACTION
COMMIT
COMMIT WORK
ROLLBACK
PREPARE q FROM SELECT * FROM case_summary
PREPARE q FROM DELETE FROM case_summary
EXECUTE q
EXECUTE q USING 1, 'a'
EXECUTE IMMEDIATE 'SELECT 1'
EXECUTE IMMEDIATE 'DROP TABLE case_summary' USING 1
DEALLOCATE PREPARE q
DESCRIBE INPUT q
DESCRIBE OUTPUT q
UNLOAD (SELECT * FROM case_summary) TO 's3://bucket/x/' WITH (format = 'PARQUET')
MSCK REPAIR TABLE case_summary
OPTIMIZE case_summary REWRITE DATA USING BIN_PACK
VACUUM case_summary
USING EXTERNAL FUNCTION f(x varchar) RETURNS varchar LAMBDA 'fn' SELECT f(subject) FROM case_summary
EXPLAIN INSERT INTO case_summary SELECT * FROM case_summary
EXPLAIN DELETE FROM case_summary
EXPLAIN CREATE TABLE x AS SELECT 1 AS a
EXPLAIN (TYPE IO) INSERT INTO case_summary SELECT 1
EXPLAIN ANALYZE INSERT INTO case_summary SELECT * FROM case_summary
EXPLAIN ANALYZE VERBOSE INSERT INTO case_summary SELECT * FROM case_summary
EXPLAIN ANALYZE DELETE FROM case_summary
EXPLAIN ANALYZE UPDATE case_summary SET a = 1
EXPLAIN ANALYZE MERGE INTO case_summary USING case_summary s ON true WHEN MATCHED THEN DELETE
EXPLAIN ANALYZE CREATE TABLE x AS SELECT * FROM case_summary
EXPLAIN ANALYZE DROP TABLE case_summary
EXPLAIN EXPLAIN ANALYZE DROP TABLE case_summary
EXPLAIN ANALYZE EXPLAIN ANALYZE DELETE FROM case_summary
EXPLAIN ANALYZE (FORMAT JSON) DELETE FROM case_summary
EXPLAIN EXECUTE q
EXPLAIN ANALYZE EXECUTE q
EXPLAIN CALL p()
COPY case_summary TO 'x.parquet'
COPY (SELECT * FROM case_summary) TO 'x.csv'
EXPORT DATABASE 'x'
IMPORT DATABASE 'x'
ATTACH 'x.db' AS x
DETACH x
INSTALL httpfs
LOAD httpfs
PRAGMA database_list
CHECKPOINT
FORCE CHECKPOINT
REPLACE INTO case_summary VALUES (1)
LOCK TABLE case_summary EXCLUSIVE
LOAD DATA INPATH 's3://bucket/' INTO TABLE case_summary
EXPORT TABLE case_summary TO 's3://bucket/'
KILL 'query'
SHUTDOWN
# What an analyst may try to keep
CREATE TABLE monthly AS SELECT substr(timecreated, 1, 7) AS month, count(*) AS n FROM case_summary GROUP BY GROUPING SETS ((1), ())
CREATE TABLE "case_insights_my-org".copy WITH (format = 'PARQUET', external_location = 's3://bucket/x/') AS SELECT * FROM "case_insights_my-org".case_summary
CREATE OR REPLACE VIEW "case_insights_my-org"."open cases" AS SELECT * FROM case_summary
INSERT INTO "case_insights_my-org".case_summary SELECT * FROM UNNEST(ARRAY['a']) AS t (x)
UNLOAD (SELECT transform(split(subject, ' '), w -> lower(w)) AS words FROM case_summary) TO 's3://bucket/x/' WITH (format = 'JSON')
ALTER TABLE `case_insights_my-org`.case_summary ADD PARTITION (account_number = '1')
