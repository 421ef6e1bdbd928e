import { SqlFailure } from './implementation.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

/** LIKE with its pattern and, as an option, its escape character. */
export const LIKE_IMPLEMENTATION: ScalarImplementation = { bind: bindLike };

function bindLike(call: BoundCall): Evaluate {
  const [, pattern, escape] = call.constants;
  if (typeof pattern === 'string' && (call.argumentTypes.length === 2 || typeof escape === 'string')) {
    // The pattern is compiled with the first row: a faulty one fails where a row is compared, not before.
    let matches: ((text: string) => boolean) | undefined;
    return evaluation((text: string) => (matches ??= likeMatcher(pattern, escapeOf(escape)))(text));
  }
  return evaluation((text: string, each: string, character?: string) => likeMatcher(each, character)(text));
}

function escapeOf(escape: Value | undefined): string | undefined {
  return typeof escape === 'string' ? escape : undefined;
}

/** Whether a text is like the pattern. Takes time in proportion to their product at most. */
export function likeMatcher(pattern: string, escape: string | undefined): (text: string) => boolean {
  const parts = patternParts(pattern, escape);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return (text) => {
      const characters = Array.from(text);
      return characters.length === only.length && fits(only, characters, 0);
    };
  }
  const [first = [], last = []] = [parts[0], parts.at(-1)];
  return (text) => matchesParts(Array.from(text), first, parts.slice(1, -1), last);
}

/** Between two `%`: characters, with undefined for `_`. */
type Part = readonly (string | undefined)[];

function matchesParts(text: readonly string[], first: Part, middle: readonly Part[], last: Part): boolean {
  const end = text.length - last.length;
  if (first.length > end || !fits(first, text, 0) || !fits(last, text, end)) return false;
  let from = first.length;
  for (const part of middle) {
    while (from + part.length <= end && !fits(part, text, from)) from++;
    if (from + part.length > end) return false;
    from += part.length;
  }
  return true;
}

function fits(part: Part, text: readonly string[], from: number): boolean {
  return part.every((character, at) => character === undefined || character === text[from + at]);
}

function patternParts(pattern: string, escape: string | undefined): Part[] {
  if (escape !== undefined && Array.from(escape).length !== 1)
    throw new SqlFailure('Escape string must be a single character');
  const parts: (string | undefined)[][] = [[]];
  let escaped = false;
  for (const character of pattern) {
    if (escaped && character !== '%' && character !== '_' && character !== escape) throw badEscape();
    if (!escaped && character === escape) escaped = true;
    else {
      if (!escaped && character === '%') parts.push([]);
      else parts.at(-1)?.push(!escaped && character === '_' ? undefined : character);
      escaped = false;
    }
  }
  if (escaped) throw badEscape();
  return parts;
}

function badEscape(): SqlFailure {
  return new SqlFailure("Escape character must be followed by '%', '_' or the escape character itself");
}
