import { STOP_WORDS } from '../text/stop-words.ts';
import { fold } from '../text/words.ts';
import type { Candidate } from './candidates.ts';

/** The most terms by which cases are compared. */
const MOST_TERMS = 24;
/** The longest name that people write in full. */
const LONGEST = 80;

/** Letters and digits, with at most one mark between two of them: each character is read in one way only. */
const WORD = /[\p{L}\p{N}](?:[-_.'’]?[\p{L}\p{N}])*/gu;

/**
 * The words by which other cases are compared with this one, folded, the most telling first: those of the subject,
 * names and codes, those that come often; never numbers, or words that every case may have.
 */
export function similarTerms({ subject, summary, rcaReason }: Pick<Candidate, 'subject' | 'summary' | 'rcaReason'>) {
  const weights = new Map<string, number>();
  for (const [text, weight] of [
    [subject, 3],
    [summary, 1],
    [rcaReason, 1.5],
  ] as const) {
    for (const [word] of fold(text ?? '').matchAll(WORD)) {
      if (isTelling(word)) weights.set(word, (weights.get(word) ?? 0) + weight * (isName(word) ? 1.5 : 1));
    }
  }
  return [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_TERMS)
    .map(([word]) => word);
}

function isTelling(word: string): boolean {
  if (word.length < 2 || word.length > LONGEST || STOP_WORDS.has(word.replaceAll(/['’]/g, ''))) return false;
  return /\p{L}/u.test(word) && !/^\p{N}+\p{L}{1,3}$/u.test(word);
}

/** `orders-db`, `us-east-1`, `m5.large`, `403`. */
function isName(word: string): boolean {
  return /[-_.]|\d/.test(word);
}
