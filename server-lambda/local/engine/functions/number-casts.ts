import { decimalToDouble, fitDecimal, fitsPrecision, parseDecimal, powerOfTen, rescale } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { decimalText, doubleCastText, doubleText, realCastText, realText } from './number-text.ts';
import { realOfWhole, parseReal } from './parse-double.ts';
import { inRange, wholeKind, wholeOf } from './whole-numbers.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { WholeKind } from './whole-numbers.ts';

// CAST between numbers, and from numbers to text and boolean.

type DecimalType = Extract<SqlType, { kind: 'decimal' }>;
type Floating = 'real' | 'double';

/** Rounds half away from zero, as Java's `RoundingMode.HALF_UP` does. */
export function roundHalfUp(value: number): number {
  const truncated = Math.trunc(value);
  return Math.abs(value - truncated) >= 0.5 ? truncated + Math.sign(value) : truncated;
}

export function wholeToWhole(value: number | bigint, kind: WholeKind): number | bigint {
  if (!inRange(value, kind)) throw new SqlFailure(`Out of range for ${kind}: ${value}`);
  return wholeOf(BigInt(value), kind);
}

export function wholeToReal(value: number | bigint): number {
  return typeof value === 'bigint' ? realOfWhole(value) : Math.fround(value);
}

export function wholeToDecimal(value: number | bigint, from: WholeKind, to: DecimalType): bigint {
  const digits = rescale(BigInt(value), 0, to.scale);
  if (!fitsPrecision(digits, to.precision)) throw notDecimal(from.toUpperCase(), String(value), to);
  return digits;
}

const LONG_LIMIT = 2n ** 63n;

export function floatingToWhole(value: number, from: Floating, kind: WholeKind): number | bigint {
  if (kind === 'bigint') return floatingToBigint(value, from);
  if (Number.isNaN(value)) throw new SqlFailure(`Cannot cast ${from} NaN to ${kind}`);
  const rounded = roundHalfUp(value);
  if (!Number.isFinite(rounded) || !inRange(rounded, kind))
    throw new SqlFailure(`Out of range for ${kind}: ${doubleText(value)}`);
  // Adding 0 makes a negative zero a whole number's zero.
  return rounded + 0;
}

/** A real beyond the range of bigint gives the end of the range, a double fails. */
function floatingToBigint(value: number, from: Floating): bigint {
  if (from === 'real') {
    if (Number.isNaN(value)) throw new SqlFailure('Cannot cast real NaN to bigint');
    if (Math.abs(value) >= 2 ** 63) return value > 0 ? LONG_LIMIT - 1n : -LONG_LIMIT;
  } else if (!(value >= -(2 ** 63) && value < 2 ** 63)) {
    throw new SqlFailure(`Unable to cast ${doubleText(value)} to bigint`);
  }
  return BigInt(roundHalfUp(value));
}

export function floatingToDecimal(value: number, from: Floating, to: DecimalType): bigint {
  const text = from === 'real' ? realText(value) : doubleText(value);
  const number = parseDecimal(text);
  const digits = number && fitDecimal(number, to.precision, to.scale);
  if (digits === undefined) throw notDecimal(from.toUpperCase(), text, to);
  return digits;
}

export function decimalToWhole(digits: bigint, from: DecimalType, kind: WholeKind): number | bigint {
  const rounded = rescale(digits, from.scale, 0);
  if (inRange(rounded, kind)) return wholeOf(rounded, kind);
  const shown = kind === 'bigint' ? decimalText(digits, from.scale) : String(rounded);
  throw new SqlFailure(`Cannot cast '${shown}' to ${kind.toUpperCase()}`);
}

/** Of up to 18 digits Trino divides doubles, which may round twice. */
export function castDecimalToDouble(digits: bigint, { precision, scale }: DecimalType): number {
  return precision <= 18 ? Number(digits) / 10 ** scale : decimalToDouble(digits, scale);
}

export function castDecimalToReal(digits: bigint, { precision, scale }: DecimalType): number {
  if (precision > 18) return parseReal(decimalText(digits, scale)) ?? NaN;
  return Math.fround(realOfWhole(digits) / realOfWhole(powerOfTen(scale)));
}

export function decimalToDecimal(digits: bigint, from: DecimalType, to: DecimalType): bigint {
  const result = rescale(digits, from.scale, to.scale);
  if (!fitsPrecision(result, to.precision))
    throw notDecimal(`DECIMAL(${from.precision}, ${from.scale})`, decimalText(digits, from.scale), to);
  return result;
}

function notDecimal(from: string, shown: string, to: DecimalType): SqlFailure {
  return new SqlFailure(`Cannot cast ${from} '${shown}' to DECIMAL(${to.precision}, ${to.scale})`);
}

/** The number as CAST to varchar prints it. */
export function numberText(type: SqlType): (value: Value) => string {
  if (type.kind === 'decimal') return (value) => decimalText(value as bigint, type.scale);
  if (type.kind === 'double') return (value) => doubleCastText(value as number);
  if (type.kind === 'real') return (value) => realCastText(value as number);
  return String;
}

/** The number as sentences of failed casts to varchar(n) show it. */
export function shownNumber(type: SqlType): (value: Value) => string {
  const text = numberText(type);
  if (type.kind === 'double') return (value) => `${doubleText(value as number)} (${text(value)})`;
  if (type.kind === 'real') return (value) => `${realText(value as number)} (${text(value)})`;
  return text;
}

export function isNumeric(type: SqlType): boolean {
  return type.kind === 'decimal' || type.kind === 'double' || type.kind === 'real' || wholeKind(type) !== undefined;
}
