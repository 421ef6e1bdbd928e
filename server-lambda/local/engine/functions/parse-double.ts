import { parseDecimal, powerOfTen } from './decimals.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)$/;
const NAMED = /^[+-]?(?:NaN|Infinity)$/;

/** What Java's `Double.parseDouble` reads; undefined for any other text. */
export function parseDouble(text: string): number | undefined {
  const trimmed = javaTrim(text);
  if (NAMED.test(trimmed)) return trimmed.endsWith('NaN') ? NaN : Number(trimmed);
  const number = trimmed.replace(/[fFdD]$/, '');
  if (DECIMAL.test(number)) return Number(number);
  return hexadecimal(/[pP]/.test(trimmed) ? number : trimmed);
}

/** What Java's `Float.parseFloat` reads: the real nearest to the text, not to the double nearest to the text. */
export function parseReal(text: string): number | undefined {
  const double = parseDouble(text);
  if (double === undefined || !isHalfway(double)) return double === undefined ? undefined : Math.fround(double);
  const exact = parseDecimal(javaTrim(text).replace(/[fFdD]$/, ''));
  return nearestReal(double, exact === undefined ? 0 : compareWithDouble(exact.digits, exact.scale, double));
}

/** The real nearest to a whole number. */
export function realOfWhole(value: bigint): number {
  const double = Number(value);
  return isHalfway(double) ? nearestReal(double, compareWithDouble(value, 0, double)) : Math.fround(double);
}

function javaTrim(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, '');
}

function hexadecimal(text: string): number | undefined {
  const [, sign, whole = '', fraction = '', exponent = ''] = HEXADECIMAL.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '') return undefined;
  const value = Number(BigInt(`0x${whole}${fraction}`)) * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

const DOUBLE = new Float64Array(1);
const BITS = new BigUint64Array(DOUBLE.buffer);

/** Whether a double is as far from the real below it as from the real above it. */
function isHalfway(double: number): boolean {
  DOUBLE[0] = double;
  return ((BITS[0] ?? 0n) & 0x1fffffffn) === 0x10000000n;
}

/** The real nearest to a number that is below (-1), at (0) or above (1) a double halfway between two reals. */
function nearestReal(double: number, side: number): number {
  if (side === 0) return Math.fround(double);
  DOUBLE[0] = double;
  const away = side > 0 === double > 0;
  BITS[0] = (BITS[0] ?? 0n) + (away ? 1n : -1n);
  return Math.fround(DOUBLE[0]);
}

/** Compares digits at a scale with a double, exactly. */
function compareWithDouble(digits: bigint, scale: number, double: number): number {
  let mantissa = double;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const left = digits * 2n ** BigInt(exponent) * powerOfTen(Math.max(0, -scale));
  const right = BigInt(mantissa) * powerOfTen(Math.max(0, scale));
  return Number(left > right) - Number(left < right);
}
