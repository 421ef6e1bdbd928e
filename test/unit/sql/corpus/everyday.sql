# What people and models ask of the cases
SELECT * FROM case_summary
SELECT * FROM case_summary LIMIT 10
select * from case_summary limit 10;
SELECT COUNT(*) as total_cases, RCA_Category FROM case_summary GROUP BY RCA_Category
SELECT COUNT(*) as total_cases FROM case_summary WHERE from_iso8601_timestamp(timecreated) >= current_date - interval '30' day
SELECT * FROM case_insights.case_summary
SELECT * FROM awsdatacatalog.case_insights.case_summary
SELECT * FROM AwsDataCatalog.Case_Insights.CASE_SUMMARY
SELECT * FROM "awsdatacatalog"."case_insights"."case_summary"
SELECT * FROM "AwsDataCatalog".case_insights."case_summary" AS c
SELECT c.* FROM case_summary c
SELECT c.caseid, c.subject FROM case_summary AS c WHERE c.severitycode = 'critical'
SELECT DISTINCT servicecode FROM case_summary ORDER BY 1
SELECT ALL servicecode FROM case_summary
SELECT DISTINCT servicecode, severitycode FROM case_summary ORDER BY servicecode DESC, severitycode ASC NULLS LAST
SELECT servicecode, count(*) n FROM case_summary GROUP BY 1 HAVING count(*) > 5 ORDER BY n DESC LIMIT 20
SELECT servicecode, count(DISTINCT account_number) AS accounts FROM case_summary GROUP BY servicecode
SELECT count(*) FILTER (WHERE severitycode = 'urgent') AS urgent, count(*) AS everything FROM case_summary
SELECT sum(CASE WHEN severitycode = 'critical' THEN 1 ELSE 0 END) FROM case_summary
SELECT CASE severitycode WHEN 'low' THEN 1 WHEN 'normal' THEN 2 END AS rank FROM case_summary
SELECT coalesce(rca_category, 'unknown') AS category, count(*) FROM case_summary GROUP BY coalesce(rca_category, 'unknown')
SELECT date_trunc('month', from_iso8601_timestamp(timecreated)) AS month, count(*) FROM case_summary GROUP BY 1 ORDER BY 1
SELECT date_format(from_iso8601_timestamp(timecreated), '%Y-%m') AS month, count(*) FROM case_summary GROUP BY 1
SELECT year(from_iso8601_timestamp(timecreated)), month(from_iso8601_timestamp(timecreated)), count(*) FROM case_summary GROUP BY 1, 2
SELECT extract(year FROM from_iso8601_timestamp(timecreated)) AS y, count(*) FROM case_summary GROUP BY extract(year FROM from_iso8601_timestamp(timecreated))
SELECT EXTRACT(DAY_OF_WEEK FROM from_iso8601_timestamp(timecreated)) FROM case_summary
SELECT substr(timecreated, 1, 10) AS day, count(*) FROM case_summary GROUP BY substr(timecreated, 1, 10)
SELECT substring(timecreated FROM 1 FOR 10) FROM case_summary
SELECT substring(timecreated FROM 6) FROM case_summary
SELECT substring(timecreated, 1, 7) FROM case_summary
SELECT trim(subject), trim(BOTH ' ' FROM subject), trim(LEADING FROM subject), trim('x' FROM subject) FROM case_summary
SELECT trim(TRAILING '.' FROM subject) FROM case_summary
SELECT position('EC2' IN subject) FROM case_summary
SELECT strpos(lower(subject), 'timeout') FROM case_summary WHERE lower(subject) LIKE '%timeout%'
SELECT subject FROM case_summary WHERE subject LIKE '100\%' ESCAPE '\'
SELECT subject FROM case_summary WHERE subject NOT LIKE 'a%' AND subject IS NOT NULL
SELECT subject FROM case_summary WHERE subject = 'it''s broken'
SELECT subject FROM case_summary WHERE subject = 'C:\temp\'
SELECT subject FROM case_summary WHERE subject = 'DROP TABLE case_summary; --'
SELECT subject FROM case_summary WHERE subject = '/* not a comment */'
SELECT subject FROM case_summary WHERE regexp_like(subject, '(?i)\bdelete\s+from\b')
SELECT subject AS "DROP TABLE x", caseid AS "a ""quoted"" name" FROM case_summary
SELECT subject AS "insert", caseid AS "delete" FROM case_summary
SELECT * FROM case_summary WHERE account_number IN ('111122223333', '444455556666')
SELECT * FROM case_summary WHERE account_number NOT IN ('111122223333')
SELECT * FROM case_summary WHERE timecreated BETWEEN '2025-01-01' AND '2025-12-31'
SELECT * FROM case_summary WHERE timecreated NOT BETWEEN '2025-01-01' AND '2025-12-31' AND severitycode = 'low'
SELECT * FROM case_summary WHERE rca_category IS NULL OR lifecycle_category IS NOT NULL
SELECT * FROM case_summary WHERE rca_category IS DISTINCT FROM lifecycle_category
SELECT * FROM case_summary WHERE rca_category IS NOT DISTINCT FROM 'Other'
SELECT * FROM case_summary WHERE NOT (severitycode = 'low' OR severitycode = 'normal')
SELECT * FROM case_summary WHERE (account_number, case_number) IN (('1', '2'), ('3', '4'))
SELECT * FROM case_summary WHERE caseid IN (SELECT caseid FROM case_summary WHERE severitycode = 'critical')
SELECT * FROM case_summary c WHERE EXISTS (SELECT 1 FROM case_summary d WHERE d.account_number = c.account_number AND d.caseid <> c.caseid)
SELECT * FROM case_summary WHERE length(case_summary) > (SELECT avg(length(case_summary)) FROM case_summary)
SELECT * FROM case_summary WHERE severitycode = ANY (SELECT severitycode FROM case_summary)
SELECT * FROM case_summary WHERE length(subject) >= ALL (SELECT length(subject) FROM case_summary)
SELECT * FROM case_summary WHERE length(subject) > SOME (VALUES 1, 2, 3)
SELECT case_summary FROM case_summary
SELECT case_summary.case_summary FROM case_summary
SELECT case_summary.* FROM case_summary
SELECT case_insights.case_summary.subject FROM case_insights.case_summary
SELECT length(case_summary) AS from_length, subject AS into_text FROM case_summary
WITH recent AS (SELECT * FROM case_summary WHERE timecreated > '2025-01-01') SELECT count(*) FROM recent
WITH recent AS (SELECT * FROM case_summary), by_service AS (SELECT servicecode, count(*) n FROM recent GROUP BY 1) SELECT * FROM by_service ORDER BY n DESC
WITH recent (id, title) AS (SELECT caseid, subject FROM case_summary) SELECT id, title FROM recent
WITH "Quoted Name" AS (SELECT 1 AS x FROM case_summary) SELECT * FROM "quoted name"
WITH case_summary AS (SELECT * FROM case_summary WHERE severitycode = 'low') SELECT * FROM case_summary
WITH a AS (WITH b AS (SELECT * FROM case_summary) SELECT * FROM b) SELECT * FROM a
WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a), c AS (SELECT x FROM b UNION ALL SELECT x FROM a) SELECT * FROM a, b, c
WITH RECURSIVE months(m) AS (SELECT 1 UNION ALL SELECT m + 1 FROM months WHERE m < 12) SELECT m FROM months
WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t WHERE n < 10), u AS (SELECT * FROM t) SELECT * FROM u, t
SELECT * FROM (SELECT servicecode, count(*) AS n FROM case_summary GROUP BY 1) WHERE n > 3
SELECT * FROM (SELECT servicecode, count(*) AS n FROM case_summary GROUP BY 1) AS s (service, total) WHERE total > 3
SELECT * FROM (WITH x AS (SELECT * FROM case_summary) SELECT * FROM x) y
SELECT (SELECT count(*) FROM case_summary) AS total, (SELECT max(timecreated) FROM case_summary) AS newest
SELECT a.caseid, b.caseid FROM case_summary a JOIN case_summary b ON a.account_number = b.account_number AND a.caseid < b.caseid
SELECT a.caseid FROM case_summary a INNER JOIN case_summary b ON a.caseid = b.caseid
SELECT a.caseid FROM case_summary a LEFT JOIN case_summary b USING (caseid)
SELECT a.caseid FROM case_summary a LEFT OUTER JOIN case_summary b USING (caseid, account_number)
SELECT a.caseid FROM case_summary a RIGHT JOIN case_summary b ON true
SELECT a.caseid FROM case_summary a FULL OUTER JOIN case_summary b ON a.caseid = b.caseid
SELECT count(*) FROM case_summary a CROSS JOIN case_summary b
SELECT count(*) FROM case_summary a NATURAL JOIN case_summary b
SELECT count(*) FROM case_summary a NATURAL LEFT JOIN case_summary b
SELECT count(*) FROM case_summary a, case_summary b WHERE a.caseid = b.caseid
SELECT w, count(*) FROM case_summary CROSS JOIN UNNEST(split(lower(subject), ' ')) AS t (w) GROUP BY w ORDER BY 2 DESC LIMIT 50
SELECT w, n FROM case_summary, UNNEST(split(subject, ' ')) WITH ORDINALITY AS t (w, n)
SELECT w FROM case_summary LEFT JOIN UNNEST(split(subject, ' ')) AS t (w) ON true
SELECT l.n FROM case_summary c CROSS JOIN LATERAL (SELECT length(c.subject) AS n) l
SELECT d FROM UNNEST(sequence(date '2025-01-01', date '2025-12-01', interval '1' month)) AS t (d)
SELECT row_number() OVER (PARTITION BY servicecode ORDER BY timecreated DESC) AS rn, subject FROM case_summary
SELECT * FROM (SELECT *, rank() OVER (PARTITION BY servicecode ORDER BY timecreated DESC) r FROM case_summary) WHERE r <= 3
SELECT lag(timecreated) OVER (ORDER BY timecreated), lead(timecreated, 1) IGNORE NULLS OVER (ORDER BY timecreated) FROM case_summary
SELECT first_value(subject) RESPECT NULLS OVER (ORDER BY timecreated) FROM case_summary
SELECT count(*) OVER (ORDER BY timecreated ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) FROM case_summary
SELECT count(*) OVER (ORDER BY timecreated RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM case_summary
SELECT count(*) OVER (ORDER BY caseid GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM case_summary
SELECT sum(n) OVER w, avg(n) OVER w FROM (SELECT 1 AS n, servicecode FROM case_summary) WINDOW w AS (PARTITION BY servicecode)
SELECT sum(n) OVER (w ORDER BY n) FROM (SELECT 1 AS n FROM case_summary) WINDOW w AS (), v AS (w ROWS 2 PRECEDING)
SELECT servicecode, severitycode, count(*) FROM case_summary GROUP BY ROLLUP (servicecode, severitycode)
SELECT servicecode, severitycode, count(*) FROM case_summary GROUP BY CUBE (servicecode, severitycode)
SELECT servicecode, severitycode, count(*), grouping(servicecode, severitycode) FROM case_summary GROUP BY GROUPING SETS ((servicecode), (severitycode), ())
SELECT servicecode FROM case_summary GROUP BY DISTINCT ROLLUP (servicecode), CUBE (severitycode)
SELECT servicecode FROM case_summary GROUP BY (servicecode, severitycode), ()
SELECT servicecode FROM case_summary UNION SELECT severitycode FROM case_summary
SELECT servicecode FROM case_summary UNION ALL SELECT severitycode FROM case_summary ORDER BY 1 LIMIT 5
SELECT servicecode FROM case_summary EXCEPT SELECT severitycode FROM case_summary INTERSECT SELECT 'ec2'
(SELECT servicecode FROM case_summary LIMIT 1) UNION ALL (SELECT severitycode FROM case_summary ORDER BY 1 LIMIT 1)
SELECT caseid FROM case_summary UNION DISTINCT SELECT caseid FROM case_summary
SELECT approx_percentile(length(case_summary), 0.5), approx_percentile(length(case_summary), ARRAY[0.25, 0.75]) FROM case_summary
SELECT approx_distinct(account_number), max_by(subject, timecreated), min_by(subject, timecreated, 3) FROM case_summary
SELECT array_agg(subject ORDER BY timecreated DESC) FROM case_summary GROUP BY servicecode
SELECT array_join(array_agg(DISTINCT servicecode), ', ') FROM case_summary
SELECT listagg(subject, ', ') WITHIN GROUP (ORDER BY timecreated) FROM case_summary GROUP BY servicecode
SELECT listagg(DISTINCT subject, ', ' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY subject DESC) FROM case_summary
SELECT listagg(subject ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY subject) FILTER (WHERE severitycode = 'low') FROM case_summary
SELECT histogram(severitycode), map_agg(caseid, subject), multimap_agg(servicecode, caseid) FROM case_summary
SELECT element_at(map_agg(caseid, subject), 'x'), cardinality(array_agg(caseid)) FROM case_summary
SELECT filter(array_agg(subject), s -> s LIKE '%x%') FROM case_summary
SELECT reduce(array_agg(length(subject)), 0, (s, x) -> s + x, s -> s) FROM case_summary
SELECT transform(split(subject, ' '), w -> lower(w)) FROM case_summary
SELECT any_match(split(subject, ' '), w -> w = 'ec2' OR w IN ('s3', 'rds')) FROM case_summary
SELECT split(subject, ' ')[1], array_agg(caseid)[1] FROM case_summary GROUP BY 1
SELECT if(severitycode = 'low', 'x', 'y'), nullif(rca_category, ''), try(cast(caseid AS bigint)) FROM case_summary
SELECT try_cast(case_number AS bigint), cast(case_number AS varchar(20)) FROM case_summary
SELECT cast(from_iso8601_timestamp(timecreated) AS date) AS day, count(*) FROM case_summary GROUP BY 1
SELECT from_iso8601_timestamp(timecreated) AT TIME ZONE 'Europe/Berlin' FROM case_summary
SELECT from_iso8601_timestamp(timecreated) AT TIME ZONE INTERVAL '2' HOUR FROM case_summary
SELECT date_diff('hour', from_iso8601_timestamp(timecreated), current_timestamp) FROM case_summary
SELECT * FROM case_summary WHERE from_iso8601_timestamp(timecreated) >= date_add('day', -30, current_timestamp)
SELECT * FROM case_summary WHERE from_iso8601_timestamp(timecreated) >= timestamp '2025-01-01 00:00:00 UTC'
SELECT * FROM case_summary WHERE date(from_iso8601_timestamp(timecreated)) = date '2025-06-01'
SELECT * FROM case_summary WHERE timecreated >= to_iso8601(now() - interval '7' day)
SELECT json_extract_scalar(case_summary, '$.title') FROM case_summary
SELECT json_value(case_summary, 'lax $.title' RETURNING varchar DEFAULT 'none' ON EMPTY NULL ON ERROR) FROM case_summary
SELECT concat(servicecode, ': ', subject) || ' (' || severitycode || ')' FROM case_summary
SELECT 100.0 * count(*) FILTER (WHERE severitycode = 'low') / count(*) AS share FROM case_summary
SELECT round(avg(length(subject)), 2), stddev(length(subject)), -length(min(subject)) FROM case_summary
SELECT * FROM case_summary TABLESAMPLE BERNOULLI (10)
SELECT * FROM case_summary AS c TABLESAMPLE SYSTEM (0.5) WHERE c.severitycode = 'low'
SELECT * FROM case_summary FETCH FIRST 5 ROWS ONLY
SELECT * FROM case_summary ORDER BY timecreated FETCH NEXT ROW WITH TIES
SELECT * FROM case_summary ORDER BY timecreated OFFSET 10 ROWS FETCH FIRST 10 ROWS ONLY
SELECT * FROM case_summary OFFSET 10 LIMIT 5
SELECT * FROM case_summary ORDER BY caseid OFFSET 1 ROW LIMIT ALL
SELECT * FROM case_summary LIMIT ?
SELECT * FROM case_summary WHERE caseid = ? AND severitycode = ?
TABLE case_summary
TABLE case_insights.case_summary ORDER BY caseid LIMIT 5
VALUES 1, 2, 3
VALUES (1, 'a'), (2, 'b')
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name)
SELECT s, n FROM (VALUES ('low', 1), ('normal', 2)) AS ranks (s, n) JOIN case_summary ON severitycode = s
SELECT 1
SELECT 'a'
SELECT current_date, current_timestamp, now()
EXPLAIN SELECT * FROM case_summary
EXPLAIN ANALYZE SELECT count(*) FROM case_summary
EXPLAIN ANALYZE VERBOSE SELECT count(*) FROM case_summary
EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT count(*) FROM case_summary
EXPLAIN (FORMAT TEXT) SELECT count(*) FROM case_summary
EXPLAIN (TYPE VALIDATE) SELECT 1
EXPLAIN (SELECT 1)
EXPLAIN WITH x AS (SELECT * FROM case_summary) SELECT * FROM x
SELECT caseid -- the id
  , subject -- DROP TABLE case_summary;
  FROM case_summary -- done
SELECT /* all of it */ * /* ; DELETE FROM x */ FROM case_summary
-- how many?
  SELECT count(*)
  FROM case_summary
/* how many? */ SELECT count(*) FROM case_summary /* that many */ ;
SELECT * FROM case_summary;;
WITH per_day AS (
    SELECT substr(timecreated, 1, 10) AS day, count(*) AS n
    FROM case_summary
    WHERE severitycode IN ('critical', 'urgent')
    GROUP BY 1
  )
  SELECT day, n, avg(n) OVER (ORDER BY day ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week
  FROM per_day
  ORDER BY day
