import { fold, UNSPACED } from '../text/words.ts';

/** A word of a question. */
export interface QuestionWord {
  /** Folded, without apostrophes and without a genitive: `what's` is `what`. */
  readonly text: string;
  readonly written: string;
  /** What stands between it and the word before. */
  readonly before: string;
  readonly start: number;
  readonly end: number;
}

/** Letters and digits; an apostrophe within them does not end a word. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** French words that lose their vowel before the next word. */
const ELIDED = /^(?:l|d|qu|n|s|j|c|m|t)['’](?=\p{L})/iu;
/** What joins the parts of one name: `us-east-1`, `db.r6g.large`. */
const JOINS = /^[-_.@:+#\\]{1,3}$/;

/** The words of a question in order. A run of a script without spaces ends where another script begins. */
export function wordsOf(question: string): readonly QuestionWord[] {
  const words: QuestionWord[] = [];
  let last = 0;
  for (const { 0: run, index } of question.matchAll(WORD)) {
    let start = index + (ELIDED.exec(run)?.[0].length ?? 0);
    for (const written of scriptRuns(run.slice(start - index))) {
      const end = start + written.length;
      const text = fold(written)
        .trim()
        .replace(/['’]s$/, '')
        .replaceAll(/['’]/g, '');
      // Marks alone are nothing to search.
      if (text !== '') words.push({ text, written, before: question.slice(last, start), start, end });
      [start, last] = [end, end];
    }
  }
  return words;
}

/** Whether a word follows its predecessor as a part of one name. */
export function isJoined({ before }: QuestionWord): boolean {
  return JOINS.test(before);
}

/** Whether a word is written in a script without spaces. */
function isUnspaced(word: string): boolean {
  return UNSPACED.test(word);
}

function scriptRuns(run: string): readonly string[] {
  if (!isUnspaced(run)) return [run];
  const runs: string[] = [];
  let wasUnspaced: boolean | undefined;
  for (const char of run) {
    const unspaced = isUnspaced(char) || (wasUnspaced === true && (char === 'ー' || /\p{M}/u.test(char)));
    if (unspaced === wasUnspaced) runs.push(`${runs.pop() ?? ''}${char}`);
    else runs.push(char);
    wasUnspaced = unspaced;
  }
  return runs;
}
