import type { Place, TypeName } from '#core/sql/syntax/tree.ts';
import type { RowField, ScalarKind, SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';

const PLAIN_TYPES: ReadonlyMap<string, ScalarKind> = new Map([
  ['boolean', 'boolean'],
  ['tinyint', 'tinyint'],
  ['smallint', 'smallint'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['bigint', 'bigint'],
  ['real', 'real'],
  ['double', 'double'],
  ['double precision', 'double'],
  ['varbinary', 'varbinary'],
  ['date', 'date'],
  ['json', 'json'],
  ['uuid', 'uuid'],
  ['interval day to second', 'interval day to second'],
  ['interval year to month', 'interval year to month'],
]);

/** Types that Athena has and the embedded engine has not. */
const MISSING_TYPES = new Set([
  'time with time zone',
  'ipaddress',
  'hyperloglog',
  'p4hyperloglog',
  'qdigest',
  'tdigest',
  'setdigest',
  'geometry',
  'sphericalgeography',
  'bingtile',
  'color',
]);

/** What other databases, and Athena's CREATE TABLE, call a type. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['string', 'varchar'],
  ['text', 'varchar'],
  ['nvarchar', 'varchar'],
  ['float', 'real or double'],
  ['float4', 'real'],
  ['float8', 'double'],
  ['number', 'decimal(p, s)'],
  ['numeric', 'decimal(p, s)'],
  ['bool', 'boolean'],
  ['long', 'bigint'],
  ['int64', 'bigint'],
  ['signed', 'bigint'],
  ['unsigned', 'bigint'],
  ['datetime', 'timestamp'],
  ['timestamptz', 'timestamp with time zone'],
  ['binary', 'varbinary'],
  ['bytea', 'varbinary'],
  ['struct', 'row(…)'],
]);

const MAX_PRECISION = 6;
const MAX_TRINO_PRECISION = 12;
const DEFAULT_PRECISION = 3;
const MAX_CHAR_LENGTH = 65_536;
const MAX_VARCHAR_LENGTH = 2_147_483_646;

/** The type that a CAST names. Throws AnalysisFailure, placed at `at`, for one that the embedded engine has not. */
export function typeOfName(name: TypeName, at: Place): SqlType {
  if (name.kind === 'row type') return { kind: 'row', fields: name.fields.map((field) => rowField(field, at)) };
  const plain = PLAIN_TYPES.get(name.name);
  if (plain !== undefined && name.parameters.length === 0) return { kind: plain };
  return parametrized(name.name, name.parameters, name, at);
}

function rowField({ name, type }: { readonly name?: { readonly name: string }; readonly type: TypeName }, at: Place) {
  const field: RowField = { type: typeOfName(type, at) };
  return name === undefined ? field : { ...field, name: name.name };
}

function parametrized(base: string, parameters: readonly (TypeName | number)[], name: TypeName, at: Place): SqlType {
  const types = parameters.filter((parameter) => typeof parameter !== 'number');
  const numbers = parameters.filter((parameter) => typeof parameter === 'number');
  const [first, second] = types;
  if (base === 'array' && first !== undefined && parameters.length === 1)
    return { kind: 'array', element: typeOfName(first, at) };
  if (base === 'map' && first !== undefined && second !== undefined && parameters.length === 2)
    return { kind: 'map', key: typeOfName(first, at), value: typeOfName(second, at) };
  const sized = types.length === 0 ? sizedType(base, numbers, at) : undefined;
  if (sized === undefined) throw unknownType(base, name, at);
  return sized;
}

/** Undefined for a name that is none, and for lengths out of range. */
function sizedType(base: string, numbers: readonly number[], at: Place): SqlType | undefined {
  const [size] = numbers;
  if (base === 'decimal') return decimalType(numbers, at);
  if (numbers.length > 1) return undefined;
  switch (base) {
    case 'varchar':
      if (size === undefined) return { kind: 'varchar' };
      return size <= MAX_VARCHAR_LENGTH ? { kind: 'varchar', length: size } : undefined;
    case 'char':
      return (size ?? 1) <= MAX_CHAR_LENGTH ? { kind: 'char', length: size ?? 1 } : undefined;
    case 'time':
    case 'timestamp':
    case 'timestamp with time zone':
      return { kind: base, precision: precisionOf(base, size ?? DEFAULT_PRECISION, at) };
    default:
      return undefined;
  }
}

function decimalType([precision = 38, scale = 0, ...more]: readonly number[], at: Place): SqlType | undefined {
  if (more.length > 0) return undefined;
  if (precision < 1 || precision > 38)
    throw new AnalysisFailure(`DECIMAL precision must be in range [1, 38]: ${precision}`, at);
  if (scale < 0 || scale > precision)
    throw new AnalysisFailure(`DECIMAL scale must be in range [0, precision (${precision})]: ${scale}`, at);
  return { kind: 'decimal', precision, scale };
}

function precisionOf(base: string, precision: number, at: Place): number {
  if (precision <= MAX_PRECISION) return precision;
  const text = base.replace(/^\w+/u, (word) => `${word}(${precision})`);
  if (precision > MAX_TRINO_PRECISION) throw new AnalysisFailure(`Unknown type: ${text}`, at);
  throw new AnalysisFailure(
    `The embedded engine does not have ${text}`,
    at,
    `It keeps up to ${MAX_PRECISION} digits of a second.`,
  );
}

function unknownType(base: string, name: TypeName, at: Place): AnalysisFailure {
  if (MISSING_TYPES.has(base)) return new AnalysisFailure(`The embedded engine does not have the type ${base}`, at);
  if (base === 'unknown') return new AnalysisFailure('UNKNOWN is not a valid type', at);
  const other = OTHER_NAMES.get(base);
  return new AnalysisFailure(`Unknown type: ${nameText(name)}`, at, other && `Write ${other}.`);
}

function nameText(name: TypeName): string {
  if (name.kind === 'row type')
    return `row(${name.fields.map(({ name: field, type }) => `${field === undefined ? '' : `${field.name} `}${nameText(type)}`).join(', ')})`;
  if (name.parameters.length === 0) return name.name;
  const parameters = name.parameters.map((one) => (typeof one === 'number' ? String(one) : nameText(one)));
  return `${name.name}(${parameters.join(', ')})`;
}
