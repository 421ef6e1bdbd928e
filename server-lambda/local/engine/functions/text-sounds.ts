import { SqlFailure } from './implementation.ts';

/** The digit of each letter, A to Z; `-` for H and W, which do not part letters of one digit. */
const SOUNDEX_DIGITS = '01230120022455012623010202'.replace(/./g, (digit, index: number) =>
  index === 7 || index === 22 ? '-' : digit,
);

/** American Soundex: a letter and three digits; empty without letters. */
export function soundex(text: string): string {
  // By units, so that letters beyond the basic plane are none.
  const letters = text
    .split('')
    .filter((unit) => /\p{L}/u.test(unit))
    .join('')
    .toUpperCase();
  const [first] = letters;
  if (first === undefined) return '';
  let code = first;
  let last = soundexDigit(first);
  for (const letter of letters.slice(1).split('')) {
    const digit = soundexDigit(letter);
    if (digit === '-') continue;
    if (digit !== '0' && digit !== last) code += digit;
    if (code.length === 4) return code;
    last = digit;
  }
  return code.padEnd(4, '0');
}

function soundexDigit(letter: string): string {
  const index = (letter.codePointAt(0) ?? 0) - 65;
  const digit = SOUNDEX_DIGITS[index];
  if (digit === undefined) throw new SqlFailure(`The character is not mapped: ${letter} (index=${index})`);
  return digit;
}

export function levenshteinDistance(left: string, right: string): bigint {
  const [from, to] = [Array.from(left), Array.from(right)];
  if (from.length * (to.length - 1) > 1_000_000)
    throw new SqlFailure('The combined inputs for Levenshtein distance are too large');
  let row = Array.from({ length: to.length + 1 }, (_none, index) => index);
  for (const [index, letter] of from.entries()) {
    const next = [index + 1];
    for (const [column, other] of to.entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return BigInt(row[to.length] ?? 0);
}

export function hammingDistance(left: string, right: string): bigint {
  const [from, to] = [Array.from(left), Array.from(right)];
  if (from.length !== to.length)
    throw new SqlFailure('The input strings to hamming_distance function must have the same length');
  return BigInt(from.filter((letter, index) => letter !== to[index]).length);
}

/** Whether the last digit checks the others; false for empty text. */
export function luhnCheck(text: string): boolean {
  if (/[^0-9]/.test(text)) throw new SqlFailure('Input contains non-digit character');
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = Number(text[text.length - 1 - index]) * (1 + (index % 2));
    sum += digit > 9 ? digit - 9 : digit;
  }
  return text !== '' && sum % 10 === 0;
}
