import type { Call, Rewriter } from './call.ts';
import { fromJodaPattern, fromMysqlPattern } from './date-patterns.ts';
import { formatSql, textLiteral } from './format-string.ts';
import { looksLikeInterval, looksLikeMap, looksTemporal } from './probes.ts';
import { Refusal } from './refusal.ts';
import { isParenthesis, splitAtCommas, symbolAt, wordAt, type Node } from './token-tree.ts';

/** How a call of Athena's is written for DuckDB. */
export type FunctionRule = (call: Call, rewriter: Rewriter) => string;

/** The rule for a function of Athena's; undefined when the embedded engine lacks it. */
export function functionRule(name: string): FunctionRule | undefined {
  return rules.get(name);
}

/** The call under another name, everything else as it is. */
function plainCall(name: string, call: Call, rewriter: Rewriter): string {
  return `${name}(${inside(call, rewriter)})${call.tail}`;
}

function inside(call: Call, rewriter: Rewriter): string {
  const args = call.args.map((arg) => rewriter.sql(arg)).join(', ');
  return `${call.distinct ? 'DISTINCT ' : ''}${args}${orderBy(call, rewriter)}${nulls(call)}`;
}

function orderBy(call: Call, rewriter: Rewriter): string {
  return call.orderBy === undefined ? '' : ` ORDER BY ${rewriter.sql(call.orderBy)}`;
}

function nulls(call: Call): string {
  return call.ignoreNulls ? ' IGNORE NULLS' : '';
}

/** These mean the same in both. */
const SAME = `
  abs acos asin atan atan2 cbrt ceil ceiling cos cosh degrees exp floor ln log log10 log2 pi power radians sign
  sin sinh sqrt tan tanh
  concat_ws from_base64 length lower regexp_extract_all starts_with strpos translate upper uuid
  coalesce nullif grouping
  any_value array_agg bool_and bool_or corr count covar_pop covar_samp histogram kurtosis max min regr_intercept regr_slope skewness
  stddev stddev_pop stddev_samp var_pop var_samp variance
  cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
  map_concat map_from_entries map_keys map_values flatten row
`;

const RENAMED: Readonly<Record<string, string>> = {
  arbitrary: 'any_value',
  bitwise_and_agg: 'bit_and',
  bitwise_or_agg: 'bit_or',
  bitwise_xor: 'xor',
  codepoint: 'ord',
  every: 'bool_and',
  filter: 'list_filter',
  from_hex: 'unhex',
  from_utf8: 'decode',
  geometric_mean: 'geomean',
  hamming_distance: 'hamming',
  is_finite: 'isfinite',
  is_infinite: 'isinf',
  is_nan: 'isnan',
  levenshtein_distance: 'levenshtein',
  pow: 'power',
  rand: 'athena_random',
  regexp_like: 'regexp_matches',
  regexp_split: 'regexp_split_to_array',
  split: 'string_split',
  to_base64: 'base64',
  to_hex: 'hex',
  to_utf8: 'encode',
  transform: 'list_transform',
};

/** These are macros of ours, named `athena_<function>`. */
const MACROS = `
  array_distinct array_except array_intersect array_join array_max array_min array_position array_remove array_union
  arrays_overlap contains element_at map_entries repeat
  date date_add date_diff day day_of_week day_of_year from_iso8601_date from_iso8601_timestamp hour last_day_of_month
  millisecond minute month quarter second to_iso8601 to_unixtime week year year_of_week
  chr lpad md5 rpad sha1 sha256 random regexp_count regexp_extract replace round slice split_part split_to_map substr
  truncate url_decode url_encode width_bucket
`;

const MACRO_ALIASES: Readonly<Record<string, string>> = {
  day_of_month: 'day',
  dow: 'day_of_week',
  doy: 'day_of_year',
  week_of_year: 'week',
  yow: 'year_of_week',
};

const SPECIAL: Readonly<Record<string, FunctionRule>> = {
  // Conditions
  if: (call, r) => {
    const [condition = [], yes = [], no] = call.args;
    return `CASE WHEN ${r.sql(condition)} THEN ${r.sql(yes)} ELSE ${no === undefined ? 'NULL' : r.sql(no)} END`;
  },
  try: (call, r) => `TRY(${argument(call, 0, r)})`,
  // NULL if any of them is.
  greatest: (call, r) => unlessNull('greatest', call, r),
  least: (call, r) => unlessNull('least', call, r),

  // Numbers
  e: () => 'exp(CAST(1 AS DOUBLE))',
  infinity: () => `CAST('Infinity' AS DOUBLE)`,
  nan: () => `CAST('NaN' AS DOUBLE)`,
  mod: (call, r) => `athena_mod(${argument(call, 0, r)}, ${argument(call, 1, r)})`,
  bitwise_and: (call, r) => `(${argument(call, 0, r)} & ${argument(call, 1, r)})`,
  bitwise_or: (call, r) => `(${argument(call, 0, r)} | ${argument(call, 1, r)})`,
  bitwise_not: (call, r) => `(~ ${argument(call, 0, r)})`,

  // Text
  concat: (call, r) => `(${call.args.map((arg) => joinable(r.sql(arg))).join(' || ')})`,
  format: (call, r) => {
    const pattern = r.text(call.args[0] ?? []);
    const sql =
      pattern === undefined
        ? undefined
        : formatSql(
            pattern,
            call.args.slice(1).map((arg) => r.sql(arg)),
          );
    if (sql === undefined) throw unknownPattern(call, 'format');
    return sql;
  },
  regexp_replace: (call, r) => {
    if (call.args.some((arg) => symbolAt(arg[1]) === '->')) {
      throw new Refusal('The embedded engine does not support regexp_replace with a lambda.', call.token);
    }
    return plainCall('athena_regexp_replace', call, r);
  },
  reverse: (call, r) => {
    const value = argument(call, 0, r);
    return r.choose(2, 0) === 0 ? `reverse(${value})` : `list_reverse(${value})`;
  },
  substring: (call, r) => plainCall('athena_substr', { ...call, args: keywordArguments(call, ['from', 'for']) }, r),
  position: (call, r) => {
    const [part = [], whole = []] = keywordArguments(call, ['in']);
    return `strpos(${r.sql(whole)}, ${r.sql(part)})`;
  },
  trim: (call, r) => trimSql(call, r),
  ltrim: (call, r) => plainCall(call.args.length === 1 ? 'athena_trim_left' : 'ltrim', call, r),
  rtrim: (call, r) => plainCall(call.args.length === 1 ? 'athena_trim_right' : 'rtrim', call, r),

  // Dates and times
  date_trunc: (call, r) => plainCall('athena_date_trunc', call, r),
  date_format: (call, r) => strftime(call, r, fromMysqlPattern),
  format_datetime: (call, r) => strftime(call, r, fromJodaPattern),
  date_parse: (call, r) => strptime(call, r, fromMysqlPattern),
  parse_datetime: (call, r) => `CAST(${strptime(call, r, fromJodaPattern)} AS TIMESTAMPTZ)`,
  from_unixtime: (call, r) => {
    if (call.args[1] !== undefined) requireUtc(call, r.text(call.args[1]));
    return `athena_from_unixtime(${argument(call, 0, r)})`;
  },
  at_timezone: (call, r) => {
    requireUtc(call, r.text(call.args[1] ?? []));
    return `athena_zoned(${argument(call, 0, r)})`;
  },
  with_timezone: (call, r) => {
    requireUtc(call, r.text(call.args[1] ?? []));
    return `athena_zoned(${argument(call, 0, r)})`;
  },
  extract: (call, r) => {
    const [field = [], from = []] = keywordArguments(call, ['from']);
    const name = wordAt(field[0]) ?? '';
    const macro = MACRO_ALIASES[name] ?? name;
    if (!EXTRACTED.includes(macro)) throw new Refusal(`The embedded engine can't extract ${name}.`, call.token);
    return `athena_${macro}(${r.sql(from)})`;
  },

  // Aggregates
  sum: (call, r) => {
    const values = inside(call, r);
    return `athena_sum(sum(${values})${call.tail}, max(${values})${call.tail})`;
  },
  avg: (call, r) => {
    const value = argument(call, 0, r);
    const mean = `avg(${call.distinct ? 'DISTINCT ' : ''}${value})${call.tail}`;
    return `athena_avg(${mean}, quantile_cont(${value}, 0.5)${call.tail})`;
  },
  count_if: (call, r) => `count(CASE WHEN ${argument(call, 0, r)} THEN 1 END)${call.tail}`,
  approx_distinct: (call, r) => `count(DISTINCT ${argument(call, 0, r)})${call.tail}`,
  approx_percentile: (call, r) => {
    const [value = [], at = []] = call.args;
    if (call.args.length !== 2)
      throw new Refusal('The embedded engine does not support weighted approx_percentile.', call.token);
    const many = wordAt(at[0]) === 'array';
    return `athena_percentile${many ? 's' : ''}(list(${r.sql(value)})${call.tail}, ${r.sql(at)})`;
  },
  max_by: (call, r) => plainCall(call.args.length === 3 ? 'arg_max' : 'arg_max_null', call, r),
  min_by: (call, r) => plainCall(call.args.length === 3 ? 'arg_min' : 'arg_min_null', call, r),
  listagg: (call, r) => listagg(call, r),
  map_agg: (call, r) => `athena_map_of(${entryList(call, r)})`,
  multimap_agg: (call, r) => `athena_multimap_of(${entryList(call, r)})`,

  // Arrays and maps
  cardinality: (call, r) => {
    const value = argument(call, 0, r);
    return r.choose(2, looksLikeMap(call.args[0]) ? 1 : 0) === 0
      ? `array_length(${value})`
      : `athena_map_size(${value})`;
  },
  array_sort: (call, r) => {
    if (call.args.length > 1)
      throw new Refusal('The embedded engine does not support array_sort with a comparison.', call.token);
    return `athena_array_sort(${argument(call, 0, r)})`;
  },
  sequence: (call, r) => {
    const [from = [], to = [], step] = call.args;
    const args = call.args.map((arg) => r.sql(arg)).join(', ');
    if (step !== undefined) return looksLikeInterval(step) ? `athena_times(${args})` : `athena_sequence(${args})`;
    return r.choose(2, looksTemporal(from) || looksTemporal(to) ? 1 : 0) === 0
      ? `athena_sequence(${args})`
      : `athena_days(${args})`;
  },
  map: (call, r) => (call.args.length === 0 ? 'MAP {}' : plainCall('map', call, r)),
  any_match: (call, r) => `athena_match_any(${plainCall('list_transform', call, r)})`,
  all_match: (call, r) => `athena_match_all(${plainCall('list_transform', call, r)})`,
  none_match: (call, r) => `(NOT athena_match_any(${plainCall('list_transform', call, r)}))`,
  zip: (call, r) => plainCall('list_zip', call, r),
  zip_with: (call, r) => {
    const { parameters, body } = lambda(call, 2);
    const pair = `list_zip(${argument(call, 0, r)}, ${argument(call, 1, r)})`;
    return `list_transform(${pair}, lambda z: ${bound(parameters, ['z[1]', 'z[2]'], r.sql(body))})`;
  },
  map_filter: (call, r) => {
    const { parameters, body } = lambda(call, 1);
    const test = bound(parameters, ['z.key', 'z.value'], r.sql(body));
    return `map_from_entries(list_filter(map_entries(${argument(call, 0, r)}), lambda z: ${test}))`;
  },
  transform_values: (call, r) => {
    const { parameters, body } = lambda(call, 1);
    const value = bound(parameters, ['z.key', 'z.value'], r.sql(body));
    return `map_from_entries(list_transform(map_entries(${argument(call, 0, r)}), lambda z: {'k': z.key, 'v': ${value}}))`;
  },
  transform_keys: (call, r) => {
    const { parameters, body } = lambda(call, 1);
    const key = bound(parameters, ['z.key', 'z.value'], r.sql(body));
    return `map_from_entries(list_transform(map_entries(${argument(call, 0, r)}), lambda z: {'k': ${key}, 'v': z.value}))`;
  },
  reduce: (call, r) => reduceSql(call, r),
};

const EXTRACTED = words('year quarter month week day day_of_week day_of_year year_of_week hour minute second');

const rules: ReadonlyMap<string, FunctionRule> = new Map<string, FunctionRule>([
  ...words(SAME).map((name): [string, FunctionRule] => [name, (call, r) => plainCall(name, call, r)]),
  ...words(MACROS).map((name): [string, FunctionRule] => [name, (call, r) => plainCall(`athena_${name}`, call, r)]),
  ...Object.entries(MACRO_ALIASES).map(([name, macro]): [string, FunctionRule] => [
    name,
    (call, r) => plainCall(`athena_${macro}`, call, r),
  ]),
  ...Object.entries(RENAMED).map(([name, other]): [string, FunctionRule] => [
    name,
    (call, r) => plainCall(other, call, r),
  ]),
  ...Object.entries(SPECIAL),
]);

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

function argument(call: Call, index: number, rewriter: Rewriter): string {
  const nodes = call.args[index];
  if (nodes === undefined || nodes.length === 0) {
    throw new Refusal(`The function ${call.name} needs ${index + 1} arguments or more.`, call.token);
  }
  return rewriter.sql(nodes);
}

function unlessNull(name: string, call: Call, rewriter: Rewriter): string {
  const values = call.args.map((arg) => rewriter.sql(arg));
  const anyNull = values.map((value) => `(${value}) IS NULL`).join(' OR ');
  return `CASE WHEN ${anyNull} THEN NULL ELSE ${name}(${values.join(', ')}) END`;
}

/** The arguments of `f(a FROM b FOR c)`, or of `f(a, b, c)`. */
function keywordArguments(call: Call, keywords: readonly string[]): readonly (readonly Node[])[] {
  const [first = []] = call.args;
  if (call.args.length !== 1) return call.args;
  const parts: Node[][] = [[]];
  for (const node of first) {
    const word = wordAt(node);
    if (word !== undefined && keywords[parts.length - 1] === word) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

function trimSql(call: Call, rewriter: Rewriter): string {
  const [first = []] = call.args;
  const side = wordAt(first[0]);
  const sided = side === 'both' || side === 'leading' || side === 'trailing';
  const [characters = [], from] = keywordArguments({ ...call, args: [sided ? first.slice(1) : first] }, ['from']);
  if (from === undefined) return plainCall(call.args.length === 1 ? 'athena_trim_both' : 'trim', call, rewriter);
  const name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : 'trim';
  if (characters.length > 0) return `${name}(${rewriter.sql(from)}, ${rewriter.sql(characters)})`;
  const macro = name === 'trim' ? 'athena_trim_both' : name === 'ltrim' ? 'athena_trim_left' : 'athena_trim_right';
  return `${macro}(${rewriter.sql(from)})`;
}

type PatternReader = (pattern: string) => string | undefined;

function datePattern(call: Call, rewriter: Rewriter, read: PatternReader): string {
  const pattern = rewriter.text(call.args[1] ?? []);
  const translated = pattern === undefined ? undefined : read(pattern);
  if (translated === undefined) throw unknownPattern(call, call.name);
  return textLiteral(translated);
}

function strftime(call: Call, rewriter: Rewriter, read: PatternReader): string {
  return `athena_strftime(${argument(call, 0, rewriter)}, ${datePattern(call, rewriter, read)})`;
}

function strptime(call: Call, rewriter: Rewriter, read: PatternReader): string {
  const pattern = datePattern(call, rewriter, read);
  // The two start from different years.
  if (!/%[Yy]/.test(pattern)) throw unknownPattern(call, call.name);
  return `strptime(${argument(call, 0, rewriter)}, ${pattern})`;
}

function unknownPattern(call: Call, name: string): Refusal {
  return new Refusal(
    `The embedded engine does not support this pattern of ${name}: it must be a literal and use common fields only.`,
    call.token,
    'Use a simpler pattern, or run the statement on Athena.',
  );
}

/** One side of `||`: DuckDB joins anything, Trino only text with text and arrays with arrays. */
export function joinable(sql: string): string {
  // A literal or NULL has shown what it is.
  return /^('([^']|'')*'|null)$/i.test(sql) ? sql : `athena_joinable(${sql})`;
}

/** Only UTC is known here. */
export function requireUtc(call: Pick<Call, 'token'>, zone: string | undefined): void {
  if (zone !== undefined && /^(utc|z|gmt|etc\/utc|[+-]00:00)$/i.test(zone)) return;
  const other = zone === undefined ? '' : `, not ${zone}`;
  throw new Refusal(`The embedded engine supports only the time zone UTC${other}.`, call.token, 'Use UTC.');
}

/** `listagg(x, ', ' ON OVERFLOW …) WITHIN GROUP (ORDER BY y)` */
function listagg(call: Call, rewriter: Rewriter): string {
  const [value = [], separator = []] = call.args.map((arg) => {
    const overflow = arg.findIndex((node) => wordAt(node) === 'on');
    return overflow === -1 ? arg : arg.slice(0, overflow);
  });
  const by = separator.length === 0 ? "''" : rewriter.sql(separator);
  const distinct = call.distinct ? 'DISTINCT ' : '';
  return `string_agg(${distinct}${rewriter.sql(value)}, ${by}${orderBy(call, rewriter)})${call.tail}`;
}

function entryList(call: Call, rewriter: Rewriter): string {
  const entry = `{'k': ${argument(call, 0, rewriter)}, 'v': ${argument(call, 1, rewriter)}}`;
  return `list(${entry}${orderBy(call, rewriter)})${call.tail}`;
}

/** The parameters and the body of `(a, b) -> body`. */
function lambda(call: Call, index: number): { readonly parameters: readonly string[]; readonly body: readonly Node[] } {
  const nodes = call.args[index] ?? [];
  const arrow = nodes.findIndex((node) => symbolAt(node) === '->');
  const head = nodes[0];
  if (arrow !== 1 || head === undefined) throw new Refusal(`The function ${call.name} needs a lambda.`, call.token);
  const parameters = isParenthesis(head)
    ? splitAtCommas(head.children).map((part) => wordAt(part[0]) ?? '')
    : [wordAt(head) ?? ''];
  return { parameters, body: nodes.slice(2) };
}

/** An expression with names for some values, by way of lambdas that are applied at once. */
function bound(parameters: readonly string[], values: readonly string[], body: string): string {
  return parameters.reduceRight(
    (inner, parameter, index) => `list_transform([${values[index] ?? 'NULL'}], lambda "${parameter}": ${inner})[1]`,
    `(${body})`,
  );
}

/** The state of the fold travels with the elements, because DuckDB wants both to have one type. */
function reduceSql(call: Call, rewriter: Rewriter): string {
  const start = argument(call, 1, rewriter);
  const step = lambda(call, 2);
  const finish = lambda(call, 3);
  const list = argument(call, 0, rewriter);
  const first = `{'s': ${start}, 'x': (${list})[0]}`;
  const rest = `list_transform(${list}, lambda e: {'s': cast_to_type(NULL, ${start}), 'x': e})`;
  const next = bound(step.parameters, ['p.s', 'q.x'], rewriter.sql(step.body));
  const folded = `list_reduce(list_prepend(${first}, ${rest}), lambda p, q: {'s': ${next}, 'x': q.x})`;
  return bound(finish.parameters, [`(${folded}).s`], rewriter.sql(finish.body));
}
