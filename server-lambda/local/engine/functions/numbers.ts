import { arithmetic } from './arithmetic.ts';
import { BITS } from './bits.ts';
import { SqlFailure } from './implementation.ts';
import { ROUNDING } from './rounding.ts';
import { STATISTICS } from './statistics.ts';
import { evaluation, scalar } from './typed-arguments.ts';
import { inRange, wholeKind, wholeOf } from './whole-numbers.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';

const LONG_LIMIT = 2n ** 63n;

export const NUMBERS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  ...BITS,
  ...ROUNDING,
  ...STATISTICS,
  abs: { bind: bindAbs },
  acos: scalar(Math.acos),
  asin: scalar(Math.asin),
  atan: scalar(Math.atan),
  atan2: scalar(Math.atan2),
  cbrt: scalar(Math.cbrt),
  cos: scalar(Math.cos),
  cosh: scalar(Math.cosh),
  degrees: scalar((angle: number) => angle * (180 / Math.PI)),
  e: scalar(() => Math.E),
  exp: scalar(Math.exp),
  format_number: scalar(formatNumber),
  from_base: scalar(fromBase),
  infinity: scalar(() => Infinity),
  is_finite: scalar((value: number) => Number.isFinite(value)),
  is_infinite: scalar((value: number) => !Number.isFinite(value) && !Number.isNaN(value)),
  is_nan: scalar((value: number) => Number.isNaN(value)),
  ln: scalar(Math.log),
  log: scalar((base: number, value: number) => Math.log(value) / Math.log(base)),
  log10: scalar(Math.log10),
  log2: scalar((value: number) => Math.log(value) / Math.LN2),
  mod: { bind: (call) => arithmetic('%').bind(call), resultType: remainderType },
  nan: scalar(() => NaN),
  pi: scalar(() => Math.PI),
  power: scalar((base: number, exponent: number) => base ** exponent),
  radians: scalar((angle: number) => angle * (Math.PI / 180)),
  random: { bind: bindRandom },
  sign: { bind: bindSign },
  sin: scalar(Math.sin),
  sinh: scalar(Math.sinh),
  sqrt: scalar(Math.sqrt),
  tan: scalar(Math.tan),
  tanh: scalar(Math.tanh),
  to_base: scalar(toBase),
};

function bindAbs(call: BoundCall): Evaluate {
  const kind = wholeKind(call.type);
  if (kind === undefined) {
    return call.type.kind === 'decimal'
      ? evaluation((digits: bigint) => (digits < 0n ? -digits : digits))
      : evaluation(Math.abs);
  }
  return evaluation((value: number | bigint) => {
    const size = value < 0 ? -value : value;
    if (!inRange(size, kind)) throw new SqlFailure(`Value ${value} is out of range for abs(${kind})`);
    return size;
  });
}

function bindSign(call: BoundCall): Evaluate {
  const isBigint = call.argumentTypes[0]?.kind === 'decimal' || call.argumentTypes[0]?.kind === 'bigint';
  if (!isBigint) return evaluation(Math.sign);
  return evaluation((value: bigint) => (value === 0n ? 0n : value < 0n ? -1n : 1n));
}

function remainderType([left, right]: readonly SqlType[]): SqlType {
  if (left?.kind !== 'decimal' || right?.kind !== 'decimal') return left ?? { kind: 'unknown' };
  const scale = Math.max(left.scale, right.scale);
  const whole = Math.min(left.precision - left.scale, right.precision - right.scale);
  return { kind: 'decimal', precision: Math.min(38, whole + scale), scale };
}

function bindRandom(call: BoundCall): Evaluate {
  const kind = wholeKind(call.type);
  if (kind === undefined) return () => Math.random();
  return evaluation((first: number | bigint, second?: number | bigint) => {
    if (second === undefined && first <= 0) throw new SqlFailure('bound must be positive');
    if (second !== undefined && first >= second) throw new SqlFailure('start value must be less than stop value');
    const [low, high] = second === undefined ? [0n, BigInt(first)] : [BigInt(first), BigInt(second)];
    return wholeOf(low + randomBelow(high - low), kind);
  });
}

/** From 0 to before a bound below 2^64, with 106 random bits, so that every number is about as likely. */
function randomBelow(bound: bigint): bigint {
  const bits = (BigInt(Math.floor(Math.random() * 2 ** 53)) << 53n) + BigInt(Math.floor(Math.random() * 2 ** 53));
  return (bits * bound) >> 106n;
}

function checkedRadix(radix: bigint): number {
  if (radix < 2n || radix > 36n) throw new SqlFailure('Radix must be between 2 and 36');
  return Number(radix);
}

function toBase(value: bigint, radix: bigint): string {
  const text = value.toString(checkedRadix(radix));
  if (text.length > 64) throw new SqlFailure(`Value [${text}] does not fit in type varchar(64)`);
  return text;
}

function fromBase(text: string, radix: bigint): bigint {
  const base = checkedRadix(radix);
  const digits = /^[+-]?([0-9a-z]+)$/i.exec(text)?.[1] ?? '';
  let value = digits === '' ? undefined : 0n;
  for (const digit of digits) {
    const digitValue = parseInt(digit, base);
    value = value === undefined || Number.isNaN(digitValue) ? undefined : value * radix + BigInt(digitValue);
  }
  const signed = text.startsWith('-') && value !== undefined ? -value : value;
  if (signed === undefined || !inRange(signed, 'bigint'))
    throw new SqlFailure(`Not a valid base-${radix} number: ${text}`);
  return signed;
}

const UNITS = ['', 'K', 'M', 'B', 'T', 'Q'];

/** Three digits at most before the unit, but any number of quadrillions. */
function formatNumber(value: number | bigint): string {
  const whole = typeof value === 'bigint' ? value : wholePart(value);
  let [size, unit] = [Math.abs(Number(whole)), 0];
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  const places = unit === 0 ? 0 : placesOf(size, whole);
  const digits = size.toFixed(places);
  return `${whole < 0n ? '-' : ''}${places === 0 ? digits : digits.replace(/\.?0+$/, '')}${UNITS[unit] ?? ''}`;
}

/** Three digits in all. The least bigint, which has no magnitude in Java, counts as a small number. */
function placesOf(size: number, whole: bigint): number {
  if (size < 10 || whole === -LONG_LIMIT) return 2;
  return size < 100 ? 1 : 0;
}

/** A double as Java converts it to bigint: NaN is 0, and what is too large is the largest. */
function wholePart(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) >= 2 ** 63) return value > 0 ? LONG_LIMIT - 1n : -LONG_LIMIT;
  return BigInt(Math.trunc(value));
}
