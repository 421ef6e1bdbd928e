import type { SqlValue } from '#core/ports/query-engine.ts';
import type { Expression, Place } from '#core/sql/syntax/tree.ts';
import { canCast, castFunction } from '../functions/casts.ts';
import { codePointCount } from '../functions/code-points.ts';
import { SqlFailure, type Session } from '../functions/implementation.ts';
import { jsonOf } from '../functions/json.ts';
import { intervalLiteral } from '../functions/interval-text.ts';
import { dateLiteral, timeLiteral, timestampLiteral } from '../functions/time-text.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { typeOfName } from './type-names.ts';
import type { Typed } from './typed-tree.ts';

type Literal = Extract<Expression, { kind: 'literal' }>;
type TypedLiteral = Extract<Expression, { kind: 'typed literal' }>;
type Interval = Extract<Expression, { kind: 'interval' }>;
type Constant = Extract<Typed, { kind: 'constant' }>;

const MAX_INTEGER = 2n ** 31n;
const MAX_BIGINT = 2n ** 63n;
const MAX_DIGITS = 38;

/** A literal's value and type. `sign` is what stands before a number. Throws AnalysisFailure for one out of range. */
export function literal({ type, text, at }: Literal, sign: '' | '-' = ''): Constant {
  switch (type) {
    case 'null':
      return constant({ kind: 'unknown' }, null);
    case 'boolean':
      return constant({ kind: 'boolean' }, text === 'true');
    case 'integer':
      return integer(text.replaceAll('_', ''), sign, at);
    case 'decimal':
      return decimal(`${sign}${text.replaceAll('_', '')}`, text, at);
    case 'double':
      return constant({ kind: 'double' }, Number(`${sign}${text.replaceAll('_', '')}`));
    case 'string':
      return string(text);
    case 'binary':
      return constant({ kind: 'varbinary' }, bytesOf(text, at));
  }
}

function constant(type: SqlType, value: Value): Constant {
  return { kind: 'constant', type, value };
}

function string(text: string): Constant {
  return constant({ kind: 'varchar', length: codePointCount(text) }, text);
}

function integer(text: string, sign: '' | '-', at: Place): Constant {
  const size = BigInt(text);
  const value = sign === '-' ? -size : size;
  if (value >= -MAX_INTEGER && value < MAX_INTEGER) return constant({ kind: 'integer' }, Number(value));
  if (value >= -MAX_BIGINT && value < MAX_BIGINT) return constant({ kind: 'bigint' }, value);
  throw new AnalysisFailure(`Invalid numeric literal: ${sign}${text}`, at);
}

/** The type has as many digits as are written, without zeros at the front. */
function decimal(text: string, written: string, at: Place): Constant {
  const [, sign = '', whole = '', fraction = ''] = /^\s*([+-]?)0*(\d*)\.?(\d*)\s*$/u.exec(text) ?? [];
  const precision = Math.max(whole.length + fraction.length, 1);
  if (!/\d/u.test(text) || precision > MAX_DIGITS || !/^\s*[+-]?[\d.]+\s*$/u.test(text))
    throw notLiteral(written, 'decimal', at);
  const digits = BigInt(whole + fraction || '0');
  return constant({ kind: 'decimal', precision, scale: fraction.length }, sign === '-' ? -digits : digits);
}

/** Spaces may stand between the digits. */
function bytesOf(text: string, at: Place): Uint8Array {
  const digits = text.replace(/\s/gu, '');
  if (/[^\da-f]/iu.test(digits)) throw new AnalysisFailure('Binary literal can only contain hexadecimal digits', at);
  if (digits.length % 2 !== 0) throw new AnalysisFailure('Binary literal must contain an even number of digits', at);
  return Uint8Array.from(digits.match(/[\da-f]{2}/giu) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** `DATE '2025-01-01'`. Throws AnalysisFailure for text that is no value of the type. */
export function typedLiteral({ type, text, at }: TypedLiteral, session: Session): Typed {
  const name = type.toLowerCase();
  switch (name) {
    case 'decimal':
      return decimal(text, text, at);
    case 'char':
      return constant({ kind: 'char', length: codePointCount(text) }, text);
    case 'date':
      return placed(at, () => constant({ kind: 'date' }, dateLiteral(text)));
    case 'timestamp':
      return placed(at, () => ({ kind: 'constant', ...timestampLiteral(text) }));
    case 'time':
      return time(text, at);
    case 'json':
      return literalOf({ kind: 'json' }, text, at, jsonOf);
    default:
      return castLiteral(name, text, at, session);
  }
}

function time(text: string, at: Place): Constant {
  if (/\d\s*[+-]\d\d?:\d\d$/u.test(text))
    throw new AnalysisFailure('The embedded engine does not have the type time with time zone', at);
  return placed(at, () => ({ kind: 'constant', ...timeLiteral(text) }));
}

function castLiteral(name: string, text: string, at: Place, session: Session): Constant {
  const type = typeOfName({ kind: 'type', at, name, parameters: [] }, at);
  const from: SqlType = { kind: 'varchar' };
  if (!canCast(from, type)) throw new AnalysisFailure(`No literal form for type ${name}`, at);
  return literalOf(type, text, at, castFunction(from, type, session));
}

function literalOf(type: SqlType, text: string, at: Place, read: (text: string) => Value): Constant {
  try {
    return constant(type, read(text));
  } catch (error) {
    throw error instanceof SqlFailure ? notLiteral(text, type.kind, at) : error;
  }
}

/** `INTERVAL '1 02:00' DAY TO MINUTE` */
export function interval({ negative, text, from, to, at }: Interval): Constant {
  const { type, value } = placed(at, () => intervalLiteral(text, from, to));
  if (!negative) return constant(type, value);
  return constant(type, typeof value === 'bigint' ? -value : -Number(value));
}

/** The value of a `?`: a whole number is an integer, another number a double, as Athena's execution parameters are. */
export function parameterLiteral(value: SqlValue, at: Place): Typed {
  if (typeof value === 'string') return string(value);
  if (!Number.isSafeInteger(value)) return constant({ kind: 'double' }, value);
  return integer(String(Math.abs(value)), value < 0 ? '-' : '', at);
}

/** What a literal's reader gives; a failure of it has the literal's place. */
function placed<Result>(at: Place, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof SqlFailure ? new AnalysisFailure(error.message, at) : error;
  }
}

function notLiteral(text: string, type: string, at: Place): AnalysisFailure {
  return new AnalysisFailure(`'${text}' is not a valid ${type} literal`, at);
}
