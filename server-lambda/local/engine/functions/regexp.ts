import { EngineLimit } from './implementation.ts';
import { parseRegexp } from './regexp-parser.ts';
import { regexpSource } from './regexp-source.ts';

/** A pattern that can be matched as Trino does. */
export interface Regexp {
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** All matches that do not overlap, from a UTF-16 offset on, lazily. */
  readonly matches: (text: string, from?: number) => Iterable<RegexpMatch>;
  readonly isFoundIn: (text: string) => boolean;
}

export interface RegexpMatch {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** What a group matched, 0 for the whole; null for one that did not take part. */
  readonly group: (number: number) => string | null;
}

/** Fails, in Trino's words, for what is not a pattern, and for what cannot be matched exactly. */
export function compileRegexp(pattern: string): Regexp {
  const parsed = parseRegexp(pattern);
  const { source, groups, unstable } = regexpSource(parsed);
  const expression = compiled(source);
  const group = (match: RegExpExecArray, number: number) => {
    if (unstable.has(number))
      throw new EngineLimit(
        `The embedded engine's regular expressions cannot give a group that a repetition may leave out: ${number}`,
      );
    return match[groups[number] ?? 0] ?? null;
  };
  return {
    groups: parsed.groups,
    names: parsed.names,
    matches: function* (text, from = 0) {
      for (let at = from; at <= text.length;) {
        expression.lastIndex = at;
        const match = expression.exec(text);
        if (match === null) return;
        const end = match.index + match[0].length;
        yield { start: match.index, end, group: (number) => group(match, number) };
        at = match[0] === '' ? end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1) : end;
      }
    },
    isFoundIn: (text) => {
      expression.lastIndex = 0;
      return expression.test(text);
    },
  };
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source, 'gv');
  } catch (cause) {
    throw new EngineLimit('The embedded engine cannot match this regular expression: it is too large', { cause });
  }
}
