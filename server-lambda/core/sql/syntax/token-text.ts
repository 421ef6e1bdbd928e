import type { Token } from '../lexer.ts';

/** A name as Trino compares it: unquoted, in lower case. */
export function nameOf({ kind, text }: Token): string {
  return (kind === 'word' ? text : unquoted(text)).toLowerCase();
}

/**
 * The text of a string, without quotes and escapes; undefined where an escape is none. `escape` is what UESCAPE says for
 * `U&'…'`.
 */
export function textOfString({ text }: Token, escape = '\\'): string | undefined {
  return /^[Uu]/.test(text) ? decodeUnicode(unquoted(text.slice(2)), escape) : unquoted(text);
}

/** What stands between the quotes of a string of bytes. */
export function digitsOfBinary({ text }: Token): string {
  return text.slice(2, -1);
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** `\00e4` is a character of 4 digits, `\+01f600` one of 6, and a doubled escape stands for itself. */
function decodeUnicode(text: string, escape: string): string | undefined {
  if (!/^[^0-9A-Fa-f+'"\s]$/.test(escape)) return undefined;
  let decoded = '';
  let at = 0;
  for (;;) {
    const next = text.indexOf(escape, at);
    if (next === -1) return decoded + text.slice(at);
    decoded += text.slice(at, next);
    const rest = text.slice(next + 1, next + 8);
    const written = rest.startsWith(escape) ? escape : /^(?:[0-9A-Fa-f]{4}|\+[0-9A-Fa-f]{6})/.exec(rest)?.[0];
    if (written === undefined) return undefined;
    const codePoint = Number.parseInt(written.replace('+', ''), 16);
    if (written !== escape && !isCharacter(codePoint)) return undefined;
    decoded += written === escape ? escape : String.fromCodePoint(codePoint);
    at = next + 1 + written.length;
  }
}

function isCharacter(codePoint: number): boolean {
  return codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
}

/** A token as a message may name it: short, and never a string's text, which may be a case's. */
export function describeToken(token: Token): string {
  if (token.kind === 'string') return 'a string';
  if (token.kind === 'word' && startsWithDigit(token))
    return 'a name that starts with a digit and has no double quotes';
  return token.text.length > 60 ? `${token.text.slice(0, 60)}…` : token.text;
}

/** Trino reads such a word as a name, and then wants it in double quotes. */
export function startsWithDigit(token: Token): boolean {
  return token.text.charAt(0) <= '9';
}
