// Trino counts text by code points, JavaScript by UTF-16 units.

const SURROGATE = /[\ud800-\udfff]/;

/** Whether units and code points count alike. */
function isPlain(text: string): boolean {
  return !SURROGATE.test(text);
}

export function codePointCount(text: string): number {
  if (isPlain(text)) return text.length;
  let count = 0;
  for (const _character of text) count++;
  return count;
}

/** From code point `start` to before `end`, from 0. */
export function sliceCodePoints(text: string, start: number, end?: number): string {
  if (isPlain(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}

/** The number of code points before a UTF-16 offset. */
export function codePointOffset(text: string, offset: number): number {
  return codePointCount(text.slice(0, offset));
}

/** Java's Character.isWhitespace: without the no-break spaces. */
export const JAVA_WHITESPACE: ReadonlySet<string> = new Set(
  [
    ...[9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006],
    ...[0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x205f, 0x3000],
  ].map((code) => String.fromCodePoint(code)),
);

const ASCII = /^[\0-\x7f]*$/;

/** Java's Character.toUpperCase of every code point: one for one, so that `ß` stays. */
export function upperCase(text: string): string {
  return ASCII.test(text) ? text.toUpperCase() : Array.from(text, upperLetter).join('');
}

/** Java's Character.toLowerCase of every code point: one for one, without the final sigma. */
export function lowerCase(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : Array.from(text, lowerLetter).join('');
}

function upperLetter(letter: string): string {
  const upper = letter.toUpperCase();
  if (codePointCount(upper) === 1) return upper;
  return IOTA_LETTERS.has(letter) ? titleLetter(letter) : letter;
}

/** Greek letters with iota subscript: the capital in one code point is their title case. */
const IOTA_LETTERS = new Set(
  [0x1f80, 0x1f90, 0x1fa0]
    .flatMap((first) => Array.from({ length: 8 }, (_none, index) => first + index))
    .concat(0x1fb3, 0x1fc3, 0x1ff3)
    .map((code) => String.fromCodePoint(code)),
);

function titleLetter(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  return String.fromCodePoint(code < 0x1fb0 ? code + 8 : code + 9);
}

function lowerLetter(letter: string): string {
  return letter === 'İ' ? 'i' : letter.toLowerCase();
}
