import { SqlFailure } from './implementation.ts';

/** The first number that no decimal can hold. */
const LIMIT = 10n ** 38n;
const POWERS = Array.from({ length: 80 }, (_, exponent) => 10n ** BigInt(exponent));

export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** The digits of the same number at another scale, rounded half away from zero. */
export function rescale(digits: bigint, from: number, to: number): bigint {
  return to >= from ? digits * powerOfTen(to - from) : divideHalfUp(digits, powerOfTen(from - to));
}

/** The quotient, rounded half away from zero. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (2n * magnitude(remainder) < magnitude(divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function fitsPrecision(digits: bigint, precision: number): boolean {
  return magnitude(digits) < powerOfTen(precision);
}

/** The digits, unless they are more than any decimal has. */
export function checkedDecimal(digits: bigint): bigint {
  if (digits >= LIMIT || digits <= -LIMIT) throw new SqlFailure('Decimal overflow');
  return digits;
}

/** The nearest double to the decimal. */
export function decimalToDouble(digits: bigint, scale: number): number {
  return scale === 0 ? Number(digits) : Number(`${digits}e${-scale}`);
}

/** A number as digits and a scale, which may be negative: `12.5e3` is 125 at scale -2. */
interface ScaledDigits {
  readonly digits: bigint;
  readonly scale: number;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** Reads what Java's `BigDecimal` reads; undefined for any other text. */
export function parseDecimal(text: string): ScaledDigits | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length - Number(exponent) };
}

/** The digits at scale `scale`, rounded half away from zero; undefined beyond `precision`. */
export function fitDecimal(number: ScaledDigits, precision: number, scale: number): bigint | undefined {
  if (number.digits === 0n) return 0n;
  const length = magnitude(number.digits).toString().length;
  // Before computing a power of ten that only an exponent such as 1e999999999 asks for.
  if (length - number.scale > precision - scale) return undefined;
  if (length - number.scale < -scale) return 0n;
  const digits = rescale(number.digits, number.scale, scale);
  return fitsPrecision(digits, precision) ? digits : undefined;
}
