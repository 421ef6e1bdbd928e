import type { Pace } from '../ports/pace.ts';
import { fold, nextOccurrence, occursIn } from '../text/words.ts';
import type { Candidate } from './candidates.ts';

/** What cases are ranked by. */
export interface RankingTerms {
  readonly terms: readonly string[];
  /** How many of the searched cases have each term. */
  readonly frequencies: readonly number[];
  readonly searched: number;
  /** Whether the order of the terms means anything, as in a query. */
  readonly isOrdered: boolean;
}

/** How much of a term's weight one more occurrence adds. */
const SATURATION = 1.2;
/** How much the length of a field matters, from 0 to 1. */
const LENGTH = 0.6;
const WEIGHTS = { subject: 3, summary: 1, rcaReason: 1.5 } as const;
type Field = keyof typeof WEIGHTS;
const FIELDS: readonly Field[] = ['subject', 'summary', 'rcaReason'];
/** More occurrences in one field change nothing. */
const MOST_OCCURRENCES = 8;
/** Of the weight of two terms, what it adds that one follows the other, as in the query. */
const NEIGHBOURS = 0.5;

type FoldedFields = Readonly<Record<Field, string>>;

/**
 * The cases by relevance, the best first (BM25 over weighted fields); of equal ones in the order given. A case whose
 * number or id was asked for comes first.
 */
export async function rank(
  candidates: readonly Candidate[],
  ranking: RankingTerms,
  pace: Pace,
): Promise<readonly Candidate[]> {
  const texts: FoldedFields[] = [];
  for (const { subject, summary, rcaReason } of candidates) {
    texts.push({ subject: fold(subject ?? ''), summary: fold(summary ?? ''), rcaReason: fold(rcaReason ?? '') });
    await pace.breathe();
  }
  const usual = usualLengths(texts);
  const scored: { readonly candidate: Candidate; readonly score: number }[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const text = texts[index];
    if (text !== undefined) scored.push({ candidate, score: scoreOf(text, ranking, usual) });
    await pace.breathe();
  }
  return scored
    .sort((a, b) => Number(b.candidate.isNamed) - Number(a.candidate.isNamed) || b.score - a.score)
    .map(({ candidate }) => candidate);
}

/** How much it says that a case has a term: more where fewer have it. Never negative. */
export function rarityOf(frequency: number, searched: number): number {
  return Math.log(1 + Math.max(0, searched - frequency + 0.5) / (frequency + 0.5));
}

function scoreOf(text: FoldedFields, ranking: RankingTerms, usual: Readonly<Record<Field, number>>): number {
  const { terms, frequencies, searched, isOrdered } = ranking;
  const rarities = terms.map((_, index) => rarityOf(frequencies[index] ?? 0, searched));
  let score = 0;
  for (const [index, term] of terms.entries()) {
    const often = FIELDS.reduce((sum, field) => {
      const relativeLength = text[field].length / usual[field];
      return sum + (WEIGHTS[field] * countOf(text[field], term)) / (1 - LENGTH + LENGTH * relativeLength);
    }, 0);
    score += ((rarities[index] ?? 0) * often) / (SATURATION + often);
    const next = isOrdered ? terms[index + 1] : undefined;
    if (often === 0 || next === undefined) continue;
    const together = FIELDS.some((field) => occursIn(text[field], `${term} ${next}`));
    if (together) score += NEIGHBOURS * ((rarities[index] ?? 0) + (rarities[index + 1] ?? 0));
  }
  // Sums of the same numbers in another order differ by less.
  return Math.round(score * 1e6) / 1e6;
}

function countOf(text: string, term: string): number {
  let count = 0;
  for (let at = nextOccurrence(text, term, 0); at !== -1; at = nextOccurrence(text, term, at + term.length)) {
    count += 1;
    if (count === MOST_OCCURRENCES) break;
  }
  return count;
}

function usualLengths(texts: readonly FoldedFields[]): Readonly<Record<Field, number>> {
  const usual = (field: Field) =>
    Math.max(1, texts.reduce((sum, text) => sum + text[field].length, 0) / Math.max(1, texts.length));
  return { subject: usual('subject'), summary: usual('summary'), rcaReason: usual('rcaReason') };
}
