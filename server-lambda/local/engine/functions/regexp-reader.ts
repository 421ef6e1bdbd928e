import { EngineLimit, SqlFailure } from './implementation.ts';

/** Goes through a pattern by code points. */
export interface RegexpReader {
  /** The next character; empty at the end. */
  readonly peek: () => string;
  readonly next: () => string;
  /** Takes the text if it stands here. */
  readonly takeIf: (text: string) => boolean;
  /** Takes what a sticky pattern with the flag u matches here. */
  readonly match: (pattern: RegExp) => RegExpExecArray | undefined;
  readonly rest: () => string;
}

export function regexpReader(pattern: string): RegexpReader {
  let at = 0;
  const peek = () => {
    const code = pattern.codePointAt(at);
    return code === undefined ? '' : String.fromCodePoint(code);
  };
  return {
    peek,
    next: () => {
      const character = peek();
      at += character.length;
      return character;
    },
    takeIf: (text) => {
      const stands = pattern.startsWith(text, at);
      if (stands) at += text.length;
      return stands;
    },
    match: (expression) => {
      expression.lastIndex = at;
      const match = expression.exec(pattern) ?? undefined;
      at += match?.[0].length ?? 0;
      return match;
    },
    rest: () => pattern.slice(at),
  };
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
  ['a', 7],
  ['e', 27],
]);

/** The code point of an escape after its backslash; letters without a meaning are themselves. */
export function escapedCode(reader: RegexpReader): number {
  const hex = reader.match(/x\{([0-9a-fA-F]{1,8})\}|x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})/uy);
  if (hex !== undefined) return valid(parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16));
  const octal = reader.match(/0([0-7]{0,2})|([1-7][0-7]{0,2})/uy);
  if (octal !== undefined) return parseInt(octal[1] ?? octal[2] ?? '0', 8) || 0;
  const control = reader.match(/c([@-_a-z])/uy);
  if (control?.[1] !== undefined) return control[1].charCodeAt(0) & 0x1f;
  const character = reader.next();
  if (character === '') throw new SqlFailure('end pattern at escape');
  if (character === 'c') throw new SqlFailure('end pattern at control');
  if (character === 'x' || character === 'u' || character === 'M' || character === 'C')
    throw new EngineLimit(`The embedded engine's regular expressions have no \\${character} without its digits`);
  return CONTROLS.get(character) ?? character.codePointAt(0) ?? 0;
}

function valid(code: number): number {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new SqlFailure('invalid code point value');
  return code;
}

/** A code point as it stands in a pattern or class of JavaScript. */
export function codeSource(code: number): string {
  return /[0-9A-Za-z]/.test(String.fromCodePoint(code)) ? String.fromCodePoint(code) : `\\u{${code.toString(16)}}`;
}
