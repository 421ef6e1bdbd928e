/** What Athena answers and the embedded engine refuses in a sentence. The guide lists them. */
export interface Refusal {
  /** What is refused, as the guide says it. */
  readonly what: string;
  readonly example: string;
  /** The sentence, also of the others of its kind. */
  readonly says: RegExp;
}

const MISSING_FUNCTIONS = [
  'beta_cdf',
  'checksum',
  'from_iso8601_timestamp_nanos',
  'from_unixtime_nanos',
  'inverse_beta_cdf',
  'inverse_normal_cdf',
  'normal_cdf',
  'parse_data_size',
  'parse_presto_data_size',
  'spooky_hash_v2_32',
  'spooky_hash_v2_64',
  'word_stem',
];

export const REFUSALS: readonly Refusal[] = [
  {
    what: `The functions ${MISSING_FUNCTIONS.map((name) => `\`${name}\``).join(', ')}.`,
    example: "SELECT word_stem('running')",
    says: new RegExp(`Function '(${MISSING_FUNCTIONS.join('|')})' not registered`),
  },
  {
    what: 'The types HyperLogLog, digests, colors, IP addresses and geometry, with their functions.',
    example: 'SELECT approx_set(1)',
    says: /Function 'approx_set' not registered|not have the type ipaddress/,
  },
  {
    what: 'The type `time with time zone`, and with it `current_time`.',
    example: "SELECT TIME '10:00:00+09:00'",
    says: /does not have (the type time with time zone|current_time)/,
  },
  {
    what: 'Times and timestamps with more than six digits after the second.',
    example: "SELECT TIMESTAMP '2025-01-01 10:00:00.1234567'",
    says: /knows timestamp up to precision 6/,
  },
  {
    what: '`current_user`, `current_catalog` and `current_schema`.',
    example: 'SELECT current_user',
    says: /does not have current_(user|catalog|schema)/,
  },
  {
    what: '`JSON_TABLE`.',
    example: "SELECT x FROM JSON_TABLE('[1]', 'lax $[*]' COLUMNS (x integer PATH 'lax $'))",
    says: /has no JSON_TABLE/,
  },
  {
    what: '`MATCH_RECOGNIZE`, in FROM and in windows.',
    example:
      'SELECT * FROM case_summary MATCH_RECOGNIZE (PARTITION BY account_number ORDER BY timecreated PATTERN (A) DEFINE A AS true)',
    says: /has no MATCH_RECOGNIZE/,
  },
  {
    what: '`FOR VERSION AS OF` and `FOR TIMESTAMP AS OF`.',
    example: 'SELECT count(*) FROM case_summary FOR VERSION AS OF 1',
    says: /FOR VERSION AS OF is not supported/,
  },
  {
    what: 'Table functions, such as `TABLE(sequence(1, 3))`.',
    example: 'SELECT * FROM TABLE(sequence(1, 3))',
    says: /has no function sequence/,
  },
  {
    what: 'Two tables of one name in a FROM, even where no column names them.',
    example: 'SELECT 1 FROM case_summary a, case_summary a',
    says: /name or alias 'a' is ambiguous/,
  },
  {
    what: '`INTERSECT` and `EXCEPT` of columns with arrays, maps, rows or time zones.',
    example: 'SELECT ARRAY[1] INTERSECT SELECT ARRAY[1]',
    says: /has no (INTERSECT|EXCEPT) of columns/,
  },
  {
    what: 'A lambda of `reduce_agg` that names a column.',
    example: 'SELECT reduce_agg(x, 0, (a, b) -> a + b + y, (a, b) -> a + b) FROM (VALUES (1, 2)) t(x, y)',
    says: /lambda of reduce_agg cannot name columns/,
  },
  {
    what: '`SHOW STATS`.',
    example: 'SHOW STATS FOR case_summary',
    says: /can't answer SHOW STATS/,
  },
  {
    what: 'Names of zones as `format_datetime` prints them (pattern `z`), save UTC.',
    example: "SELECT format_datetime(now() AT TIME ZONE 'Asia/Tokyo', 'z')",
    says: /does not know the names of zones/,
  },
  {
    what: '`%t`, `%h`, `%g` and `%a` of `format`.',
    example: "SELECT format('%h', 'a')",
    says: /format\(\) has no %/,
  },
  {
    what: 'Regular expressions with what JavaScript cannot do, such as `\\G`.',
    example: "SELECT regexp_like('a', '\\Ga')",
    says: /regular expressions? (have|do not|cannot)/,
  },
  {
    what: 'A comparison of decimals that have more than 38 digits together.',
    example: "SELECT 1.50 = DECIMAL '99999999999999999999999999999999999999'",
    says: /Cannot cast DECIMAL\(38, 0\)/,
  },
  {
    what: 'In JSON paths: `keyvalue()`, subscripts with a fraction, and dates, times and intervals in PASSING.',
    example: "SELECT json_query('{\"a\":1}', 'lax $.keyvalue()' WITH WRAPPER)",
    says: /JSON paths have no (method|subscript)|does not pass .* to a JSON path/,
  },
  {
    what: 'JSON of more than 1,000 levels.',
    example: "SELECT json_parse(rpad('[', 1001, '[') || rpad(']', 1001, ']'))",
    says: /reads JSON of at most 1000 levels/,
  },
  {
    what: '`trim`, `ltrim` and `rtrim` of a char with characters that are a char.',
    example: "SELECT trim(CAST('ab' AS char(4)), CAST('ab' AS char(4)))",
    says: /Unexpected parameters \(char\(4\), char\(4\)\) for function [lr]?trim/,
  },
];
