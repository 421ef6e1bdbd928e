import { BOOST, type Corpus } from './corpus.ts';
import { logLikelihood } from './likelihood.ts';

export interface KeyTerm {
  readonly term: number;
  /** In how many texts of the set it stands. */
  readonly texts: number;
  /** Log-likelihood G² against the texts outside the set, more for codes and phrases. */
  readonly rank: number;
}

/** Chance explains such a term in fewer than one of 10,000 comparisons. */
const SIGNIFICANT = 15.1;

/**
 * The terms that set some texts apart from the others of `among`: at least two of
 * the texts have them, and far more often than the rest; strongest first.
 */
export function keyTerms(corpus: Corpus, texts: readonly number[], among: readonly number[]): KeyTerm[] {
  const inside = countTerms(corpus, texts);
  const all = countTerms(corpus, among);
  const found: KeyTerm[] = [];
  for (const [term, count] of inside.entries()) {
    if (count < 2) continue;
    const outside = (all[term] ?? 0) - count;
    const score = logLikelihood(count, texts.length, outside, among.length - texts.length);
    // Of equals a code or a phrase says more than a word.
    const rank = score * BOOST[corpus.terms[term]?.kind ?? 'word'];
    if (score >= SIGNIFICANT) found.push({ term, texts: count, rank });
  }
  return found.sort((a, b) => b.rank - a.rank || b.texts - a.texts || byKey(corpus, a.term, b.term));
}

/** In how many of the texts each term stands, by term. */
export function countTerms(corpus: Corpus, texts: readonly number[]): Int32Array {
  const counts = new Int32Array(corpus.terms.length);
  for (const text of texts) for (const term of corpus.texts[text] ?? []) counts[term] = (counts[term] ?? 0) + 1;
  return counts;
}

/** Orders terms by their spelling, so that ties fall the same way each time. */
export function byKey(corpus: Corpus, a: number, b: number): number {
  const [left, right] = [corpus.terms[a]?.key ?? '', corpus.terms[b]?.key ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The first few of ranked terms that say different things: of a phrase and its words one stays, the phrase when it
 * stands in most of the texts that have the word.
 */
export function distinctTerms(
  corpus: Corpus,
  ranked: readonly { readonly term: number; readonly texts: number }[],
  limit: number,
): number[] {
  const chosen: { term: number; texts: number }[] = [];
  for (const { term, texts } of ranked) {
    const clash = chosen.findIndex((other) => overlap(corpus, other.term, term));
    const rival = chosen[clash];
    if (rival === undefined) {
      if (chosen.length < limit) chosen.push({ term, texts });
    } else if (corpus.terms[term]?.kind === 'phrase' && corpus.terms[rival.term]?.kind !== 'phrase') {
      if (texts >= rival.texts * 0.6) chosen[clash] = { term, texts };
    }
  }
  return [...new Set(chosen.map((entry) => entry.term))].filter(
    (term, index, list) => !list.slice(0, index).some((other) => overlap(corpus, other, term)),
  );
}

/** True when two terms share a word, or one word starts with the other. */
export function overlap(corpus: Corpus, a: number, b: number): boolean {
  const wordsOf = (term: number) => (corpus.terms[term]?.key ?? '').split(' ');
  return wordsOf(a).some((left) => wordsOf(b).some((right) => left === right || sameStart(left, right)));
}

/** `certificat` and `certif`, `expir` and `expiration`: one word's family. */
function sameStart(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && long.startsWith(short);
}
