import type { Cell, SqlValue } from '#core/ports/query-engine.ts';

/** A statement over SIX_CASES and what Athena answers, written down from its documentation. */
export interface CorpusStatement {
  readonly sql: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly columns?: readonly string[];
  readonly values?: readonly SqlValue[];
}

/** One that Athena answers with what `now` says: 2025-04-10 12:00:00.500 UTC. */
export const CORPUS_NOW = new Date('2025-04-10T12:00:00.500Z');

const EC2 = 'amazon-elastic-compute-cloud-linux';
const RDS = 'amazon-relational-database-service';
const S3 = 'amazon-simple-storage-service';

type Short = readonly [sql: string, rows: readonly (readonly Cell[])[], columns?: readonly string[]];

const SHORT: Readonly<Record<string, readonly Short[]>> = {
  'names and tables': [
    ['SELECT count(*) FROM case_summary', [[6]], ['_col0']],
    ['SELECT count(*) FROM case_insights.case_summary', [[6]]],
    ['SELECT count(*) FROM "case_insights"."case_summary"', [[6]]],
    ['SELECT count(*) FROM awsdatacatalog.case_insights.case_summary', [[6]]],
    ['SELECT count(*) FROM "AwsDataCatalog"."case_insights"."case_summary"', [[6]]],
    [
      'SELECT CaseId FROM Case_Summary WHERE Display' + "Id = '200000000001'",
      [['case-444455556666-muen-2025-200000000001']],
      ['caseid'],
    ],
    [
      'SELECT "CaseId", c."Subject" FROM case_summary c WHERE case_number = \'200000000002\'',
      [['case-444455556666-muen-2025-200000000002', 'EC2 quota']],
      ['caseid', 'subject'],
    ],
    [
      'SELECT count(*) AS Total, max(case_number) "Last One" FROM case_summary;',
      [[6, '200000000003']],
      ['total', 'last one'],
    ],
    ['SELECT 1, 2 AS two, 3', [[1, 2, 3]], ['_col0', 'two', '_col2']],
    [
      'SELECT account_number, upper(severitycode), account_number FROM case_summary ORDER BY case_number LIMIT 1',
      [['111122223333', 'HIGH', '111122223333']],
      ['account_number', '_col1', '_col2'],
    ],
    ['SELECT * FROM (SELECT count(*), max(severitycode) FROM case_summary)', [[6, 'urgent']], ['_col0', '_col1']],
    [
      'SELECT c.* FROM (SELECT severitycode, count(*) AS n FROM case_summary GROUP BY severitycode) c ORDER BY n DESC, severitycode LIMIT 2',
      [
        ['low', 2],
        ['critical', 1],
      ],
      ['severitycode', 'n'],
    ],
    [
      'SELECT count(*) AS show, max(severitycode) AS pivot FROM case_summary ORDER BY show',
      [[6, 'urgent']],
      ['show', 'pivot'],
    ],
    ['SELECT /* all */ count(*) -- cases\nFROM case_summary', [[6]]],
    [
      'SELECT c.case_number FROM case_summary AS c (a, b, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, case_number) ORDER BY 1 LIMIT 1',
      [['100000000001']],
    ],
    ['TABLE case_summary ORDER BY case_number LIMIT 0', []],
    ['SELECT count(*) FROM case_summary WHERE TRUE AND NOT FALSE', [[6]]],
  ],
  filters: [
    [
      "SELECT case_number FROM case_summary WHERE severitycode IN ('critical', 'urgent') ORDER BY 1",
      [['100000000002'], ['200000000001']],
    ],
    ["SELECT count(*) FROM case_summary WHERE lower(subject) LIKE '%ec2%'", [[2]]],
    ["SELECT count(*) FROM case_summary WHERE case_summary LIKE '%100!%%' ESCAPE '!'", [[1]]],
    ["SELECT count(*) FROM case_summary WHERE subject LIKE 'EC_ %'", [[2]]],
    ['SELECT count(*) FROM case_summary WHERE rca_category IS NULL', [[1]]],
    ["SELECT count(*) FROM case_summary WHERE rca_category <> 'Throttling'", [[4]]],
    ["SELECT count(*) FROM case_summary WHERE rca_category IS DISTINCT FROM 'Throttling'", [[5]]],
    ["SELECT count(*) FROM case_summary WHERE timecreated >= '2025-02-01' AND timecreated < '2025-03-01'", [[2]]],
    ["SELECT count(*) FROM case_summary WHERE substr(timecreated, 1, 10) BETWEEN '2025-01-20' AND '2025-02-03'", [[2]]],
    [
      "SELECT subject FROM case_summary WHERE subject = 'S3 access denied for bucket ''logs'''",
      [["S3 access denied for bucket 'logs'"]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE (account_number, severitycode) IN (('111122223333', 'low'), ('444455556666', 'low'))",
      [[2]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE EXISTS (SELECT 1 FROM case_summary d WHERE d.severitycode = 'critical')",
      [[6]],
    ],
    [
      'SELECT count(*) FROM case_summary c WHERE timecreated = (SELECT max(timecreated) FROM case_summary d WHERE d.account_number = c.account_number)',
      [[2]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE case_number > ALL (SELECT case_number FROM case_summary WHERE account_number = '111122223333')",
      [[3]],
    ],
    ["SELECT count(*) FROM case_summary WHERE NOT regexp_like(subject, '^(EC2|RDS)')", [[3]]],
    ["SELECT count(*) FROM case_summary WHERE coalesce(rca_category, 'none') = 'none'", [[1]]],
  ],
  dates: [
    ["SELECT from_iso8601_timestamp('2025-01-31T10:00:00Z')", [['2025-01-31 10:00:00.000 UTC']]],
    ["SELECT from_iso8601_timestamp('2025-01-31T10:00:00.123456')", [['2025-01-31 10:00:00.123 UTC']]],
    [
      "SELECT from_iso8601_timestamp('2025-01-31'), from_iso8601_date('2025-01-31')",
      [['2025-01-31 00:00:00.000 UTC', '2025-01-31']],
    ],
    ['SELECT max(from_iso8601_timestamp(timecreated)) FROM case_summary', [['2025-03-31 18:45:00.000 UTC']]],
    ['SELECT min(date(from_iso8601_timestamp(timecreated))) FROM case_summary', [['2025-01-05']]],
    ['SELECT current_date', [['2025-04-10']]],
    [
      'SELECT now(), current_timestamp, localtimestamp',
      [['2025-04-10 12:00:00.500 UTC', '2025-04-10 12:00:00.500 UTC', '2025-04-10 12:00:00.500']],
    ],
    [
      "SELECT current_date - interval '30' day, current_date + interval '1' month, current_date - INTERVAL '1' YEAR",
      [['2025-03-11', '2025-05-10', '2024-04-10']],
    ],
    ["SELECT now() - interval '2' hour", [['2025-04-10 10:00:00.500 UTC']]],
    [
      "SELECT date '2025-01-31' + interval '1' month, date '2024-02-29' + interval '1' year",
      [['2025-02-28', '2025-02-28']],
    ],
    ["SELECT interval '1' day + date '2025-01-01'", [['2025-01-02']]],
    [
      "SELECT date_add('day', -30, current_date), date_add('month', 1, date '2025-01-31'), date_add('hour', 5, timestamp '2025-01-01 22:00:00')",
      [['2025-03-11', '2025-02-28', '2025-01-02 03:00:00.000']],
    ],
    [
      "SELECT date_add('week', 2, date '2025-01-01'), date_add('quarter', 1, date '2025-01-01')",
      [['2025-01-15', '2025-04-01']],
    ],
    [
      "SELECT date_diff('day', date '2025-01-01', date '2025-03-01'), date_diff('month', date '2025-01-31', date '2025-02-28'), date_diff('month', date '2025-01-31', date '2025-03-01')",
      [[59, 1, 1]],
    ],
    [
      "SELECT date_diff('hour', timestamp '2025-01-01 10:30:00', timestamp '2025-01-01 12:29:59'), date_diff('day', timestamp '2025-01-01 12:00:00', timestamp '2025-01-02 11:59:59')",
      [[1, 0]],
    ],
    ["SELECT date_diff('day', timestamp '2025-01-02 00:00:00', timestamp '2025-01-01 00:00:00')", [[-1]]],
    [
      "SELECT date_diff('day', min(from_iso8601_timestamp(timecreated)), max(from_iso8601_timestamp(timecreated))) FROM case_summary",
      [[85]],
    ],
    [
      "SELECT date_trunc('month', from_iso8601_timestamp(timecreated)) AS month, count(*) FROM case_summary GROUP BY 1 ORDER BY 1",
      [
        ['2025-01-01 00:00:00.000 UTC', 2],
        ['2025-02-01 00:00:00.000 UTC', 2],
        ['2025-03-01 00:00:00.000 UTC', 2],
      ],
    ],
    [
      "SELECT date_trunc('week', date '2025-01-05'), date_trunc('quarter', date '2025-05-05'), date_trunc('hour', timestamp '2025-01-05 08:30:00')",
      [['2024-12-30', '2025-04-01', '2025-01-05 08:00:00.000']],
    ],
    [
      "SELECT date_format(from_iso8601_timestamp(timecreated), '%Y-%m') AS ym, count(*) FROM case_summary GROUP BY date_format(from_iso8601_timestamp(timecreated), '%Y-%m') ORDER BY ym DESC",
      [
        ['2025-03', 2],
        ['2025-02', 2],
        ['2025-01', 2],
      ],
    ],
    [
      "SELECT date_format(timestamp '2025-01-05 08:03:09', '%d.%m.%y %H:%i:%s | %e %c %k %l %p | %W %a %M %b | %j %v %x | %T %r | %f %%')",
      [['05.01.25 08:03:09 | 5 1 8 8 AM | Sunday Sun January Jan | 005 01 2025 | 08:03:09 08:03:09 AM | 000000 %']],
    ],
    ["SELECT date_format(date '2025-01-05', '%Y/%m/%d')", [['2025/01/05']]],
    [
      "SELECT format_datetime(from_iso8601_timestamp('2025-01-05T08:30:00Z'), 'yyyy-MM-dd''T''HH:mm:ss'), format_datetime(timestamp '2025-01-05 08:30:00', 'EEE d MMM yyyy h:mm a')",
      [['2025-01-05T08:30:00', 'Sun 5 Jan 2025 8:30 AM']],
    ],
    ["SELECT date_parse('2025-01-05T08:30:00.250Z', '%Y-%m-%dT%H:%i:%s.%fZ')", [['2025-01-05 08:30:00.250']]],
    [
      "SELECT date_parse('05/01/2025', '%d/%m/%Y'), date(date_parse(substr(timecreated, 1, 19), '%Y-%m-%dT%H:%i:%s')) FROM case_summary WHERE case_number = '100000000002'",
      [['2025-01-05 00:00:00.000', '2025-01-20']],
    ],
    ["SELECT parse_datetime('2025-01-05 08:30', 'yyyy-MM-dd HH:mm')", [['2025-01-05 08:30:00.000 UTC']]],
    [
      "SELECT year(d), quarter(d), month(d), week(d), day(d), day_of_week(d), day_of_year(d), year_of_week(d) FROM (VALUES date '2025-12-29') t(d)",
      [[2025, 4, 12, 1, 29, 1, 363, 2026]],
    ],
    [
      "SELECT hour(t), minute(t), second(t), millisecond(t) FROM (SELECT from_iso8601_timestamp('2025-02-14T10:15:30.250Z') AS t)",
      [[10, 15, 30, 250]],
    ],
    [
      'SELECT EXTRACT(YEAR FROM current_date), extract(dow FROM current_date), extract(DAY FROM now())',
      [[2025, 4, 10]],
    ],
    [
      'SELECT dow(current_date), doy(current_date), week_of_year(current_date), day_of_month(current_date)',
      [[4, 100, 15, 10]],
    ],
    [
      'SELECT day_of_week(from_iso8601_timestamp(timecreated)) AS weekday, count(*) AS n FROM case_summary GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2',
      [
        [1, 3],
        [5, 1],
      ],
    ],
    [
      "SELECT last_day_of_month(date '2024-02-10'), last_day_of_month(from_iso8601_timestamp('2025-02-14T10:15:30.250Z'))",
      [['2024-02-29', '2025-02-28']],
    ],
    [
      "SELECT to_unixtime(from_iso8601_timestamp('2025-01-05T08:30:00.250Z')), from_unixtime(1736065800)",
      [[1736065800.25, '2025-01-05 08:30:00.000 UTC']],
    ],
    [
      "SELECT to_iso8601(date '2025-01-05'), to_iso8601(timestamp '2025-01-05 08:30:00'), to_iso8601(from_unixtime(0))",
      [['2025-01-05', '2025-01-05T08:30:00', '1970-01-01T00:00:00.000Z']],
    ],
    [
      "SELECT timestamp '2025-01-05 08:30:00' AT TIME ZONE 'UTC', timestamp '2025-01-05 08:30:00 UTC', at_timezone(now(), 'UTC')",
      [['2025-01-05 08:30:00.000 UTC', '2025-01-05 08:30:00.000 UTC', '2025-04-10 12:00:00.500 UTC']],
    ],
    ["SELECT date_trunc('day', now()) - interval '7' day", [['2025-04-03 00:00:00.000 UTC']]],
    [
      "SELECT count(*) FROM case_summary WHERE from_iso8601_timestamp(timecreated) >= current_date - interval '30' day",
      [[1]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE from_iso8601_timestamp(timecreated) BETWEEN timestamp '2025-01-01 00:00:00' AND timestamp '2025-01-31 23:59:59'",
      [[2]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE date(from_iso8601_timestamp(timecreated)) > date_add('day', -60, current_date)",
      [[3]],
    ],
    [
      "SELECT count(*) FROM case_summary WHERE CAST(from_iso8601_timestamp(timecreated) AS date) = DATE '2025-01-05'",
      [[1]],
    ],
    ["SELECT count(*) FROM case_summary WHERE from_iso8601_timestamp(timecreated) > now() - INTERVAL '3' MONTH", [[5]]],
    [
      'SELECT max(d) - min(d) FROM (SELECT date(from_iso8601_timestamp(timecreated)) AS d FROM case_summary)',
      [['85 00:00:00.000']],
    ],
    [
      "SELECT date '2025-03-01' - date '2025-02-27', timestamp '2025-01-01 12:00:00' - timestamp '2025-01-01 10:30:00'",
      [['2 00:00:00.000', '0 01:30:00.000']],
    ],
    [
      "SELECT interval '30' day, interval '15' month, interval '90' minute, interval '1-3' year to month, interval '2 03:04:05' day to second",
      [['30 00:00:00.000', '1-3', '0 01:30:00.000', '1-3', '2 03:04:05.000']],
    ],
    [
      "SELECT CAST(date '2025-01-05' AS varchar), CAST(timestamp '2025-01-05 08:30:00.250' AS varchar), CAST(from_unixtime(0) AS varchar)",
      [['2025-01-05', '2025-01-05 08:30:00.250', '1970-01-01 00:00:00.000 UTC']],
    ],
    [
      "SELECT CAST('2025-01-05' AS date), CAST('2025-01-05 08:30:00' AS timestamp), TRY_CAST('2025-01-05T08:30:00Z' AS date)",
      [['2025-01-05', '2025-01-05 08:30:00.000', null]],
    ],
    [
      "SELECT sequence(date '2025-01-30', date '2025-02-01'), sequence(date '2025-01-01', date '2025-03-01', interval '1' month)",
      [['[2025-01-30, 2025-01-31, 2025-02-01]', '[2025-01-01, 2025-02-01, 2025-03-01]']],
    ],
    [
      "SELECT d.day, count(c.case_number) FROM UNNEST(sequence(date '2025-01-04', date '2025-01-06', interval '1' day)) AS d(day) LEFT JOIN case_summary c ON date(from_iso8601_timestamp(c.timecreated)) = d.day GROUP BY d.day ORDER BY d.day",
      [
        ['2025-01-04', 0],
        ['2025-01-05', 1],
        ['2025-01-06', 0],
      ],
      ['day', '_col1'],
    ],
  ],
  aggregates: [
    [
      'SELECT servicecode, count(*) AS cases FROM case_summary GROUP BY servicecode ORDER BY cases DESC, servicecode',
      [
        [EC2, 2],
        ['aws-lambda', 2],
        [RDS, 1],
        [S3, 1],
      ],
    ],
    [
      'SELECT count(DISTINCT account_number), approx_distinct(servicecode), count(rca_category) FROM case_summary',
      [[2, 4, 5]],
    ],
    ["SELECT count_if(severitycode = 'low'), count(*) FILTER (WHERE severitycode = 'low') FROM case_summary", [[2, 2]]],
    [
      "SELECT sum(CASE WHEN severitycode IN ('critical', 'urgent') THEN 1 ELSE 0 END) AS severe FROM case_summary",
      [[2]],
    ],
    [
      'SELECT sum(length(subject)), avg(length(subject)), min(length(subject)), max(length(subject)) FROM case_summary',
      [[118, 118 / 6, 9, 34]],
    ],
    ['SELECT sum(1.5), avg(1.5), sum(1e0), avg(2) FROM case_summary', [['9.0', '1.5', 6, 2]]],
    ['SELECT avg(x) FROM (VALUES 33.3, 33.4) t(x)', [['33.4']]],
    [
      "SELECT array_agg(severitycode ORDER BY case_number) FROM case_summary WHERE account_number = '444455556666'",
      [['[critical, normal, low]']],
    ],
    [
      "SELECT array_agg(rca_category ORDER BY case_number) FROM case_summary WHERE account_number = '444455556666'",
      [['[Throttling, Limit reached, null]']],
    ],
    [
      'SELECT array_agg(DISTINCT account_number ORDER BY account_number) FROM case_summary',
      [['[111122223333, 444455556666]']],
    ],
    [
      "SELECT array_join(array_agg(severitycode ORDER BY case_number), ', ') FROM case_summary",
      [['high, urgent, low, critical, normal, low']],
    ],
    [
      "SELECT listagg(severitycode, '|') WITHIN GROUP (ORDER BY case_number DESC) FROM case_summary",
      [['low|normal|critical|low|urgent|high']],
    ],
    [
      "SELECT account_number, listagg(case_number, ',' ON OVERFLOW TRUNCATE WITHOUT COUNT) WITHIN GROUP (ORDER BY case_number) FROM case_summary GROUP BY account_number ORDER BY 1",
      [
        ['111122223333', '100000000001,100000000002,100000000003'],
        ['444455556666', '200000000001,200000000002,200000000003'],
      ],
    ],
    [
      'SELECT max_by(case_number, timecreated), min_by(subject, timecreated), max_by(rca_category, timecreated) FROM case_summary',
      [['200000000003', 'EC2 instance unreachable', null]],
    ],
    [
      'SELECT max_by(case_number, timecreated, 2), min_by(case_number, timecreated, 2) FROM case_summary',
      [['[200000000003, 200000000002]', '[100000000001, 100000000002]']],
    ],
    ['SELECT max(length(subject), 2), min(length(subject), 2) FROM case_summary', [['[34, 24]', '[9, 16]']]],
    [
      "SELECT arbitrary(account_number), any_value(account_number) FROM case_summary WHERE severitycode = 'critical'",
      [['444455556666', '444455556666']],
    ],
    [
      "SELECT bool_or(severitycode = 'critical'), bool_and(severitycode = 'critical'), every(length(subject) > 5) FROM case_summary",
      [[true, false, true]],
    ],
    ['SELECT histogram(account_number) FROM case_summary', [['{111122223333=3, 444455556666=3}']]],
    [
      "SELECT map_agg(severitycode, case_number) FROM case_summary WHERE account_number = '111122223333'",
      [['{high=100000000001, urgent=100000000002, low=100000000003}']],
    ],
    [
      "SELECT element_at(multimap_agg(severitycode, case_number), 'low') FROM case_summary",
      [['[100000000003, 200000000003]']],
    ],
    [
      'SELECT approx_percentile(length(subject), 0.5), approx_percentile(length(subject), ARRAY[0.0, 0.9]) FROM case_summary',
      [[18, '[9, 34]']],
    ],
    [
      'SELECT round(stddev(x), 4), round(stddev_pop(x), 4), variance(x), var_pop(x) FROM (VALUES 1, 2, 3, 4) t(x)',
      [[1.291, 1.118, 1.6666666666666667, 1.25]],
    ],
    [
      'SELECT corr(x, y), round(covar_samp(x, y), 4), regr_slope(y, x) FROM (VALUES (1, 2), (2, 4), (3, 6)) t(x, y)',
      [[1, 2, 2]],
    ],
    ['SELECT geometric_mean(x) FROM (VALUES 2, 8) t(x)', [[4]]],
    [
      'SELECT count(*), count(rca_category), max(subject), sum(length(subject)) FROM case_summary WHERE 1 = 0',
      [[0, 0, null, null]],
    ],
    [
      'SELECT account_number, severitycode, count(*) FROM case_summary GROUP BY ROLLUP (account_number, severitycode) HAVING count(*) > 1 ORDER BY 1, 2',
      [
        ['111122223333', null, 3],
        ['444455556666', null, 3],
        [null, null, 6],
      ],
    ],
    [
      'SELECT account_number, count(*), grouping(account_number) FROM case_summary GROUP BY GROUPING SETS ((account_number), ()) ORDER BY 3, 1',
      [
        ['111122223333', 3, 0],
        ['444455556666', 3, 0],
        [null, 6, 1],
      ],
    ],
    ['SELECT count(*) FROM (SELECT 1 FROM case_summary GROUP BY CUBE (account_number, severitycode))', [[14]]],
    [
      'SELECT grouping(account_number, severitycode) AS g, count(*) AS n FROM case_summary GROUP BY GROUPING SETS ((account_number, severitycode), (account_number), ()) ORDER BY 1, 2 DESC LIMIT 2',
      [
        [0, 1],
        [0, 1],
      ],
    ],
    [
      'SELECT servicecode FROM case_summary GROUP BY servicecode HAVING count(*) >= 2 ORDER BY 1',
      [[EC2], ['aws-lambda']],
    ],
    [
      'SELECT lower(severitycode) AS severitycode, count(*) FROM case_summary GROUP BY severitycode ORDER BY 2 DESC, 1 LIMIT 1',
      [['low', 2]],
    ],
    [
      "SELECT CASE WHEN severitycode IN ('critical', 'urgent') THEN 'severe' ELSE 'other' END AS kind, count(*) FROM case_summary GROUP BY 1 ORDER BY 1",
      [
        ['other', 4],
        ['severe', 2],
      ],
    ],
    ['SELECT max(count(*)) OVER () FROM case_summary GROUP BY servicecode LIMIT 1', [[2]]],
    ['SELECT bitwise_and_agg(x), bitwise_or_agg(x) FROM (VALUES 6, 3) t(x)', [[2, 7]]],
  ],
  numbers: [
    ['SELECT 7 / 2, -7 / 2, 7 % 3, -7 % 3, mod(7, 3)', [[3, -3, 1, -1, 1]]],
    ['SELECT 7 / 2.0, 7.0 / 2, 1.0 / 3, 2.0 / 3, 2.00 / 3', [['3.5', '3.5', '0.3', '0.7', '0.67']]],
    ['SELECT 1 / 3e0, 1e0 / 4', [[1 / 3, 0.25]]],
    ['SELECT 100.0 * count(*) / 7 FROM case_summary', [['85.7']]],
    ["SELECT round(100.0 * count_if(severitycode = 'low') / count(*), 2) FROM case_summary", [['33.3']]],
    [
      'SELECT severitycode, round(100.0 * count(*) / sum(count(*)) OVER (), 1) AS percent FROM case_summary GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2',
      [
        ['low', '33.3'],
        ['critical', '16.7'],
      ],
    ],
    ['SELECT round(CAST(count(*) AS double) / 7, 3) FROM case_summary', [[0.857]]],
    ['SELECT round(2.5), round(-2.5e0), round(3.14159e0, 2), round(33.337, 1)', [[3, -3, 3.14, '33.300']]],
    [
      'SELECT floor(2.7e0), ceil(2.1e0), ceiling(2.1e0), truncate(-2.7e0), abs(-5), sign(-3), sqrt(16), power(2, 10), cbrt(27)',
      [[2, 3, 3, -2, 5, -1, 4, 1024, 3]],
    ],
    ['SELECT 1.5 + 2, 1.5 * 2.25, 3 - 0.5, -(1.5)', [['3.5', '3.375', '2.5', '-1.5']]],
    [
      'SELECT ln(1), log10(1000), log2(8), log(2, 8), exp(0), round(pi(), 4), round(e(), 4)',
      [[0, 3, 3, 3, 1, 3.1416, 2.7183]],
    ],
    ['SELECT greatest(1, 3, 2), least(1, 3, 2), greatest(1, NULL)', [[3, 1, null]]],
    ['SELECT 1_000_000, 0xFF, 0b101, .5, 1e3, 9007199254740993', [[1000000, 255, 5, '0.5', 1000, '9007199254740993']]],
    [
      "SELECT CAST(2.5 AS integer), CAST(2.5e0 AS integer), CAST(-2.5e0 AS bigint), CAST(true AS integer), CAST('42' AS bigint)",
      [[3, 3, -3, 1, 42]],
    ],
    [
      "SELECT TRY_CAST('4.2' AS integer), TRY_CAST('x' AS double), TRY_CAST(' 7' AS integer), CAST('1e3' AS double)",
      [[null, null, null, 1000]],
    ],
    [
      'SELECT CAST(37.7e0 AS varchar), CAST(100e0 AS varchar), CAST(0e0 AS varchar), CAST(1.50 AS varchar), CAST(42 AS varchar)',
      [['3.77E1', '1.0E2', '0E0', '1.50', '42']],
    ],
    [
      'SELECT CAST(1 AS decimal(10, 2)), CAST(1.005 AS decimal(10, 2)), CAST(3.7 AS double), CAST(1 AS real)',
      [['1.00', '1.01', 3.7, 1]],
    ],
    ['SELECT bitwise_and(6, 3), bitwise_or(6, 3), bitwise_xor(6, 3)', [[2, 7, 5]]],
    ['SELECT is_nan(nan()), infinity() > 1, is_finite(1e0), 1e0 / 0', [[true, true, true, 'Infinity']]],
    ['SELECT width_bucket(5.5e0, 0, 10, 5), width_bucket(-1e0, 0, 10, 5), width_bucket(10e0, 0, 10, 5)', [[3, 0, 6]]],
    ['SELECT random() < 1, rand() >= 0, random(10) < 10', [[true, true, true]]],
    ["SELECT TRY(1 / 0), TRY(CAST('x' AS integer)), coalesce(TRY(10 / (1 - 1)), -1)", [[null, null, -1]]],
    ['SELECT x / y FROM (VALUES (10, 4), (9, 3)) t(x, y)', [[2], [3]]],
    ['SELECT sum(x) / count(*), sum(x) * 1.0 / count(*) FROM (VALUES 1, 2, 4) t(x)', [[2, '2.3']]],
  ],
  text: [
    [
      "SELECT upper('ab'), lower('AB'), length('日本'), reverse('abc'), concat('a', 'b', 'c'), 'a' || 'b'",
      [['AB', 'ab', 2, 'cba', 'abc', 'ab']],
    ],
    ["SELECT concat('a', NULL), 'a' || NULL", [[null, null]]],
    [
      "SELECT substr('abcdef', 2, 3), substring('abcdef', 2), substring('abcdef' FROM 2 FOR 2), substr('abc', -2), substr('abc', 0, 2), substr('abc', -5), substr('abc', 9)",
      [['bcd', 'bcdef', 'bc', 'bc', '', '', '']],
    ],
    ["SELECT strpos('abcabc', 'c'), position('b' IN 'abc'), strpos('abc', 'x')", [[3, 2, 0]]],
    [
      "SELECT trim('  a  '), ltrim('  a'), rtrim('a  '), trim(BOTH 'x' FROM 'xxaxx'), trim(LEADING FROM '  a'), trim(TRAILING 'x' FROM 'axx')",
      [['a', 'a', 'a', 'a', 'a', 'a']],
    ],
    ["SELECT lpad('7', 3, '0'), rpad('ab', 4, '.'), lpad('abc', 2, '0')", [['007', 'ab..', 'ab']]],
    [
      "SELECT replace('a-b-c', '-', '+'), replace('a-b-c', '-'), translate('abc', 'ab', 'xy')",
      [['a+b+c', 'abc', 'xyc']],
    ],
    [
      "SELECT split('a,b,c', ','), split_part('a,b,c', ',', 2), split_part('a,b', ',', 5), split('a,b,c', ',')[1]",
      [['[a, b, c]', 'b', null, 'a']],
    ],
    [
      "SELECT split_to_map('a=1,b=2', ',', '='), element_at(split_to_map('a=1,b=2', ',', '='), 'b')",
      [['{a=1, b=2}', '2']],
    ],
    [
      "SELECT starts_with('abc', 'ab'), chr(65), codepoint('A'), levenshtein_distance('kitten', 'sitting'), hamming_distance('abc', 'abd')",
      [[true, 'A', 65, 3, 1]],
    ],
    ["SELECT concat_ws(',', 'a', NULL, 'b')", [['a,b']]],
    [
      "SELECT regexp_like('1a 2b', '\\d+b'), regexp_extract('1a 2b', '\\d+'), regexp_extract('1a 2b', '(\\d+)([a-z])', 2), regexp_extract('abc', '\\d')",
      [[true, '1', 'a', null]],
    ],
    [
      "SELECT regexp_extract_all('1a 2b 3c', '\\d'), regexp_extract_all('1a 2b', '(\\d)([a-z])', 2), regexp_count('1a 2b 3c', '[a-z]')",
      [['[1, 2, 3]', '[a, b]', 3]],
    ],
    [
      "SELECT regexp_replace('1a 2b', '\\d'), regexp_replace('1a 2b', '(\\d)([a-z])', '$2$1'), regexp_replace('a.b', '\\.', '-')",
      [['a b', 'a1 b2', 'a-b']],
    ],
    ["SELECT regexp_split('a1b2c', '\\d'), regexp_like('ABC', '(?i)abc')", [['[a, b, c]', true]]],
    [
      "SELECT regexp_extract(case_summary, '^[^.]+\\.') FROM case_summary WHERE case_number = '100000000001'",
      [['The instance lost its network.']],
    ],
    [
      "SELECT format('%s has %d cases', 'EC2', 2), format('%.2f%%', 33.333e0), format('%05d', 42), format('%,d', 1234567), format('%-5s|%5s|', 'a', 'b')",
      [['EC2 has 2 cases', '33.33%', '00042', '1,234,567', 'a    |    b|']],
    ],
    [
      "SELECT format('%.1f', 0.25), format('%s %s', 1.50, true), format('%2$s %1$s', 'a', 'b')",
      [['0.3', '1.50 true', 'b a']],
    ],
    ["SELECT url_encode('a b&c'), url_decode('a%20b')", [['a+b%26c', 'a b']]],
    [
      "SELECT to_hex(md5(to_utf8('a'))), to_hex(sha256(to_utf8(''))), to_base64(to_utf8('abc')), from_utf8(from_base64('YWJj'))",
      [
        [
          '0CC175B9C0F1B6A831C399E269772661',
          'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855',
          'YWJj',
          'abc',
        ],
      ],
    ],
    ["SELECT X'616263', to_utf8('ab')", [['61 62 63', '61 62']]],
    ["SELECT U&'\\00e9', 'it''s', ''", [['é', "it's", '']]],
    ["SELECT CAST('abcdef' AS varchar(3)), 'a\\b', length('a\nb')", [['abc', 'a\\b', 3]]],
    [
      'SELECT substr(timecreated, 1, 7) AS month, count(*) FROM case_summary GROUP BY substr(timecreated, 1, 7) ORDER BY 1',
      [
        ['2025-01', 2],
        ['2025-02', 2],
        ['2025-03', 2],
      ],
    ],
    [
      "SELECT split_part(caseid, '-', 2), count(*) FROM case_summary GROUP BY 1 ORDER BY 1",
      [
        ['111122223333', 3],
        ['444455556666', 3],
      ],
    ],
    [
      "SELECT if(severitycode = 'critical', 'page', 'wait'), if(1 > 2, 'x') FROM case_summary WHERE case_number = '200000000001'",
      [['page', null]],
    ],
    ["SELECT nullif('a', 'a'), nullif('a', 'b'), coalesce(NULL, 'x')", [[null, 'a', 'x']]],
    [
      "SELECT CASE severitycode WHEN 'critical' THEN 1 WHEN 'urgent' THEN 2 ELSE 3 END, case_number FROM case_summary ORDER BY 1, 2 LIMIT 2",
      [
        [1, '200000000001'],
        [2, '100000000002'],
      ],
    ],
  ],
  'arrays, maps and rows': [
    [
      "SELECT ARRAY[1, 2, 3], ARRAY['a', NULL], ARRAY[1.5e0, 2e0], ARRAY[true], ARRAY[ARRAY[1], ARRAY[]]",
      [['[1, 2, 3]', '[a, null]', '[1.5, 2.0]', '[true]', '[[1], []]']],
    ],
    [
      'SELECT ARRAY[5, 6][1], element_at(ARRAY[5, 6], -1), element_at(ARRAY[5], 3), cardinality(ARRAY[5, 6])',
      [[5, 6, null, 2]],
    ],
    [
      'SELECT contains(ARRAY[1, 2], 2), contains(ARRAY[1, NULL], 2), array_position(ARRAY[5, 6], 6), array_position(ARRAY[5], 7)',
      [[true, null, 2, 0]],
    ],
    [
      'SELECT array_distinct(ARRAY[3, 1, 3]), array_sort(ARRAY[3, NULL, 1]), array_max(ARRAY[1, 3]), array_min(ARRAY[1, 3]), array_max(ARRAY[1, NULL])',
      [['[3, 1]', '[1, 3, null]', 3, 1, null]],
    ],
    [
      'SELECT array_union(ARRAY[1, 2], ARRAY[2, 3]), array_intersect(ARRAY[1, 2], ARRAY[2, 3]), array_except(ARRAY[1, 2], ARRAY[2]), array_remove(ARRAY[1, 2, 1], 1)',
      [['[1, 2, 3]', '[2]', '[1]', '[2]']],
    ],
    [
      'SELECT arrays_overlap(ARRAY[1, 2], ARRAY[2]), arrays_overlap(ARRAY[1], ARRAY[2]), arrays_overlap(ARRAY[1, NULL], ARRAY[2])',
      [[true, false, null]],
    ],
    [
      'SELECT slice(ARRAY[1, 2, 3, 4], 2, 2), slice(ARRAY[1, 2, 3, 4], -2, 2), slice(ARRAY[1], 5, 1)',
      [['[2, 3]', '[3, 4]', '[]']],
    ],
    [
      "SELECT ARRAY[1] || ARRAY[2], concat(ARRAY[1], ARRAY[2]), flatten(ARRAY[ARRAY[1], ARRAY[2]]), reverse(ARRAY[1, 2]), repeat('x', 3)",
      [['[1, 2]', '[1, 2]', '[1, 2]', '[2, 1]', '[x, x, x]']],
    ],
    ['SELECT sequence(1, 4), sequence(4, 1), sequence(0, 10, 5)', [['[1, 2, 3, 4]', '[4, 3, 2, 1]', '[0, 5, 10]']]],
    [
      "SELECT array_join(ARRAY['a', NULL, 'b'], '-'), array_join(ARRAY['a', NULL], '-', '?'), array_join(ARRAY[1, 2], ',')",
      [['a-b', 'a-?', '1,2']],
    ],
    [
      'SELECT transform(ARRAY[1, 2], x -> x * 10), filter(ARRAY[1, 2, 3], x -> x > 1 AND x < 3), reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s)',
      [['[10, 20]', '[2]', 6]],
    ],
    [
      "SELECT reduce(ARRAY['a', 'b'], '', (s, x) -> s || x, s -> upper(s)), reduce(ARRAY['aa', 'b'], 0, (s, x) -> s + CAST(length(x) AS integer), s -> s * 2)",
      [['AB', 6]],
    ],
    [
      'SELECT any_match(ARRAY[1, 2], x -> x > 1), all_match(ARRAY[1, 2], x -> x > 1), none_match(ARRAY[1, 2], x -> x > 2)',
      [[true, false, true]],
    ],
    ['SELECT zip_with(ARRAY[1, 2], ARRAY[3, 4], (x, y) -> x + y)', [['[4, 6]']]],
    [
      "SELECT transform(split(servicecode, '-'), x -> upper(substr(x, 1, 1)) || substr(x, 2)) FROM case_summary WHERE case_number = '200000000001'",
      [['[Aws, Lambda]']],
    ],
    [
      "SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['a'], ARRAY[1])['a'], element_at(MAP(ARRAY['a'], ARRAY[1]), 'z')",
      [['{a=1, b=2}', 1, null]],
    ],
    [
      "SELECT map_keys(m), map_values(m), cardinality(m), m['b'] FROM (SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2]) AS m)",
      [['[a, b]', '[1, 2]', 2, 2]],
    ],
    [
      "SELECT map_filter(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v > 1), transform_values(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> v + 1), transform_keys(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k || '!')",
      [['{b=2}', '{a=2}', '{a!=1}']],
    ],
    [
      "SELECT map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['b'], ARRAY[2])), map_entries(MAP(ARRAY['a'], ARRAY[1])), map_from_entries(ARRAY[ROW('k', 1)])",
      [['{b=2, a=1}', '[{field0=a, field1=1}]', '{k=1}']],
    ],
    [
      "SELECT CAST(ROW(1, 'x') AS ROW(a integer, b varchar)), CAST(ROW(1, 'x') AS ROW(a integer, b varchar)).b",
      [['{a=1, b=x}', 'x']],
      ['_col0', '_col1'],
    ],
    [
      "SELECT CAST(ARRAY['1', '2'] AS array(integer)), CAST(MAP(ARRAY['a'], ARRAY['1']) AS map(varchar, integer))",
      [['[1, 2]', '{a=1}']],
    ],
    ["SELECT x FROM UNNEST(ARRAY['a', 'b']) AS t(x)", [['a'], ['b']], ['x']],
    [
      "SELECT x, n FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t(x, n) ORDER BY n DESC",
      [
        ['b', 2],
        ['a', 1],
      ],
    ],
    [
      "SELECT x, y FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS t(x, y) ORDER BY x",
      [
        [1, 'a'],
        [2, null],
      ],
    ],
    [
      "SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v) ORDER BY k",
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [
      "SELECT word, count(*) FROM case_summary CROSS JOIN UNNEST(split(servicecode, '-')) AS t(word) GROUP BY word ORDER BY 2 DESC, 1 LIMIT 3",
      [
        ['amazon', 4],
        ['aws', 2],
        ['cloud', 2],
      ],
    ],
    [
      "SELECT c.case_number, t.word, t.n FROM case_summary c CROSS JOIN UNNEST(split(c.subject, ' ')) WITH ORDINALITY AS t(word, n) WHERE c.case_number = '200000000002' ORDER BY t.n",
      [
        ['200000000002', 'EC2', 1],
        ['200000000002', 'quota', 2],
      ],
    ],
    [
      'SELECT service, n FROM (SELECT histogram(servicecode) AS h FROM case_summary) CROSS JOIN UNNEST(h) AS t(service, n) ORDER BY n DESC, service LIMIT 1',
      [[EC2, 2]],
    ],
    ['SELECT count(*) FROM case_summary, UNNEST(ARRAY[1, 2]) AS t(x)', [[12]]],
    [
      'SELECT c.case_number, x FROM case_summary c LEFT JOIN UNNEST(filter(ARRAY[c.rca_category], r -> r IS NOT NULL)) AS t(x) ON TRUE ORDER BY 1 DESC LIMIT 2',
      [
        ['200000000003', null],
        ['200000000002', 'Limit reached'],
      ],
    ],
    ['SELECT cardinality(histogram(severitycode)), cardinality(array_agg(severitycode)) FROM case_summary', [[5, 6]]],
    [
      "SELECT a, b FROM UNNEST(ARRAY[ROW(1, 'x'), ROW(2, 'y')]) AS t(a, b) ORDER BY a",
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ],
  ],
  'windows, sets and limits': [
    [
      'SELECT count(*) OVER (ORDER BY timecreated ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM case_summary ORDER BY timecreated LIMIT 2',
      [[1], [2]],
    ],
    [
      'SELECT account_number, count(*) FROM case_summary GROUP BY ALL account_number ORDER BY 1 LIMIT 1',
      [['111122223333', 3]],
    ],
    ["SELECT CAST(ROW(1, 'x') AS ROW(bigint, varchar))", [['{field0=1, field1=x}']]],
    ["SELECT U&'!00e4!!' UESCAPE '!', U&'\\+01F600'", [['ä!', '😀']]],
    [
      "SELECT listagg(severitycode ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY case_number) FROM case_summary WHERE severitycode = 'low'",
      [['lowlow']],
    ],
    [
      'SELECT case_number, row_number() OVER (PARTITION BY account_number ORDER BY timecreated DESC) AS r FROM case_summary ORDER BY r, 1 LIMIT 2',
      [
        ['100000000003', 1],
        ['200000000003', 1],
      ],
    ],
    [
      'SELECT case_number FROM (SELECT case_number, row_number() OVER (PARTITION BY servicecode ORDER BY timecreated DESC) AS r FROM case_summary) WHERE r = 1 ORDER BY 1',
      [['100000000002'], ['100000000003'], ['200000000002'], ['200000000003']],
    ],
    [
      'SELECT m, n, n - lag(n) OVER (ORDER BY m) AS change, lag(n, 1, 0) OVER (ORDER BY m) FROM (SELECT substr(timecreated, 1, 7) AS m, count(*) AS n FROM case_summary GROUP BY 1) ORDER BY m',
      [
        ['2025-01', 2, null, 0],
        ['2025-02', 2, 0, 2],
        ['2025-03', 2, 0, 2],
      ],
    ],
    [
      'SELECT m, sum(n) OVER (ORDER BY m ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM (SELECT substr(timecreated, 1, 7) AS m, count(*) AS n FROM case_summary GROUP BY 1) ORDER BY m',
      [
        ['2025-01', 2],
        ['2025-02', 4],
        ['2025-03', 6],
      ],
    ],
    [
      'SELECT rank() OVER w, dense_rank() OVER w, ntile(2) OVER w FROM (VALUES 1, 1, 2) t(x) WINDOW w AS (ORDER BY x) ORDER BY 1, 3',
      [
        [1, 1, 1],
        [1, 1, 1],
        [3, 2, 2],
      ],
    ],
    [
      'SELECT first_value(case_number) OVER (ORDER BY timecreated), last_value(case_number) OVER (ORDER BY timecreated ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value(case_number, 2) OVER (ORDER BY timecreated ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM case_summary LIMIT 1',
      [['100000000001', '200000000003', '100000000002']],
    ],
    [
      'SELECT lag(rca_category) IGNORE NULLS OVER (ORDER BY case_number) FROM case_summary ORDER BY case_number DESC LIMIT 1',
      [['Limit reached']],
    ],
    [
      'SELECT percent_rank() OVER (ORDER BY x), cume_dist() OVER (ORDER BY x) FROM (VALUES 1, 2) t(x) ORDER BY 1',
      [
        [0, 0.5],
        [1, 1],
      ],
    ],
    [
      'SELECT x, avg(x) OVER (ORDER BY x ROWS 1 PRECEDING) FROM (VALUES 1, 2, 4) t(x) ORDER BY x',
      [
        [1, 1],
        [2, 1.5],
        [4, 3],
      ],
    ],
    [
      "SELECT severitycode FROM case_summary WHERE account_number = '111122223333' INTERSECT SELECT severitycode FROM case_summary WHERE account_number = '444455556666'",
      [['low']],
    ],
    [
      "SELECT severitycode FROM case_summary WHERE account_number = '111122223333' EXCEPT SELECT severitycode FROM case_summary WHERE account_number = '444455556666' ORDER BY 1",
      [['high'], ['urgent']],
    ],
    [
      "SELECT 'all' AS scope, count(*) AS n FROM case_summary UNION ALL SELECT severitycode, count(*) FROM case_summary GROUP BY severitycode ORDER BY n DESC, scope LIMIT 2",
      [
        ['all', 6],
        ['low', 2],
      ],
      ['scope', 'n'],
    ],
    ['SELECT 1 UNION SELECT 1 UNION DISTINCT SELECT 2 ORDER BY 1', [[1], [2]], ['_col0']],
    [
      'SELECT case_number FROM case_summary ORDER BY case_number OFFSET 1 LIMIT 2',
      [['100000000002'], ['100000000003']],
    ],
    [
      'SELECT case_number FROM case_summary ORDER BY case_number OFFSET 2 ROWS FETCH FIRST 1 ROW ONLY',
      [['100000000003']],
    ],
    [
      'SELECT case_number FROM case_summary ORDER BY case_number FETCH FIRST 2 ROWS ONLY',
      [['100000000001'], ['100000000002']],
    ],
    ['SELECT count(*) FROM (SELECT * FROM case_summary LIMIT ALL)', [[6]]],
    ['SELECT rca_category FROM case_summary ORDER BY rca_category DESC LIMIT 1', [['Transient Issues']]],
    ['SELECT rca_category FROM case_summary ORDER BY rca_category DESC NULLS FIRST LIMIT 1', [[null]]],
    ['SELECT rca_category FROM case_summary ORDER BY rca_category OFFSET 5', [[null]]],
    ['SELECT DISTINCT account_number FROM case_summary ORDER BY 1', [['111122223333'], ['444455556666']]],
    [
      'SELECT DISTINCT account_number, substr(timecreated, 1, 4) AS y FROM case_summary ORDER BY 1',
      [
        ['111122223333', '2025'],
        ['444455556666', '2025'],
      ],
    ],
    [
      "VALUES (1, 'a'), (2, 'b')",
      [
        [1, 'a'],
        [2, 'b'],
      ],
      ['_col0', '_col1'],
    ],
    ['SELECT * FROM (VALUES 1, 2) AS t(x) ORDER BY x DESC', [[2], [1]], ['x']],
    [
      'WITH a AS (SELECT severitycode, count(*) AS n FROM case_summary GROUP BY 1), b(top) AS (SELECT max(n) FROM a) SELECT severitycode, n FROM a JOIN b ON a.n = b.top',
      [['low', 2]],
    ],
    ['WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT sum(n) FROM t', [[10]]],
    [
      'SELECT a.case_number, b.case_number FROM case_summary a JOIN case_summary b ON a.servicecode = b.servicecode AND a.case_number < b.case_number ORDER BY 1',
      [
        ['100000000001', '200000000002'],
        ['200000000001', '200000000003'],
      ],
      ['case_number', '_col1'],
    ],
    [
      "SELECT count(*) FROM case_summary a LEFT JOIN (SELECT DISTINCT servicecode FROM case_summary WHERE severitycode = 'low') b USING (servicecode)",
      [[6]],
    ],
    [
      "SELECT a.account_number, a.n, b.n FROM (SELECT account_number, count(*) n FROM case_summary GROUP BY 1) a FULL OUTER JOIN (SELECT account_number, count(*) n FROM case_summary WHERE severitycode = 'high' GROUP BY 1) b ON a.account_number = b.account_number ORDER BY 1",
      [
        ['111122223333', 3, 1],
        ['444455556666', 3, null],
      ],
      ['account_number', 'n', '_col2'],
    ],
    [
      'SELECT (SELECT count(*) FROM case_summary), (SELECT max(severitycode) FROM case_summary) AS top',
      [[6, 'urgent']],
      ['_col0', 'top'],
    ],
    ['SELECT count(*) FROM case_summary TABLESAMPLE BERNOULLI (100)', [[6]]],
    ["SELECT count(*) FROM case_summary c TABLESAMPLE SYSTEM (100) WHERE c.severitycode = 'low'", [[2]]],
    ['SELECT NULL, true, false', [[null, true, false]]],
    ['SELECT x.n FROM (SELECT count(*) AS n FROM case_summary) AS x CROSS JOIN (SELECT 1) AS y', [[6]]],
    [
      "SELECT t.y FROM case_summary c CROSS JOIN LATERAL (SELECT upper(c.severitycode) AS y) t WHERE c.case_number = '100000000001'",
      [['HIGH']],
    ],
  ],
  'what needs types, zones and patterns': [
    ["SELECT CAST('{}' AS json), round(9.99)", [['"{}"', 10]]],
    [
      "SELECT json_extract_scalar('{\"a\": 1}', '$.a'), json_extract_scalar(subject, '$.a') FROM case_summary LIMIT 1",
      [['1', null]],
    ],
    ["SELECT from_iso8601_timestamp('2025-01-31T10:00:00+02:00')", [['2025-01-31 10:00:00.000 +02:00']]],
    ["SELECT now() AT TIME ZONE 'Europe/Berlin'", [['2025-04-10 14:00:00.500 Europe/Berlin']]],
    ["SELECT date_format(now(), subject) FROM case_summary WHERE case_number = '200000000002'", [['EC2 quota']]],
    ["SELECT regexp_like('a', '(?=a)'), regexp_replace('abc', '(b)', x -> upper(x[1]))", [[true, 'aBc']]],
    ['SELECT x FROM (VALUES 1, 2, 2, 3) t(x) ORDER BY x OFFSET 1 FETCH FIRST 1 ROW WITH TIES', [[2], [2]]],
    ['SELECT array_sort(ARRAY[1, 3, 2], (a, b) -> IF(a < b, 1, IF(a = b, 0, -1)))', [['[3, 2, 1]']]],
    ["SELECT hour(date '2025-01-01'), date_parse('10:30', '%H:%i')", [[0, '1970-01-01 10:30:00.000']]],
  ],
};

const CATALOGUE: Readonly<Record<string, readonly Short[]>> = {
  'the catalogue': [
    ['SHOW TABLES', [['case_summary']], ['tab_name']],
    ["SHOW TABLES IN case_insights 'case*'", [['case_summary']]],
    ["SHOW TABLES LIKE 'x*'", []],
    ['SHOW TABLES IN awsdatacatalog.case_insights', [['case_summary']]],
    ['SHOW DATABASES', [['case_insights']], ['database_name']],
    ['SHOW SCHEMAS', [['case_insights']]],
    [
      'SHOW PARTITIONS case_summary',
      [
        ['account_number=111122223333/case_number=100000000001'],
        ['account_number=111122223333/case_number=100000000002'],
        ['account_number=111122223333/case_number=100000000003'],
        ['account_number=444455556666/case_number=200000000001'],
        ['account_number=444455556666/case_number=200000000002'],
        ['account_number=444455556666/case_number=200000000003'],
      ],
      ['partition'],
    ],
    ['SHOW VIEWS', []],
  ],
};

/** The whole corpus, in groups with a name. */
export const ATHENA_CORPUS: Readonly<Record<string, readonly CorpusStatement[]>> = Object.fromEntries(
  Object.entries({ ...SHORT, ...CATALOGUE }).map(([group, statements]) => [
    group,
    statements.map(([sql, rows, columns]) => ({ sql, rows, ...(columns === undefined ? {} : { columns }) })),
  ]),
);

/** Statements that Athena refuses, or that the embedded engine must rather refuse than answer differently. */
export const REFUSED: readonly (readonly [sql: string, message: RegExp])[] = [
  ['SELECT foo FROM case_summary', /^line 1:8: Column 'foo' cannot be resolved/],
  ['SELECT c.foo\nFROM case_summary c', /^line 1:8: Column 'c\.foo' cannot be resolved/],
  ['SELECT 1 FROM cases', /^line 1:15: There is no table cases/],
  ['SELECT 1 FROM other.case_summary', /There is no table/],
  ['SELECT list_transform(ARRAY[1], x -> x)', /^line 1:8: Function 'list_transform' not registered/],
  ["SELECT * FROM read_text('/etc/hostname')", /read_text/],
  ["SELECT strftime(now(), '%Y')", /^line 1:8: Function 'strftime' not registered/],
  ["SELECT getenv('HOME')", /Function 'getenv' not registered/],
  [
    "SELECT date_trunc('month', timecreated) FROM case_summary",
    /^line 1:8: Unexpected parameters \(varchar\(5\), varchar\) for function date_trunc. Expected: date_trunc\(/,
  ],
  [
    "SELECT date_add('day', 1, timecreated) FROM case_summary",
    /Unexpected parameters \(varchar\(3\), integer, varchar\) for function date_add/,
  ],
  [
    "SELECT timecreated - interval '1' day FROM case_summary",
    /Cannot apply operator: varchar - interval day to second/,
  ],
  ['SELECT count(*) FROM case_summary WHERE timecreated > current_date', /Cannot apply operator: varchar > date/],
  [
    'SELECT count(*) FROM case_summary WHERE timecreated > now()',
    /Cannot apply operator: varchar > timestamp\(3\) with time zone/,
  ],
  ['SELECT count(*) FROM case_summary WHERE case_number = 100000000001', /Cannot apply operator: varchar = bigint/],
  ['SELECT count(*) FROM case_summary WHERE 100000000001 = case_number', /Cannot apply operator: bigint = varchar/],
  [
    'SELECT count(*) FROM case_summary c WHERE c.account_number IN (111122223333)',
    /IN value and list items must be the same type or coercible to a common type/,
  ],
  ['SELECT CAST(timecreated AS date) FROM case_summary', /Value cannot be cast to date: 2025-01-05T08:30:00.000Z/],
  [
    'SELECT CAST(timecreated AS timestamp) FROM case_summary',
    /Value cannot be cast to timestamp: 2025-01-05T08:30:00.000Z/,
  ],
  ["SELECT CAST('4.2' AS integer)", /Cannot cast '4.2'/],
  ['SELECT 1 / 0', /Division by zero/],
  ['SELECT 1 % 0', /Division by zero/],
  ['SELECT ARRAY[1, 2][3]', /Array subscript must be less than or equal to array length: 3 > 2/],
  ["SELECT split(subject, '/')[2] FROM case_summary", /Array subscript/],
  ["SELECT MAP(ARRAY['a'], ARRAY[1])['b']", /Key not present in map: b/],
  ["SELECT from_iso8601_timestamp('yesterday')", /Invalid format: "yesterday"/],
  ["SELECT date_format(now(), '%U')", /%U not supported in date format string/],
  ['SELECT subject + 1 FROM case_summary', /Cannot apply operator: varchar \+ integer/],
  ['SELECT subject / 2 FROM case_summary', /Cannot apply operator: varchar \/ integer/],
  ['SELECT lower(length(subject)) FROM case_summary', /Unexpected parameters \(bigint\) for function lower/],
  [
    'SELECT coalesce(subject, 1) FROM case_summary',
    /All COALESCE operands must be the same type or coercible to a common type. Cannot find common type between varchar and integer/,
  ],
  ['SELECT subject, count(*) FROM case_summary', /must be an aggregate expression or appear in GROUP BY/],
  ["SELECT date '2025-13-01'", /2025-13-01/],
  ["SELECT date 'soon'", /'soon' is not a valid date literal/],
  ["SELECT current_date + interval '2' hour", /Cannot add hour, minutes or seconds to a date/],
  ['SELECT current_date + 1', /dates and times|can't|Cannot/],
  ["SELECT '1'::integer", /Athena has no :: casts: write CAST/],
  ['SELECT [1, 2]', /Athena has no lists in brackets alone: write ARRAY/],
  ['SELECT `subject` FROM case_summary', /double quotes around names, not backticks/],
  ['SELECT count(*) FROM case_summary WHERE', /it ends where an expression is expected/],
  ['SELECT (1', /it ends where \) is expected/],
  ["SELECT 'a", /never ends/],
  ['SELEC 1', /Only read-only statements may run/],
  ['DROP TABLE case_summary', /Only read-only statements may run/],
  ['SHOW COLUMNS FROM other', /There is no table other/],
  ['SELECT * EXCLUDE (caseid) FROM case_summary', /EXCLUDE/],
  ['SELECT current_user', /does not have current_user/],
  ['SELECT CAST(ARRAY[1] AS varchar)', /^line 1:8: Cannot cast array\(integer\) to varchar/],
  [
    'SELECT substr(timecreated, 1, 7) AS month, count(*) FROM case_summary GROUP BY month',
    /^line 1:80: Column 'month' cannot be resolved/,
  ],
  ["SELECT upper(severitycode) AS u FROM case_summary WHERE u = 'LOW'", /Column 'u' cannot be resolved/],
  ['SELECT severitycode, count(*) AS n FROM case_summary GROUP BY 1 HAVING n > 1', /Column 'n' cannot be resolved/],
  ["SELECT upper(severitycode) AS u, u || '!' FROM case_summary", /Column 'u' cannot be resolved/],
  [
    "SELECT count(*) FROM case_summary WHERE from_iso8601_timestamp(timecreated) > '2025-01-01'",
    /Cannot apply operator: timestamp\(3\) with time zone [<>] varchar\(10\)/,
  ],
  [
    "SELECT count(*) FROM case_summary WHERE date(from_iso8601_timestamp(timecreated)) BETWEEN '2025-01-01' AND '2025-02-01'",
    /Cannot check if date is BETWEEN varchar\(10\) and varchar\(10\)/,
  ],
  [
    "SELECT date_trunc('month', '2025-01-01')",
    /Unexpected parameters \(varchar\(5\), varchar\(10\)\) for function date_trunc/,
  ],
  ["SELECT count(*) || ' cases' FROM case_summary", /bigint, varchar\(6\)/],
  ['SELECT concat(subject, 1) FROM case_summary', /Unexpected parameters \(varchar, integer\) for function concat/],
  ['SELECT cardinality(subject) FROM case_summary', /Unexpected parameters \(varchar\) for function cardinality/],
  ['SELECT rowid FROM case_summary', /Column 'rowid' cannot be resolved/],
  ['SELECT * FROM sqlite_master', /There is no table sqlite_master/],
  ['SELECT * FROM pg_catalog.pg_tables', /There is no table pg_catalog.pg_tables/],
  ['SELECT count(*) FROM case_summary, duckdb_tables', /There is no table duckdb_tables/],
  ["SELECT * FROM '/etc/hostname'", /a name is expected/],
  ['SELECT count(*) FROM case_summary GROUP BY ALL', /an expression is expected/],
  ['SELECT DISTINCT ON (account_number) subject FROM case_summary', /no DISTINCT ON/],
  ['SELECT row_number() FROM case_summary', /Window function row_number requires an OVER clause/],
  ['SELECT avg(subject) FROM case_summary', /Unexpected parameters \(varchar\) for function avg/],
  [
    "SELECT day + interval '1' hour FROM (SELECT date '2025-01-01' AS day)",
    /Cannot add hour, minutes or seconds to a date/,
  ],
  ['SELECT sequence(1, 10001)', /more than 10000 entries/],
  ['SELECT 1 WHERE 1 = ?', /1 parameters, but 0 values/],
];
