import { SAMPLES, samplesOf } from './samples.ts';

const ACROSS = ['+', '*', '||', '=', '<'];
const OPERATORS = ['+', '-', '*', '/', '%', '||', '=', '<>', '<', '>=', 'IS DISTINCT FROM'];
const TYPES = Object.keys(SAMPLES).filter((type) => !['joniregexp', 'jsonpath'].includes(type));
const SIMPLE = ['array(integer)', 'array(varchar)', 'map(varchar, integer)'];
const OPERANDS = [...TYPES, ...SIMPLE];
const NUMBERS = ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'decimal'];

/** Every operator between every two types, and between many values where the types are alike or numbers. */
export function operatorExpressions(): readonly string[] {
  return OPERANDS.flatMap((left) =>
    OPERANDS.flatMap((right) =>
      areAlike(left, right)
        ? OPERATORS.flatMap((operator) => pairs(left, right, 5).map(([a, b]) => `${a} ${operator} ${b}`))
        : ACROSS.flatMap((operator) => pairs(left, right, 1).map(([a, b]) => `${a} ${operator} ${b}`)),
    ),
  );
}

function areAlike(left: string, right: string): boolean {
  return left === right || (NUMBERS.includes(left) && NUMBERS.includes(right));
}

function pairs(left: string, right: string, most: number): readonly (readonly [string, string])[] {
  const a = samplesOf(left);
  const b = samplesOf(right);
  const found = Array.from({ length: Math.min(most, a.length * b.length) }, (_none, at): [string, string] => [
    a[at % a.length] ?? '',
    b[(at * 3) % b.length] ?? '',
  ]);
  return [...new Map(found.map((pair) => [pair.join(), pair])).values()];
}

const TARGETS = [
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal',
  'decimal(5,2)',
  'decimal(38,10)',
  'varchar',
  'varchar(3)',
  'char(4)',
  'varbinary',
  'date',
  'time',
  'time(0)',
  'time with time zone',
  'timestamp',
  'timestamp(0)',
  'timestamp(6)',
  'timestamp with time zone',
  'interval day to second',
  'json',
  'uuid',
  'array(varchar)',
  'array(bigint)',
  'map(varchar, bigint)',
  'row(a bigint)',
  'string',
];

const TEXTS = [
  "'true'",
  "'T'",
  "'yes'",
  "'1'",
  "'0'",
  "' 1 '",
  "'+1'",
  "'-1'",
  "'1.5'",
  "'1e3'",
  "'1_0'",
  "'inf'",
  "'Infinity'",
  "'NaN'",
  "'0x1p3'",
  "'1.5d'",
  "'1f'",
  "''",
  "'.5'",
  "'5.'",
  "'128'",
  "'2147483648'",
  "'9223372036854775808'",
  "'12345.678'",
  "'2025-01-31'",
  "'2025-1-5'",
  "'2025-02-30'",
  "' 2025-01-31 '",
  "'2025-01-31 10:00'",
  "'2025-01-31 10:00:00.123456'",
  "'2025-01-31T10:00:00'",
  "'2025-01-31 10:00:00 Asia/Tokyo'",
  "'2025-01-31 10:00:00+02:00'",
  "'10:20:30'",
  "'10:20'",
  "'1:2:3'",
  "'10:20:30.5+01:00'",
  "'é日😀'",
  "'abcdef'",
  "'12151FD2-7586-11e9-8f9e-2a86e4085a59'",
  "'20250131'",
  "'-0'",
  "'12345-01-01'",
];

/** CAST and TRY_CAST: the ordinary value of every type and many texts to every type, other values to some types. */
export function castExpressions(): readonly string[] {
  const ordinary = OPERANDS.flatMap((type) => samplesOf(type).slice(0, 1));
  const others = OPERANDS.flatMap((type) => samplesOf(type).slice(1));
  return [
    ...[...ordinary, ...TEXTS].flatMap((value) => TARGETS.map((target, at) => cast(value, target, at))),
    ...others.flatMap((value, row) =>
      TARGETS.filter((_target, at) => (at + row) % 4 === 0 || at === 10).map((target, at) => cast(value, target, at)),
    ),
  ];
}

function cast(value: string, target: string, at: number): string {
  return `${at % 5 === 4 ? 'TRY_CAST' : 'CAST'}(${value} AS ${target})`;
}
