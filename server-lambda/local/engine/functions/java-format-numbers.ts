import { EngineLimit } from './implementation.ts';
import type { JavaValue, Specifier } from './java-format-shapes.ts';

/** Digits after the point that are worth their memory. */
const MAX_PRECISION = 10_000;

/** %d, %o and %x of a bigint. */
export function formattedWhole(value: bigint, specifier: Specifier): string {
  const { conversion, flags } = specifier;
  if (conversion === 'd') {
    const digits = (value < 0n ? -value : value).toString();
    return signed(flags.includes(',') ? grouped(digits) : digits, value < 0n, specifier);
  }
  const octal = conversion === 'o';
  const prefix = flags.includes('#') ? (octal ? '0' : '0x') : '';
  const digits = BigInt.asUintN(64, value).toString(octal ? 8 : 16);
  return prefix + (flags.includes('0') ? digits.padStart(specifier.width - prefix.length, '0') : digits);
}

type JavaNumber = Extract<JavaValue, { kind: 'number' }>;

/** %e and %f of a number: rounded half up from its decimal digits. */
export function formattedNumber(value: JavaNumber, specifier: Specifier): string {
  const precision = specifier.precision < 0 ? 6 : specifier.precision;
  if (precision > MAX_PRECISION)
    throw new EngineLimit(`The embedded engine's format() has at most ${MAX_PRECISION} digits after the point`);
  const text =
    specifier.conversion === 'f' ? fixed(value, precision, specifier) : scientific(value, precision, specifier);
  return signed(text, value.negative, specifier);
}

function fixed({ digits, scale }: JavaNumber, precision: number, { flags }: Specifier): string {
  const text = scaled(digits, scale, precision)
    .toString()
    .padStart(precision + 1, '0');
  const whole = text.slice(0, text.length - precision);
  return (flags.includes(',') ? grouped(whole) : whole) + fraction(text.slice(text.length - precision), flags);
}

function scientific({ digits, scale }: JavaNumber, precision: number, { flags }: Specifier): string {
  const count = digits === 0n ? 1 : digits.toString().length;
  let exponent = digits === 0n ? 0 : count - 1 - scale;
  let rounded = scaled(digits, count - 1, precision).toString();
  if (rounded.length > precision + 1) {
    exponent++;
    rounded = rounded.slice(0, -1);
  }
  rounded = rounded.padStart(precision + 1, '0');
  const sign = exponent < 0 ? '-' : '+';
  return `${rounded.charAt(0)}${fraction(rounded.slice(1), flags)}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function fraction(digits: string, flags: string): string {
  return digits === '' && !flags.includes('#') ? '' : `.${digits}`;
}

/** The digits with another number of them after the point, rounded half up. */
function scaled(digits: bigint, scale: number, precision: number): bigint {
  if (precision >= scale) return digits * 10n ** BigInt(precision - scale);
  const unit = 10n ** BigInt(scale - precision);
  return (digits + unit / 2n) / unit;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** With its sign or parentheses, and with zeros up to the width. */
function signed(text: string, negative: boolean, { flags, width }: Specifier): string {
  const parentheses = negative && flags.includes('(');
  const sign = parentheses ? '(' : negative ? '-' : (/[+ ]/.exec(flags)?.[0] ?? '');
  const end = parentheses ? ')' : '';
  const room = flags.includes('0') ? width - sign.length - end.length : 0;
  return sign + text.padStart(room, '0') + end;
}
