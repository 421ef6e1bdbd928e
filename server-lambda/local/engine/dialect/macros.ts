/**
 * Division, in place of DuckDB's own: whole numbers truncate, decimals keep the larger scale and round half up, doubles
 * follow IEEE 754.
 */
export const DIVISION = `CREATE MACRO "/"(a, b) AS CASE
    WHEN typeof(athena_like(a, b)) IN ('DOUBLE', 'FLOAT')
      THEN cast_to_type(system.main."/"(CAST(a AS DOUBLE), CAST(b AS DOUBLE)), athena_like(a, b))
    WHEN b = 0 THEN cast_to_type(athena_fail('Division by zero'), athena_like(a, b))
    WHEN typeof(athena_like(a, b)) LIKE 'DECIMAL%'
      THEN cast_to_type(system.main."/"(CAST(a AS DOUBLE), CAST(b AS DOUBLE)) * (1 + 1e-15), athena_like(a, b))
    ELSE cast_to_type(a // b, athena_like(a, b)) END`;

/** Definitions of macros that a statement needs and that are not in `known`, those first that others rest on. */
export function macrosFor(sql: string, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (text: string) => {
    for (const [name] of text.matchAll(/\bathena_\w+/g)) {
      const macro = definitions.get(name);
      if (macro === undefined || known.has(name) || found.has(name)) continue;
      visit(macro.slice(name.length));
      found.set(name, `CREATE MACRO ${macro}`);
    }
  };
  visit(sql);
  return found;
}

/**
 * Athena's functions in DuckDB's terms, as macros named `athena_<function>`. A macro does not know its arguments' types, so `cast_to_type(value, like)` gives a result the type that Trino would,
 * and the engine's own binder refuses what Trino refuses: `athena_utc` takes dates and timestamps only.
 */
const MACROS: readonly string[] = [
  // A runtime failure. DuckDB's error() is volatile and can't stand inside TRY; a cast that never works can.
  `athena_fail(message) AS CAST('\u2060' || message AS INTEGER)`,

  // A value of the type that a quotient has.
  `athena_like(a, b) AS (a % b) * CAST(1 AS INTEGER)`,
  `athena_mod(a, b) AS CASE
    WHEN b = 0 AND typeof(a % b) NOT IN ('DOUBLE', 'FLOAT') THEN cast_to_type(athena_fail('Division by zero'), a % b)
    ELSE a % b END`,
  `athena_sum(total, largest) AS cast_to_type(total, largest * CAST(1 AS BIGINT))`,
  `athena_avg(mean, middle) AS CASE
    WHEN typeof(middle) LIKE 'DECIMAL%' THEN cast_to_type(mean * (1 + 1e-15), middle)
    ELSE cast_to_type(mean, middle) END`,
  `athena_round(x) AS cast_to_type(round(x), x),
    (x, digits) AS cast_to_type(round(x, digits), x)`,
  `athena_truncate(x) AS trunc(x),
    (x, digits) AS cast_to_type(trunc(CAST(x AS DOUBLE) * power(10, digits)) * power(10, -digits), x)`,
  `athena_random() AS random(),
    (below) AS CAST(floor(random() * below) AS INTEGER),
    (from_number, below) AS CAST(from_number + floor(random() * (below - from_number)) AS INTEGER)`,
  `athena_width_bucket(x, low, high, n) AS CAST(CASE
    WHEN x < low THEN 0 WHEN x >= high THEN n + 1
    ELSE floor(system.main."/"((CAST(x AS DOUBLE) - low) * n, CAST(high AS DOUBLE) - low)) + 1 END AS BIGINT)`,
  `athena_percentile(list, p) AS list_sort(list_filter(list, lambda e: e IS NOT NULL))[
    least(CAST(floor(p * len(list_filter(list, lambda e: e IS NOT NULL))) AS BIGINT),
      len(list_filter(list, lambda e: e IS NOT NULL)) - 1) + 1]`,
  `athena_percentiles(list, ps) AS list_transform(ps, lambda p: athena_percentile(list, p))`,

  // Casts. What a type's text is, Trino and DuckDB see differently.
  `athena_double_digits(x) AS ltrim(replace(split_part(ltrim(x, '-'), 'e', 1), '.', ''), '0')`,
  `athena_double_exponent(x) AS coalesce(try_cast(split_part(x, 'e', 2) AS INTEGER), 0)
    + length(split_part(split_part(ltrim(x, '-'), 'e', 1), '.', 1)) - 1
    - (length(replace(split_part(ltrim(x, '-'), 'e', 1), '.', '')) - length(athena_double_digits(x)))`,
  `athena_double_text(x) AS CASE
    WHEN x IN ('0.0', '-0.0') THEN replace(x, '0.0', '0E0')
    WHEN x = 'nan' THEN 'NaN' WHEN x = 'inf' THEN 'Infinity' WHEN x = '-inf' THEN '-Infinity'
    ELSE CASE WHEN x LIKE '-%' THEN '-' ELSE '' END || left(athena_double_digits(x), 1) || '.'
      || coalesce(nullif(rtrim(substr(athena_double_digits(x), 2), '0'), ''), '0')
      || 'E' || CAST(athena_double_exponent(x) AS VARCHAR) END`,
  `athena_timestamp_text(x) AS strftime(TRY_CAST(x AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g')`,
  `athena_text(x) AS CASE
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN athena_double_text(CAST(x AS VARCHAR))
    WHEN typeof(x) = 'TIMESTAMP' THEN athena_timestamp_text(CAST(x AS VARCHAR))
    WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE'
      THEN athena_timestamp_text(regexp_replace(CAST(x AS VARCHAR), '[+]00$', '')) || ' UTC'
    WHEN typeof(x) LIKE '%]' OR typeof(x) LIKE 'MAP%' OR typeof(x) LIKE 'STRUCT%'
      THEN CAST(athena_fail('Cannot cast an array, a map or a row to varchar') AS VARCHAR)
    ELSE CAST(x AS VARCHAR) END`,
  `athena_checked(x, pattern, type) AS CASE
    WHEN typeof(x) <> 'VARCHAR' OR x IS NULL OR regexp_full_match(CAST(x AS VARCHAR), pattern) THEN CAST(x AS VARCHAR)
    ELSE '\u2060Cannot cast ''' || CAST(x AS VARCHAR) || ''' to ' || type END`,
  `athena_whole(x) AS CASE
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN CAST(CAST(round(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) AS HUGEINT) AS VARCHAR)
    WHEN typeof(x) LIKE 'DECIMAL%' THEN CAST(CAST(TRY_CAST(CAST(x AS VARCHAR) AS DECIMAL(38, 10)) AS HUGEINT) AS VARCHAR)
    WHEN typeof(x) = 'BOOLEAN' THEN CASE WHEN CAST(x AS VARCHAR) = 'true' THEN '1' ELSE '0' END
    ELSE athena_checked(x, '[+-]?[0-9]+', 'a whole number') END`,
  `athena_date_text(x) AS CASE
    WHEN typeof(x) = 'VARCHAR' THEN athena_checked(trim(CAST(x AS VARCHAR)), '[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}', 'date')
    WHEN typeof(x) IN ('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE') THEN left(CAST(x AS VARCHAR), 10)
    ELSE '\u2060Cannot cast ' || lower(typeof(x)) || ' to date' END`,
  `athena_instant_text(x) AS CASE
    WHEN typeof(x) = 'VARCHAR' THEN regexp_replace(
      athena_checked(trim(CAST(x AS VARCHAR)), '[+-]?[0-9]{4,}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)?)?( ?(UTC|Z|[+]00:00))?', 'timestamp'),
      ' ?(UTC|Z|[+]00:00)$', '')
    WHEN typeof(x) IN ('DATE', 'TIMESTAMP') THEN CAST(x AS VARCHAR)
    WHEN typeof(x) = 'TIMESTAMP WITH TIME ZONE' THEN regexp_replace(CAST(x AS VARCHAR), '[+]00$', '')
    ELSE '\u2060Cannot cast ' || lower(typeof(x)) || ' to timestamp' END`,
  `athena_date(x) AS CAST(athena_date_text(x) AS DATE)`,

  // Dates and times. Everything is UTC; a timestamp with time zone is a TIMESTAMPTZ that no function of DuckDB's own
  // may touch, because those live in an extension.
  `athena_utc(x) AS make_timestamp(epoch_us(x))`,
  `athena_zoned(x) AS CAST(athena_utc(x) AS TIMESTAMPTZ)`,
  `athena_shift(x, distance) AS cast_to_type(athena_utc(x) + distance, x)`,
  `athena_shift_time(x, distance) AS CASE
    WHEN typeof(x) = 'DATE'
      THEN athena_shift(x, to_days(athena_fail('Cannot add hour, minutes or seconds to a date')))
    ELSE athena_shift(x, distance) END`,
  `athena_clock(x) AS CASE
    WHEN typeof(x) = 'DATE' THEN make_timestamp(CAST(athena_fail('A date has no hour, minute or second') AS BIGINT))
    ELSE athena_utc(x) END`,
  `athena_distance(unit, n) AS CASE lower(unit)
    WHEN 'millisecond' THEN to_milliseconds(CAST(n AS BIGINT))
    WHEN 'second' THEN to_seconds(CAST(n AS BIGINT))
    WHEN 'minute' THEN to_minutes(CAST(n AS BIGINT))
    WHEN 'hour' THEN to_hours(CAST(n AS BIGINT))
    WHEN 'day' THEN to_days(CAST(n AS INTEGER))
    WHEN 'week' THEN to_days(CAST(n * 7 AS INTEGER))
    WHEN 'month' THEN to_months(CAST(n AS INTEGER))
    WHEN 'quarter' THEN to_months(CAST(n * 3 AS INTEGER))
    WHEN 'year' THEN to_months(CAST(n * 12 AS INTEGER))
    ELSE to_days(athena_fail(unit || ' is not a valid time field')) END`,
  `athena_date_add(unit, n, x) AS athena_shift(x, CASE
    WHEN typeof(x) = 'DATE' AND lower(unit) IN ('hour', 'minute', 'second', 'millisecond')
      THEN to_days(athena_fail(unit || ' is not a valid DATE field'))
    ELSE athena_distance(unit, n) END)`,
  `athena_date_diff(unit, a, b) AS CASE
    WHEN lower(unit) IN ('millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year')
      THEN date_sub(lower(unit), athena_utc(a), athena_utc(b))
    ELSE CAST(athena_fail(unit || ' is not a valid time field') AS BIGINT) END`,
  `athena_date_trunc(unit, x) AS CASE
    WHEN lower(unit) IN ('day', 'week', 'month', 'quarter', 'year')
      OR (lower(unit) IN ('millisecond', 'second', 'minute', 'hour') AND typeof(x) <> 'DATE')
      THEN cast_to_type(CAST(date_trunc(lower(unit), athena_utc(x)) AS TIMESTAMP), x)
    ELSE cast_to_type(to_timestamp(athena_fail(unit || ' is not a valid field')), x) END`,
  `athena_from_iso8601_timestamp(x) AS CASE WHEN x IS NULL THEN NULL
    WHEN regexp_full_match(x, '[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(T([0-9]{2}(:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?)?)?(Z|[+-]00(:?00)?)?)?')
      THEN CAST(date_trunc('millisecond', CAST(
        rpad(split_part(x, 'T', 1), 10, substr('0000-01-01', length(split_part(x, 'T', 1)) + 1)) || ' ' ||
        coalesce(nullif(regexp_replace(regexp_replace(regexp_replace(replace(split_part(x, 'T', 2), ',', '.'),
          '(Z|[+-]00(:?00)?)$', ''), '^([0-9]{2})$', '\\1:00'), '^([0-9]{2}:[0-9]{2})$', '\\1:00'), ''), '00:00:00')
        AS TIMESTAMP)) AS TIMESTAMPTZ)
    WHEN regexp_full_match(x, '[0-9]{4}.*T.*[+-][0-9]{2}(:?[0-9]{2})?')
      THEN to_timestamp(athena_fail('The embedded engine knows UTC only, not the offset of ' || x))
    ELSE to_timestamp(athena_fail('Invalid format: "' || x || '"')) END`,
  `athena_from_iso8601_date(x) AS CAST(athena_checked(x, '[0-9]{4}-[0-9]{2}-[0-9]{2}', 'date') AS DATE)`,
  `athena_from_unixtime(x) AS to_timestamp(CAST(x AS DOUBLE))`,
  `athena_to_unixtime(x) AS system.main."/"(CAST(epoch_us(x) AS DOUBLE), 1e6)`,
  `athena_to_iso8601(x) AS CASE typeof(x)
    WHEN 'DATE' THEN strftime(athena_utc(x), '%Y-%m-%d')
    WHEN 'TIMESTAMP' THEN strftime(athena_utc(x), '%Y-%m-%dT%H:%M:%S.%g')
    ELSE strftime(athena_utc(x), '%Y-%m-%dT%H:%M:%S.%gZ') END`,
  `athena_year(x) AS year(athena_utc(x))`,
  `athena_quarter(x) AS quarter(athena_utc(x))`,
  `athena_month(x) AS month(athena_utc(x))`,
  `athena_week(x) AS weekofyear(athena_utc(x))`,
  `athena_day(x) AS day(athena_utc(x))`,
  `athena_day_of_week(x) AS isodow(athena_utc(x))`,
  `athena_day_of_year(x) AS dayofyear(athena_utc(x))`,
  `athena_year_of_week(x) AS isoyear(athena_utc(x))`,
  `athena_hour(x) AS hour(athena_clock(x))`,
  `athena_minute(x) AS minute(athena_clock(x))`,
  `athena_second(x) AS second(athena_clock(x))`,
  `athena_millisecond(x) AS epoch_us(athena_clock(x)) // 1000 % 1000`,
  `athena_last_day_of_month(x) AS last_day(athena_utc(x))`,
  `athena_strftime(x, pattern) AS strftime(athena_utc(x), pattern)`,

  // Text.
  `athena_joinable(x) AS CASE
    WHEN typeof(x) IN ('VARCHAR', 'BLOB', '"NULL"') OR typeof(x) LIKE '%[]' THEN x
    ELSE cast_to_type(CAST(athena_fail('Cannot join ' || lower(typeof(x)) || ' to text: cast it to varchar') AS VARCHAR), x)
    END`,
  `athena_trim_both(x) AS trim(x, chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || ' ')`,
  `athena_trim_left(x) AS ltrim(x, chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || ' ')`,
  `athena_trim_right(x) AS rtrim(x, chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || ' ')`,
  `athena_substr(x, start) AS CASE
      WHEN start = 0 OR start < -length(x) THEN substr(x, 1, 0) ELSE substr(x, start) END,
    (x, start, size) AS CASE
      WHEN start = 0 OR start < -length(x) OR size <= 0 THEN substr(x, 1, 0) ELSE substr(x, start, size) END`,
  `athena_replace(x, search) AS replace(x, search, ''),
    (x, search, other) AS replace(x, search, other)`,
  `athena_split_part(x, separator, n) AS CASE
    WHEN n < 1 THEN CAST(athena_fail('Index must be greater than zero') AS VARCHAR)
    ELSE string_split(x, separator)[n] END`,
  `athena_split_to_map(x, entries, keys) AS map_from_entries(list_transform(string_split(x, entries),
    lambda e: {'key': split_part(e, keys, 1), 'value': substr(e, strpos(e, keys) + length(keys))}))`,
  `athena_regexp_extract(x, pattern) AS CASE WHEN regexp_matches(x, pattern) THEN regexp_extract(x, pattern) END,
    (x, pattern, n) AS CASE WHEN regexp_matches(x, pattern) THEN regexp_extract(x, pattern, n) END`,
  `athena_regexp_count(x, pattern) AS len(regexp_extract_all(x, pattern))`,
  `athena_regexp_replace(x, pattern) AS regexp_replace(x, pattern, '', 'g'),
    (x, pattern, other) AS regexp_replace(x, pattern,
      replace(regexp_replace(replace(other, '\\', '\\\\'), '\\$([0-9])', '\\\\\\1', 'g'), '\\\\$', '$'), 'g')`,
  `athena_chr(x) AS chr(CAST(x AS INTEGER))`,
  `athena_lpad(x, size, padding) AS lpad(x, CAST(size AS INTEGER), padding)`,
  `athena_rpad(x, size, padding) AS rpad(x, CAST(size AS INTEGER), padding)`,
  // As in a form: a space is a plus sign.
  `athena_url_encode(x) AS replace(replace(replace(url_encode(x), '%20', '+'), '%2A', '*'), '~', '%7E')`,
  `athena_url_decode(x) AS url_decode(replace(x, '+', ' '))`,
  `athena_md5(x) AS unhex(md5(x))`,
  `athena_sha1(x) AS unhex(sha1(x))`,
  `athena_sha256(x) AS unhex(sha256(x))`,

  `athena_format_text(x) AS CASE
    WHEN typeof(x) IN ('DOUBLE', 'FLOAT') AND (abs(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) >= 1e7
      OR abs(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE)) < 1e-3) THEN athena_double_text(CAST(x AS VARCHAR))
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN CAST(athena_fail('Format a timestamp with date_format') AS VARCHAR)
    ELSE CAST(x AS VARCHAR) END`,
  `athena_format_whole(x) AS CASE
    WHEN typeof(x) LIKE '%INT' OR typeof(x) = 'INTEGER' THEN CAST(CAST(x AS VARCHAR) AS BIGINT)
    ELSE CAST(athena_fail('%d takes whole numbers') AS BIGINT) END`,

  // Arrays and maps.
  `athena_at(x, i) AS CASE
    WHEN i < 1 THEN cast_to_type(CAST(athena_fail('Array subscript is below 1: ' || CAST(i AS VARCHAR)) AS VARCHAR), x[i])
    WHEN i > array_length(x) THEN cast_to_type(CAST(athena_fail('Array subscript must be less than or equal to array length: '
      || CAST(i AS VARCHAR) || ' > ' || CAST(array_length(x) AS VARCHAR)) AS VARCHAR), x[i])
    ELSE x[i] END`,
  `athena_at_key(x, k) AS CASE
    WHEN NOT list_contains(map_keys(x), k)
      THEN cast_to_type(CAST(athena_fail('Key not present in map: ' || CAST(k AS VARCHAR)) AS VARCHAR), x[k])
    ELSE x[k] END`,
  `athena_element_at(x, k) AS x[k]`,
  `athena_map_size(x) AS array_length(map_keys(x))`,
  `athena_map_entries(x) AS list_transform(map_entries(x), lambda e: row(e.key, e.value))`,
  `athena_array_join(x, separator) AS CASE WHEN array_length(x) = 0 THEN '' WHEN x IS NOT NULL THEN
      coalesce(array_to_string(list_transform(x, lambda e: athena_text(e)), separator), '') END,
    (x, separator, missing) AS CASE WHEN array_length(x) = 0 THEN '' WHEN x IS NOT NULL THEN
      coalesce(array_to_string(list_transform(x, lambda e: coalesce(athena_text(e), missing)), separator), '') END`,
  `athena_array_distinct(x) AS list_filter(x, lambda e, i: list_position(x, e) = i)`,
  `athena_array_sort(x) AS list_sort(x, 'ASC', 'NULLS LAST')`,
  `athena_array_max(x) AS CASE WHEN NOT list_contains(list_transform(x, lambda e: e IS NULL), true) THEN list_max(x) END`,
  `athena_array_min(x) AS CASE WHEN NOT list_contains(list_transform(x, lambda e: e IS NULL), true) THEN list_min(x) END`,
  `athena_array_position(x, e) AS CASE WHEN x IS NOT NULL AND e IS NOT NULL
    THEN coalesce(CAST(list_position(x, e) AS BIGINT), 0) END`,
  `athena_array_remove(x, gone) AS list_filter(x, lambda e: e IS DISTINCT FROM gone)`,
  `athena_array_intersect(x, y) AS athena_array_distinct(list_filter(x, lambda e: list_position(y, e) IS NOT NULL))`,
  `athena_array_except(x, y) AS athena_array_distinct(list_filter(x, lambda e: list_position(y, e) IS NULL))`,
  `athena_array_union(x, y) AS athena_array_distinct(list_concat(x, y))`,
  `athena_arrays_overlap(x, y) AS CASE
    WHEN x IS NULL OR y IS NULL THEN NULL
    WHEN list_has_any(list_filter(x, lambda e: e IS NOT NULL), list_filter(y, lambda e: e IS NOT NULL)) THEN true
    WHEN list_position(x, NULL) IS NOT NULL AND array_length(y) > 0 OR list_position(y, NULL) IS NOT NULL AND array_length(x) > 0 THEN NULL
    ELSE false END`,
  `athena_contains(x, e) AS CASE
    WHEN x IS NULL OR e IS NULL THEN NULL
    WHEN list_contains(x, e) THEN true
    WHEN list_position(x, NULL) IS NOT NULL THEN NULL
    ELSE false END`,
  `athena_slice(x, start, size) AS CASE
    WHEN start = 0 THEN cast_to_type([athena_fail('SQL array indices start at 1')], x)
    WHEN start > array_length(x) OR -start > array_length(x) OR size = 0 THEN list_slice(x, 1, 0)
    WHEN start > 0 THEN list_slice(x, start, start + size - 1)
    ELSE list_slice(x, array_length(x) + start + 1, least(array_length(x) + start + size, array_length(x))) END`,
  `athena_sequence(a, b) AS CASE
      WHEN abs(b - a) >= 10000 THEN cast_to_type([athena_fail('result of sequence function must not have more than 10000 entries')], generate_series(a, b))
      WHEN a <= b THEN generate_series(a, b)
      ELSE generate_series(a, b, -1) END,
    (a, b, step) AS CASE
      WHEN abs(b - a) // abs(step) >= 10000 THEN cast_to_type([athena_fail('result of sequence function must not have more than 10000 entries')], generate_series(a, b))
      ELSE generate_series(a, b, step) END`,
  `athena_times(a, b, step) AS list_transform(generate_series(athena_utc(a), athena_utc(b), step),
    lambda e: cast_to_type(e, a))`,
  `athena_days(a, b) AS athena_times(a, b, to_days(CASE WHEN a <= b THEN 1 ELSE -1 END))`,
  `athena_repeat(e, n) AS list_transform(range(n), lambda i: e)`,
  `athena_match_any(bits) AS CASE WHEN list_contains(bits, true) THEN true
    WHEN list_position(bits, NULL) IS NOT NULL THEN NULL WHEN bits IS NOT NULL THEN false END`,
  `athena_match_all(bits) AS CASE WHEN list_contains(bits, false) THEN false
    WHEN list_position(bits, NULL) IS NOT NULL THEN NULL WHEN bits IS NOT NULL THEN true END`,
  // map_agg and its kin, from a list of {k, v}; of equal keys the first counts.
  `athena_first_keys(entries) AS list_filter(entries,
    lambda e, i: e.k IS NOT NULL AND list_position(list_transform(entries, lambda o: o.k), e.k) = i)`,
  `athena_map_of(entries) AS map_from_entries(athena_first_keys(entries))`,
  `athena_multimap_of(entries) AS map_from_entries(list_transform(athena_first_keys(entries),
    lambda e: {'k': e.k, 'v': list_transform(list_filter(entries, lambda o: o.k = e.k), lambda o: o.v)}))`,
];

const definitions: ReadonlyMap<string, string> = new Map(MACROS.map((macro) => [/^\w+/.exec(macro)?.[0] ?? '', macro]));
