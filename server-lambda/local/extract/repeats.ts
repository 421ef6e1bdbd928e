import type { CaseBrief } from '#core/ports/analyst.ts';
import { dayNumber } from './clusters.ts';
import type { Corpus } from './corpus.ts';
import { distinctTerms, keyTerms } from './key-terms.ts';
import type { Pace } from './pace.ts';
import { centroidOf, hasTerm } from './similarity.ts';

/** One account that opens the same case again and again. */
export interface Repeat {
  readonly account: string;
  /** What its cases say and those of other accounts don't. */
  readonly terms: readonly number[];
  /** Positions of the cases that have at least two of the terms, oldest first. */
  readonly members: readonly number[];
  /** The usual number of days from one to the next, and whether they all keep it within a third. */
  readonly everyDays: number;
  readonly regular: boolean;
}

const MOST_ACCOUNTS = 1_000;

/**
 * Looks for accounts with at least three cases, on three days, that share what sets the account apart from the others;
 * the longest and most regular first.
 */
export async function findRepeats(
  corpus: Corpus,
  cases: readonly CaseBrief[],
  texts: readonly number[],
  options: { readonly limit: number; readonly pace: Pace },
): Promise<readonly Repeat[]> {
  const byAccount = new Map<string, number[]>();
  for (const text of texts) {
    const account = cases[text]?.accountNumber ?? null;
    if (account === null) continue;
    const own = byAccount.get(account);
    if (own === undefined) byAccount.set(account, [text]);
    else own.push(text);
  }
  const accounts = [...byAccount]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ACCOUNTS);
  const found: (Repeat & { readonly score: number })[] = [];
  for (const [account, own] of accounts) {
    if (own.length >= 3) found.push(...repeatsOf(corpus, cases, account, own));
    await options.pace.breathe();
  }
  return found
    .sort((a, b) => b.score - a.score || (a.account < b.account ? -1 : 1))
    .filter((repeat, index, all) => all.findIndex((other) => other.account === repeat.account) === index)
    .slice(0, options.limit);
}

function repeatsOf(
  corpus: Corpus,
  cases: readonly CaseBrief[],
  account: string,
  own: readonly number[],
): (Repeat & { readonly score: number })[] {
  const key = keyTerms(corpus, own)
    .filter(({ texts }) => texts >= 3)
    .slice(0, 12);
  return key.slice(0, 6).flatMap((seed) => {
    const having = own.filter((text) => hasTerm(corpus.texts[text] ?? new Int32Array(), seed.term));
    const centroid = centroidOf(corpus, having);
    const shared = key
      .filter(({ term }) => (centroid.terms.get(term)?.texts ?? 0) >= centroid.size * 0.6)
      .map(({ term, texts }) => ({ term, texts }));
    const terms = distinctTerms(corpus, [seed, ...shared.filter(({ term }) => term !== seed.term)], 4);
    if (terms.length < 2) return [];
    const members = own
      .filter((text) => terms.filter((term) => hasTerm(corpus.texts[text] ?? new Int32Array(), term)).length >= 2)
      .sort((a, b) => dayNumber(cases[a]?.date ?? '') - dayNumber(cases[b]?.date ?? '') || a - b);
    const gaps = gapsOf(members.map((text) => cases[text]?.date ?? ''));
    const cohesion = centroidOf(corpus, members).cohesion;
    if (gaps.length < 2 || cohesion < 0.2) return [];
    const everyDays = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
    const regular = gaps.length >= 3 && gaps.every((gap) => Math.abs(gap - everyDays) <= Math.max(1, everyDays / 3));
    const score = members.length * cohesion * (regular ? 3 : 1);
    return [{ account, terms, members, everyDays, regular, score }];
  });
}

/** Days from each distinct day to the next. */
function gapsOf(dates: readonly string[]): readonly number[] {
  const days = [...new Set(dates.map(dayNumber))].filter((day) => !Number.isNaN(day)).sort((a, b) => a - b);
  return days.slice(1).map((day, index) => day - (days[index] ?? 0));
}
