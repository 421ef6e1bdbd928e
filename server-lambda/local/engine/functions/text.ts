import { randomUUID } from 'node:crypto';
import { codePointCount, JAVA_WHITESPACE, lowerCase, sliceCodePoints, upperCase } from './code-points.ts';
import { decodeUtf8, encodeUtf8, joinedBytes } from './utf8.ts';
import { position, split, splitPart, splitToMap, splitToMultimap, substring, substringRange } from './text-parts.ts';
import { FORMAT_IMPLEMENTATION } from './format.ts';
import { hammingDistance, levenshteinDistance, luhnCheck, soundex } from './text-sounds.ts';
import { humanReadableSeconds } from './human-readable-seconds.ts';
import { EngineLimit, SqlFailure } from './implementation.ts';
import { asArray, asBigInt, asBytes, asNumber, asText, scalar } from './value-kinds.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

export const TEXT_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  chr: scalar((code) => character(asBigInt(code))),
  codepoint: scalar((text) => codePoint(asText(text))),
  concat: { bind: concatenation, resultType: concatenatedType },
  concat_ws: { bind: bindConcatWs, nullable: true },
  format: FORMAT_IMPLEMENTATION,
  hamming_distance: scalar((left, right) => hammingDistance(asText(left), asText(right))),
  human_readable_seconds: scalar((seconds) => humanReadableSeconds(asNumber(seconds))),
  length: scalar((value) => BigInt(value instanceof Uint8Array ? value.length : codePointCount(asText(value)))),
  levenshtein_distance: scalar((left, right) => levenshteinDistance(asText(left), asText(right))),
  lower: scalar((text) => lowerCase(asText(text))),
  lpad: scalar((value, length, padding) => padded(value, asBigInt(length), padding, 'left')),
  ltrim: { bind: bindLeftTrim },
  luhn_check: scalar((text) => luhnCheck(asText(text))),
  normalize: scalar((text, form = 'NFC') => asText(text).normalize(normalForm(asText(form)))),
  replace: { bind: () => replaced, resultType: replacedType },
  reverse: scalar(reversed),
  rpad: scalar((value, length, padding) => padded(value, asBigInt(length), padding, 'right')),
  rtrim: scalar((text, set) => trimmed(asText(text), set, 'right')),
  soundex: scalar((text) => soundex(asText(text))),
  split: scalar((text, delimiter, limit?: Value) =>
    split(asText(text), asText(delimiter), limit === undefined ? undefined : asBigInt(limit)),
  ),
  split_part: scalar((text, delimiter, index) => splitPart(asText(text), asText(delimiter), asBigInt(index))),
  split_to_map: scalar((text, entry, pair) => splitToMap(asText(text), asText(entry), asText(pair))),
  split_to_multimap: scalar((text, entry, pair) => splitToMultimap(asText(text), asText(entry), asText(pair))),
  starts_with: scalar((text, start) => asText(text).startsWith(asText(start))),
  strpos: scalar((text, part, instance = 1n) => position(asText(text), asText(part), asBigInt(instance))),
  substr: scalar(part),
  substring: scalar(part),
  to_utf8: scalar((text) => encodeUtf8(asText(text))),
  from_utf8: scalar((bytes, replacement) => decodeUtf8(asBytes(bytes), utf8Replacement(replacement))),
  translate: scalar((text, from, to) => translated(asText(text), asText(from), asText(to))),
  trim: scalar((text, set) => trimmed(trimmed(asText(text), set, 'left'), set, 'right')),
  upper: scalar((text) => upperCase(asText(text))),
  uuid: scalar(() => randomUUID()),
};

function character(code: bigint): string {
  if (code < 0n || code > 0x10ffffn || (code >= 0xd800n && code <= 0xdfffn))
    throw new SqlFailure(`Not a valid Unicode code point: ${code}`);
  return String.fromCodePoint(Number(code));
}

function codePoint(text: string): number {
  const code = text.codePointAt(0);
  if (code === undefined || codePointCount(text) !== 1)
    throw new SqlFailure('Input string must be a single character string');
  return code;
}

/** Of text, bytes, arrays, or an array and an element. */
function concatenation(call: BoundCall): Evaluate {
  if (call.argumentTypes.length < 2) throw new SqlFailure('There must be two or more concatenation arguments');
  if (call.argumentTypes.some((type) => type.kind === 'array')) return arrayConcatenation(call);
  if (call.argumentTypes[0]?.kind === 'varbinary') return (...values) => joinedBytes(values.map(asBytes));
  return (...values) => values.map(asText).join('');
}

function arrayConcatenation({ argumentTypes }: BoundCall): Evaluate {
  // Beside arrays of arrays, an array of fewer dimensions is an element.
  const depths = argumentTypes.map(arrayDepth);
  const isElement = depths.map((depth) => depth < Math.max(...depths));
  return (...values) => values.flatMap((value, index) => (isElement[index] === true ? [value] : asArray(value)));
}

function arrayDepth(type: SqlType): number {
  return type.kind === 'array' ? 1 + arrayDepth(type.element) : 0;
}

function concatenatedType(types: readonly SqlType[]): SqlType {
  const lengths = types.map((type) => (type.kind === 'char' ? type.length : 0));
  return { kind: 'char', length: lengths.reduce((sum, length) => sum + length, 0) };
}

function bindConcatWs({ argumentTypes }: BoundCall): Evaluate {
  if (argumentTypes.length < 2) throw new SqlFailure('There must be two or more arguments');
  const listed = argumentTypes[1]?.kind === 'array';
  return (separator, ...values) => {
    if (separator === null) return null;
    if (listed && values[0] === null) return null;
    const parts = listed ? asArray(values[0]) : values;
    return parts
      .filter((value) => value !== null)
      .map(asText)
      .join(asText(separator));
  };
}

/** More would not fit into the memory of a small machine. */
const MAX_PADDED = 10_000_000n;

function padded(value: Value | undefined, length: bigint, padding: Value | undefined, side: 'left' | 'right'): Value {
  if (length < 0n || length > 2147483647n) throw new SqlFailure('Target length must be in the range [0..2147483647]');
  if (length > MAX_PADDED) throw new EngineLimit(`The embedded engine pads to at most ${MAX_PADDED} characters`);
  const target = Number(length);
  if (value instanceof Uint8Array) return paddedBytes(value, target, asBytes(padding), side);
  const [text, fill] = [asText(value), asText(padding)];
  if (fill === '') throw new SqlFailure('Padding string must not be empty');
  const missing = target - codePointCount(text);
  if (missing <= 0) return sliceCodePoints(text, 0, target);
  const added = sliceCodePoints(fill.repeat(Math.ceil(missing / codePointCount(fill))), 0, missing);
  return side === 'left' ? added + text : text + added;
}

function paddedBytes(bytes: Uint8Array, target: number, fill: Uint8Array, side: 'left' | 'right'): Uint8Array {
  if (fill.length === 0) throw new SqlFailure('Padding bytes must not be empty');
  if (target <= bytes.length) return bytes.slice(0, target);
  const added = Uint8Array.from({ length: target - bytes.length }, (_none, index) => fill[index % fill.length] ?? 0);
  return joinedBytes(side === 'left' ? [added, bytes] : [bytes, added]);
}

/** Trino keeps a char without the spaces that fill it, and gives it so where it has changed to varchar. */
function bindLeftTrim({ argumentTypes: [type] }: BoundCall): Evaluate {
  const isChar = type?.kind === 'char';
  return (text = null, set) => {
    const kept = trimmed(asText(text), set ?? undefined, 'left');
    return isChar ? kept.replace(/ +$/, '') : kept;
  };
}

function trimmed(text: string, set: Value | undefined, side: 'left' | 'right'): string {
  const taken = set === undefined ? JAVA_WHITESPACE : new Set(asText(set));
  const characters = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
  let [start, end] = [0, characters.length];
  if (side === 'left') while (start < end && taken.has(characters[start] ?? '')) start++;
  else while (end > start && taken.has(characters[end - 1] ?? '')) end--;
  const kept = characters.slice(start, end);
  return typeof kept === 'string' ? kept : kept.join('');
}

function normalForm(form: string): string {
  if (!['NFC', 'NFD', 'NFKC', 'NFKD'].includes(form))
    throw new SqlFailure('Normalization form must be one of [NFD, NFC, NFKD, NFKC]');
  return form;
}

/** An empty part stands before every character and at the end. */
function replaced(text: Value, part: Value, replacement: Value = ''): Value {
  const [whole, wanted, put] = [asText(text), asText(part), asText(replacement)];
  if (wanted === '') return ['', ...Array.from(whole), ''].join(put);
  return whole.split(wanted).join(put);
}

/** As long as it can become: each of x characters, and the end, may be replaced. */
function replacedType([text, , replacement]: readonly SqlType[]): SqlType {
  if (text?.kind !== 'varchar' || replacement === undefined) return text ?? { kind: 'varchar' };
  const [x, z] = [text.length, replacement.kind === 'varchar' ? replacement.length : undefined];
  if (x === undefined || z === undefined) return { kind: 'varchar' };
  const length = Math.min(2147483647, x + z * (x + 1));
  return length === 2147483647 ? { kind: 'varchar' } : { kind: 'varchar', length };
}

function reversed(value: Value): Value {
  if (typeof value === 'string') return Array.from(value).reverse().join('');
  return value instanceof Uint8Array ? value.slice().reverse() : asArray(value).toReversed();
}

function part(value: Value, start: Value, length?: Value): Value {
  const count = length === undefined ? undefined : asBigInt(length);
  if (!(value instanceof Uint8Array)) return substring(asText(value), asBigInt(start), count);
  const range = substringRange(value.length, asBigInt(start), count);
  return range === undefined ? new Uint8Array() : value.slice(...range);
}

function utf8Replacement(replacement: Value | undefined): string {
  if (replacement === undefined) return '\ufffd';
  if (typeof replacement === 'bigint') return character(replacement);
  const text = asText(replacement);
  if (codePointCount(text) > 1) throw new SqlFailure('Replacement character string must empty or a single character');
  return text;
}

/** The first place of a letter in `from` counts; letters without a counterpart go. */
function translated(text: string, from: string, to: string): string {
  const targets = Array.from(to);
  const letters = new Map(
    Array.from(from, (letter, index): [string, string] => [letter, targets[index] ?? '']).reverse(),
  );
  return Array.from(text, (letter) => letters.get(letter) ?? letter).join('');
}
