import type { QuestionWord } from './question-words.ts';

/** Words in a row, each one of several; an optional one may be missing. */
type Phrase = readonly { readonly any: ReadonlySet<string>; readonly isOptional: boolean }[];

/** Reads phrases as `how many|much`, `keep|keeps coming? back`: `|` between words of which one stands, `?` after those that may be missing. */
export function phrases(...written: readonly string[]): readonly Phrase[] {
  return written.map((phrase) =>
    phrase.split(' ').map((part) => {
      const isOptional = part.endsWith('?');
      return { any: new Set(part.replace('?', '').split('|')), isOptional };
    }),
  );
}

/** A set of words that are written in lines. */
export function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

/** How many words the longest of the phrases has that begins at a word; 0 where none does. */
export function phraseAt(words: readonly QuestionWord[], at: number, known: readonly Phrase[]): number {
  return known.reduce((longest, phrase) => Math.max(longest, lengthAt(words, at, phrase)), 0);
}

function lengthAt(words: readonly QuestionWord[], at: number, phrase: Phrase): number {
  let next = at;
  for (const { any, isOptional } of phrase) {
    const word = words[next];
    if (word !== undefined && any.has(word.text)) next += 1;
    else if (!isOptional) return 0;
  }
  return next - at;
}
