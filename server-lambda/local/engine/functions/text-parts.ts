import { codePointCount, codePointOffset, sliceCodePoints } from './code-points.ts';
import { SqlFailure } from './implementation.ts';
import type { SqlMap } from '../values.ts';

/** Positions count from 1, negative ones from the end. */
export function substring(text: string, start: bigint, length?: bigint): string {
  const range = substringRange(codePointCount(text), start, length);
  return range === undefined ? '' : sliceCodePoints(text, ...range);
}

/** The range from 0 that substr takes of so many characters or bytes. */
export function substringRange(size: number, start: bigint, length?: bigint): [number, number] | undefined {
  if (start === 0n || (length !== undefined && length <= 0n)) return undefined;
  const first = start > 0n ? start - 1n : start + BigInt(size);
  if (first < 0n || first >= BigInt(size)) return undefined;
  const last = length === undefined ? BigInt(size) : first + length;
  return [Number(first), Math.min(size, Number(last))];
}

/** Where the instance of a part begins, from 1 by code points; 0 without. Negative instances count from the end. */
export function position(text: string, part: string, instance: bigint): bigint {
  if (instance === 0n) throw new SqlFailure("'instance' must be a positive or negative number.");
  if (part === '') return 1n;
  const offset = instance > 0n ? nthIndex(text, part, instance) : nthLastIndex(text, part, -instance);
  return offset < 0 ? 0n : BigInt(codePointOffset(text, offset) + 1);
}

// Instances may overlap.
function nthIndex(text: string, part: string, instance: bigint): number {
  let offset = -1;
  for (let found = 0n; found < instance; found++) {
    offset = text.indexOf(part, offset + 1);
    if (offset < 0) return -1;
  }
  return offset;
}

function nthLastIndex(text: string, part: string, instance: bigint): number {
  let offset = text.length;
  for (let found = 0n; found < instance; found++) {
    if (offset <= 0) return -1;
    offset = text.lastIndexOf(part, offset - 1);
    if (offset < 0) return -1;
  }
  return offset;
}

/** At most `limit` parts; the last one keeps the rest. */
export function split(text: string, delimiter: string, limit?: bigint): string[] {
  if (limit !== undefined && limit <= 0n) throw new SqlFailure('Limit must be positive');
  if (limit !== undefined && limit > 2147483647n) throw new SqlFailure('Limit is too large');
  if (delimiter === '') throw new SqlFailure('The delimiter may not be the empty string');
  const parts = text.split(delimiter);
  if (limit === undefined || parts.length <= Number(limit)) return parts;
  const kept = parts.slice(0, Number(limit) - 1);
  return [...kept, parts.slice(kept.length).join(delimiter)];
}

/** Null past the last part. An empty delimiter splits into characters. */
export function splitPart(text: string, delimiter: string, index: bigint): string | null {
  if (index <= 0n) throw new SqlFailure('Index must be greater than zero');
  const parts = delimiter === '' ? Array.from(text) : text.split(delimiter);
  return parts[Number(index) - 1] ?? null;
}

export function splitToMap(text: string, entryDelimiter: string, keyValueDelimiter: string): SqlMap {
  const entries = new Map<string, string>();
  const bad = (entry: string) => `'${entry}'`;
  for (const [key, value] of keyValues(text, entryDelimiter, keyValueDelimiter, bad)) {
    if (entries.has(key)) throw new SqlFailure(`Duplicate keys (${key}) are not allowed`);
    entries.set(key, value);
  }
  return { keys: [...entries.keys()], values: [...entries.values()] };
}

export function splitToMultimap(text: string, entryDelimiter: string, keyValueDelimiter: string): SqlMap {
  const entries = new Map<string, string[]>();
  for (const [key, value] of keyValues(text, entryDelimiter, keyValueDelimiter, (entry) => entry)) {
    const values = entries.get(key);
    if (values === undefined) entries.set(key, [value]);
    else values.push(value);
  }
  return { keys: [...entries.keys()], values: [...entries.values()] };
}

/** `shown` is how the sentence of a failure shows a bad entry. */
function keyValues(
  text: string,
  entryDelimiter: string,
  keyValueDelimiter: string,
  shown: (entry: string) => string,
): [string, string][] {
  if (entryDelimiter === '') throw new SqlFailure('entryDelimiter is empty');
  if (keyValueDelimiter === '') throw new SqlFailure('keyValueDelimiter is empty');
  if (entryDelimiter === keyValueDelimiter)
    throw new SqlFailure('entryDelimiter and keyValueDelimiter must not be the same');
  const entries = text.split(entryDelimiter);
  if (entries.at(-1) === '') entries.pop();
  return entries.map((entry) => {
    const [key, value, ...more] = entry.split(keyValueDelimiter);
    if (key === undefined || value === undefined || more.length > 0)
      throw new SqlFailure(`Key-value delimiter must appear exactly once in each entry. Bad input: ${shown(entry)}`);
    return [key, value];
  });
}
