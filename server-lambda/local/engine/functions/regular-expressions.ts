import { codePointCount, codePointOffset, sliceCodePoints } from './code-points.ts';
import { SqlFailure } from './implementation.ts';
import { compileRegexp } from './regexp.ts';
import { readReplacement } from './regexp-replacement.ts';
import { asBigInt, asFunction, asNumber, asText } from './value-kinds.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { Regexp, RegexpMatch } from './regexp.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

export const REGULAR_EXPRESSIONS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  regexp_count: withRegexp((text, regexp) => BigInt([...regexp.matches(text)].length)),
  regexp_extract: withRegexp((text, regexp, group = 0n) => {
    const number = groupNumber(regexp, asBigInt(group));
    for (const match of regexp.matches(text)) return match.group(number);
    return null;
  }),
  regexp_extract_all: withRegexp((text, regexp, group = 0n) => {
    const number = groupNumber(regexp, asBigInt(group));
    return Array.from(regexp.matches(text), (match) => match.group(number));
  }),
  regexp_like: withRegexp((text, regexp) => regexp.isFoundIn(text)),
  regexp_position: withRegexp(position),
  regexp_replace: { ...withRegexp(replaced), resultType: replacedType },
  regexp_split: withRegexp((text, regexp) => {
    const matches = [...regexp.matches(text)];
    const starts = [0, ...matches.map(({ end }) => end)];
    return starts.map((start, index) => text.slice(start, matches[index]?.start));
  }),
};

/** Patterns that are not constant are kept, for a column rarely has many. */
const MAX_KEPT = 100;

function withRegexp(evaluate: (text: string, regexp: Regexp, ...rest: Value[]) => Value): ScalarImplementation {
  return {
    bind: ({ constants }: BoundCall): Evaluate => {
      const kept = new Map<string, Regexp>();
      const compiled = (pattern: string) => {
        const regexp = kept.get(pattern) ?? compileRegexp(pattern);
        if (kept.size >= MAX_KEPT) kept.clear();
        kept.set(pattern, regexp);
        return regexp;
      };
      if (typeof constants[1] === 'string') compiled(constants[1]);
      return (text, pattern, ...rest) => evaluate(asText(text), compiled(asText(pattern)), ...rest);
    },
  };
}

function groupNumber({ groups }: Regexp, group: bigint): number {
  if (group < 0n) throw new SqlFailure('Group cannot be negative');
  if (group > BigInt(groups)) throw new SqlFailure(`Pattern has ${groups} groups. Cannot access group ${group}`);
  return Number(group);
}

/** Where an occurrence begins, from 1 by code points; -1 without. The search begins at `start`. */
function position(text: string, regexp: Regexp, start: Value = 1, occurrence: Value = 1): number {
  const [from, wanted] = [asNumber(start), asNumber(occurrence)];
  if (from < 1) throw new SqlFailure('start position cannot be smaller than 1');
  if (wanted < 1) throw new SqlFailure('occurrence cannot be smaller than 1');
  if (from > codePointCount(text)) return -1;
  let found = 0;
  for (const match of regexp.matches(text, sliceCodePoints(text, 0, from - 1).length)) {
    if (++found === wanted) return codePointOffset(text, match.start) + 1;
  }
  return -1;
}

/** By a text with groups, by a function of the groups, or by nothing. Where nothing matches, no replacement is wrong. */
function replaced(text: string, regexp: Regexp, replacement: Value = ''): Value {
  let put: ((match: RegexpMatch) => string | null) | undefined;
  let result = '';
  let end = 0;
  for (const match of regexp.matches(text)) {
    put ??= typeof replacement === 'string' ? readReplacement(replacement, regexp) : byFunction(replacement, regexp);
    const part = put(match);
    if (part === null) return null;
    result += text.slice(end, match.start) + part;
    end = match.end;
  }
  return result + text.slice(end);
}

function byFunction(replacement: Value, regexp: Regexp): (match: RegexpMatch) => string | null {
  const evaluate = asFunction(replacement);
  return (match) => {
    const result = evaluate(Array.from({ length: regexp.groups }, (_none, index) => match.group(index + 1)));
    return result === null ? null : asText(result);
  };
}

/** As long as it can become, in Trino's reckoning. */
function replacedType([text, , replacement]: readonly SqlType[]): SqlType {
  if (text?.kind !== 'varchar' || text.length === undefined) return { kind: 'varchar' };
  if (replacement === undefined) return text;
  if (replacement.kind !== 'varchar' || replacement.length === undefined) return { kind: 'varchar' };
  const [x, y] = [text.length, replacement.length];
  const length = x + Math.max(Math.floor((x * y) / 2), y) * (x + 1);
  return length >= 2147483647 ? { kind: 'varchar' } : { kind: 'varchar', length };
}
