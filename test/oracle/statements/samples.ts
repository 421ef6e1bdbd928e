/** Typical and extreme values of each of Trino's types, as SQL; the first is the most ordinary one. */
export const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  boolean: ['true', 'false', 'CAST(NULL AS boolean)'],
  tinyint: ["TINYINT '7'", "TINYINT '-128'", "TINYINT '127'", 'CAST(NULL AS tinyint)'],
  smallint: ["SMALLINT '7'", "SMALLINT '-32768'", "SMALLINT '32767'", 'CAST(NULL AS smallint)'],
  integer: ['3', '0', '-1', '25', '2147483647', '-2147483648', 'CAST(NULL AS integer)'],
  bigint: [
    "BIGINT '3'",
    "BIGINT '0'",
    "BIGINT '-1'",
    "BIGINT '12345678901'",
    "BIGINT '9223372036854775807'",
    "BIGINT '-9223372036854775808'",
    'CAST(NULL AS bigint)',
  ],
  real: ["REAL '1.5'", "REAL '0'", "REAL '-2.25'", "REAL '0.1'", "REAL '3.4028235E38'", "CAST('NaN' AS real)"],
  double: [
    '2.5e0',
    '0e0',
    '-1.5e0',
    '0.1e0',
    '123456.789e0',
    '1e-7',
    '1.7976931348623157e308',
    'nan()',
    'infinity()',
    '-infinity()',
    '-(0e0)',
    'CAST(NULL AS double)',
  ],
  decimal: [
    '1.50',
    '0.0',
    '-2.55',
    '9.99',
    '.5',
    "DECIMAL '12345678901234567890.123'",
    "DECIMAL '99999999999999999999999999999999999999'",
    'CAST(NULL AS decimal(5,2))',
  ],
  varchar: [
    "'Hello World'",
    "''",
    "'a,b,,c'",
    "' padded '",
    "'straße'",
    "'日本語'",
    "'x😀y'",
    "U&'e\\0301'",
    "U&'\\3000wide\\3000'",
    "'İIıΣς'",
    "'12.5'",
    'CAST(NULL AS varchar)',
  ],
  char: ["CAST('ab' AS char(4))", "CAST('' AS char(2))", "CAST('é ' AS char(3))", 'CAST(NULL AS char(3))'],
  varbinary: [
    "to_utf8('abc')",
    "X''",
    "X'00FF10'",
    "to_utf8('é😀')",
    "X'C328'",
    "X'0000000000000001'",
    'CAST(NULL AS varbinary)',
  ],
  date: [
    "DATE '2025-01-31'",
    "DATE '2024-02-29'",
    "DATE '1969-12-31'",
    "DATE '2025-12-29'",
    "DATE '1899-12-31'",
    "DATE '9999-12-31'",
    "DATE '0001-01-01'",
    'CAST(NULL AS date)',
  ],
  time: ["TIME '10:20:30.456'", "TIME '00:00:00'", "TIME '23:59:59.999'", 'CAST(NULL AS time)'],
  'time with time zone': ["TIME '10:00:00+09:00'", "TIME '23:30:00.5-05:30'"],
  timestamp: [
    "TIMESTAMP '2025-01-31 13:14:15.678'",
    "TIMESTAMP '2024-02-29 00:00:00'",
    "TIMESTAMP '1969-12-31 23:59:59.999'",
    "TIMESTAMP '2025-03-30 02:30:00.123456'",
    "TIMESTAMP '1600-02-29 12:00:00.000'",
    "TIMESTAMP '9999-12-31 23:59:59.999'",
    'CAST(NULL AS timestamp)',
  ],
  'timestamp with time zone': [
    "TIMESTAMP '2025-01-31 13:14:15.678 UTC'",
    "TIMESTAMP '2025-03-09 01:59:59.999 America/New_York'",
    "TIMESTAMP '2025-11-02 01:30:00.000 America/New_York'",
    "TIMESTAMP '2025-06-15 12:00:00.5 +05:30'",
    "TIMESTAMP '1969-12-31 23:59:59.999 Asia/Tokyo'",
    "TIMESTAMP '2024-02-29 00:00:00 Europe/Berlin'",
    'CAST(NULL AS timestamp with time zone)',
  ],
  'interval day to second': [
    "INTERVAL '1' DAY",
    "INTERVAL '-36' HOUR",
    "INTERVAL '0' SECOND",
    "INTERVAL '1 02:03:04.567' DAY TO SECOND",
    'CAST(NULL AS interval day to second)',
  ],
  'interval year to month': [
    "INTERVAL '14' MONTH",
    "INTERVAL '-1' YEAR",
    "INTERVAL '1-3' YEAR TO MONTH",
    'CAST(NULL AS interval year to month)',
  ],
  json: [
    `JSON '{"b":[1,2.50,{"c":null}],"a":"x é"}'`,
    "JSON '[]'",
    "JSON 'null'",
    "JSON '1.50'",
    `JSON '"text"'`,
    'JSON \'[1,"a",true,null,[2]]\'',
    'CAST(NULL AS json)',
  ],
  uuid: ["UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'"],
  unknown: ['NULL'],
  joniregexp: ["'[a-z]+'", "'(\\w)(\\w*)'", "''", "'o|l'", "'(?i)H(x)?'", "'[^\\x00-\\x7F]'", "'('", 'NULL'],
  jsonpath: ["'$'", "'$.a'", "'$.b[1]'", "'$.b[2].c'", "'$[1]'", `'$["a"]'`, "'$.none'", "'$.b[*]'", "'a'"],
};

const SCALARS_OF_ARRAYS = ['integer', 'varchar', 'double', 'date', 'decimal', 'timestamp with time zone'];

/** What a type variable stands for, in turn. */
export const BINDINGS: Readonly<Record<string, readonly string[]>> = {
  default: SCALARS_OF_ARRAYS,
  k: ['varchar', 'integer', 'date'],
  v: ['integer', 'varchar', 'double'],
};

/** Values of any type, also `array(…)` and `map(…, …)`. */
export function samplesOf(type: string): readonly string[] {
  const [, kind, inner = ''] = /^(array|map)\((.*)\)$/.exec(type) ?? [];
  if (kind === 'array') return arraysOf(inner);
  if (kind === 'map') return mapsOf(splitTypes(inner));
  return SAMPLES[type] ?? SAMPLES[type.replace(/\(.*?\)/, '')] ?? [];
}

function arraysOf(element: string): readonly string[] {
  const [a = 'NULL', b = a, c = b] = samplesOf(element);
  const name = element.startsWith('row') ? undefined : element;
  return [
    `ARRAY[${a}, ${b}, ${c}]`,
    ...(name === undefined ? [] : [`CAST(ARRAY[] AS array(${name}))`, `CAST(NULL AS array(${name}))`]),
    `ARRAY[${c}, NULL, ${a}, ${c}, ${b}, NULL]`,
    `ARRAY[${b}]`,
    `ARRAY[NULL, ${a}]`,
  ];
}

function mapsOf([key = 'varchar', value = 'integer']: readonly string[]): readonly string[] {
  const [k1 = '', k2 = k1, k3 = k2] = samplesOf(key);
  const [v1 = '', v2 = v1] = samplesOf(value);
  return [
    `MAP(ARRAY[${k1}, ${k2}], ARRAY[${v1}, ${v2}])`,
    `CAST(MAP() AS map(${key}, ${value}))`,
    `MAP(ARRAY[${k3}, ${k1}], ARRAY[NULL, ${v1}])`,
    `CAST(NULL AS map(${key}, ${value}))`,
  ];
}

/** The types of a list, split at the commas that stand in no parentheses. */
export function splitTypes(list: string): string[] {
  const types: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= list.length; at++) {
    const character = list[at];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > 0 || (character !== ',' && character !== undefined)) continue;
    if (at > from) types.push(list.slice(from, at).trim());
    from = at + 1;
  }
  return types;
}
