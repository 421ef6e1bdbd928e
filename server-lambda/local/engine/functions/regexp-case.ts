import { lowerCase, upperCase } from './code-points.ts';

/** Letters whose fold is several letters, in both directions. */
export const LETTERS_OF_SEVERAL: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ﬀ', 'ff'],
  ['ﬁ', 'fi'],
  ['ﬂ', 'fl'],
  ['ﬃ', 'ffi'],
  ['ﬄ', 'ffl'],
  ['ﬅ', 'st'],
  ['ﬆ', 'st'],
]);

/** These are no variants of i and ß for Joni. */
const ALONE = new Set(['İ', 'ı', 'ẞ']);

/** All variants of every letter that has any, by each of them. */
let table: ReadonlyMap<string, readonly string[]> | undefined;

function variantTable(): ReadonlyMap<string, readonly string[]> {
  if (table !== undefined) return table;
  const byKey = new Map<string, string[]>();
  for (let code = 0; code < 0x1f000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    if (letter.toLowerCase() === letter && letter.toUpperCase() === letter) continue;
    if (ALONE.has(letter)) continue;
    const key = lowerCase(upperCase(letter));
    byKey.set(key, [...(byKey.get(key) ?? []), letter]);
  }
  const groups = [...byKey.values()].filter((group) => group.length > 1);
  table = new Map(groups.flatMap((group) => group.map((letter): [string, readonly string[]] => [letter, group])));
  return table;
}

/** The letter and all that differ from it in case only. */
export function caseVariants(letter: string): readonly string[] {
  return variantTable().get(letter) ?? [letter];
}

/** What a class must have beside its own to disregard case. */
export function missingVariants(isMember: (letter: string) => boolean): readonly string[] {
  const missing: string[] = [];
  for (const [letter, variants] of variantTable()) {
    if (!isMember(letter) && variants.some(isMember)) missing.push(letter);
  }
  return missing;
}
