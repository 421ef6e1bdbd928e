# The database of a stack whose identifier has hyphens, case_insights_my-org; quoted it is a name like any other
SELECT * FROM "case_insights_my-org".case_summary
SELECT * FROM "case_insights_my-org"."case_summary" LIMIT 10
SELECT * FROM "Case_Insights_My-Org"."Case_Summary"
SELECT * FROM awsdatacatalog."case_insights_my-org".case_summary
SELECT * FROM "AwsDataCatalog"."case_insights_my-org"."case_summary" AS c WHERE c.severitycode = 'critical'
SELECT count(*) AS n, servicecode FROM "case_insights_my-org".case_summary GROUP BY servicecode ORDER BY n DESC
SELECT "case_insights_my-org".case_summary.subject FROM "case_insights_my-org".case_summary
SELECT a.caseid FROM "case_insights_my-org".case_summary a JOIN case_summary b ON a.account_number = b.account_number
SELECT * FROM "case_insights_my-org".case_summary FOR TIMESTAMP AS OF current_timestamp - INTERVAL '1' DAY
SELECT * FROM "case_insights_my-org".case_summary TABLESAMPLE BERNOULLI (10)
SELECT * FROM "case_insights_my-org".case_summary MATCH_RECOGNIZE (ORDER BY timecreated PATTERN (A+) DEFINE A AS severitycode = 'low')
SELECT w FROM "case_insights_my-org".case_summary, UNNEST(split(subject, ' ')) AS t (w)
SELECT subject FROM case_summary WHERE caseid IN (SELECT caseid FROM "case_insights_my-org".case_summary)
WITH recent AS (SELECT * FROM "case_insights_my-org".case_summary) SELECT count(*) FROM recent
WITH "my-cases" AS (SELECT * FROM "case_insights_my-org".case_summary) SELECT "my-cases".subject FROM "my-cases"
TABLE "case_insights_my-org".case_summary
EXPLAIN SELECT * FROM "case_insights_my-org".case_summary
DESCRIBE `case_insights_my-org`.`case_summary`
DESCRIBE `case_insights_my-org`.case_summary
SHOW TABLES IN `case_insights_my-org`
SHOW COLUMNS IN case_summary IN `case_insights_my-org`
SHOW COLUMNS FROM `case_insights_my-org`.case_summary
SHOW PARTITIONS `case_insights_my-org`.case_summary
SHOW CREATE TABLE `case_insights_my-org`.case_summary
