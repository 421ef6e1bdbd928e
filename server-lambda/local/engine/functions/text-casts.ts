import { codePointCount, sliceCodePoints } from './code-points.ts';
import { fitDecimal, parseDecimal } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { parseDouble, parseReal } from './parse-double.ts';
import { inRange, wholeOf } from './whole-numbers.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { WholeKind } from './whole-numbers.ts';

// CAST from varchar to what is not a time.

export function textToBoolean(text: string): boolean {
  switch (text.toLowerCase()) {
    case 't':
    case '1':
    case 'true':
      return true;
    case 'f':
    case '0':
    case 'false':
      return false;
    default:
      throw notCast(text, 'BOOLEAN');
  }
}

const WHOLE_NAMES: Readonly<Record<WholeKind, string>> = {
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  integer: 'INT',
  bigint: 'BIGINT',
};

/** Digits of any script count, as for Java's `Long.parseLong`; space does not. */
export function textToWhole(text: string, kind: WholeKind): number | bigint {
  const digits = asciiDigits(text);
  const value = /^[+-]?\d+$/.test(digits) ? BigInt(digits.replace('+', '')) : undefined;
  if (value === undefined || !inRange(value, kind)) throw notCast(text, WHOLE_NAMES[kind]);
  return wholeOf(value, kind);
}

export function textToDouble(text: string): number {
  const value = parseDouble(text);
  if (value === undefined) throw notCast(text, 'DOUBLE');
  return value;
}

export function textToReal(text: string): number {
  const value = parseReal(text);
  if (value === undefined) throw notCast(text, 'REAL');
  return value;
}

export function textToDecimal(text: string, { precision, scale }: { precision: number; scale: number }): bigint {
  const number = parseDecimal(asciiDigits(text));
  const failure = (reason: string) =>
    new SqlFailure(`Cannot cast VARCHAR '${text}' to DECIMAL(${precision}, ${scale}). ${reason}`);
  if (number === undefined) throw failure('Value is not a number.');
  const digits = fitDecimal(number, precision, scale);
  if (digits === undefined) throw failure('Value too large.');
  return digits;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function textToUuid(text: string): string {
  if (!UUID.test(text)) throw new SqlFailure(`Cannot cast value to UUID: ${text}`);
  return text.toLowerCase();
}

export function bytesToUuid(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new SqlFailure(`Invalid UUID binary length: ${bytes.length}`);
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function uuidToBytes(uuid: string): Uint8Array {
  const pairs = uuid.replaceAll('-', '').match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => parseInt(pair, 16));
}

/** Texts cut to a length in code points; unchanged without one. */
export function cutText(text: string, length: number | undefined): string {
  return length === undefined || text.length <= length ? text : sliceCodePoints(text, 0, length);
}

/** Text as char(length) holds it: cut or padded. */
export function charText(text: string, length: number): string {
  const cut = cutText(text, length);
  return cut + ' '.repeat(length - codePointCount(cut));
}

/** What a cast to text gives, checked against the length of the type. */
export function fittingText(text: string, type: SqlType, failure: (length: number) => string): Value {
  if (type.kind !== 'varchar' || type.length === undefined || text.length <= type.length) return text;
  throw new SqlFailure(failure(type.length));
}

function notCast(text: string, name: string): SqlFailure {
  return new SqlFailure(`Cannot cast '${text}' to ${name}`);
}

/** The text with decimal digits of other scripts written in ASCII. */
function asciiDigits(text: string): string {
  return /[^\0-\x7f]/.test(text) ? text.replace(/\p{Nd}/gu, digitValue) : text;
}

/** Unicode keeps the ten digits of a script together, and their runs begin where no digit stands before. */
function digitValue(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}
