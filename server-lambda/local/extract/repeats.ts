import type { CaseBrief } from '#core/ports/analyst.ts';
import { dayNumber } from './clusters.ts';
import type { Corpus } from './corpus.ts';
import { distinctTerms, keyTerms, overlap, type KeyTerm } from './key-terms.ts';
import type { Pace } from './pace.ts';
import { binomialTail } from '#core/statistics/significance.ts';
import { centroidOf } from './similarity.ts';

/** One account that opens the same case again and again. */
export interface Repeat {
  readonly account: string;
  /** What its cases share, the first of which all of them have. */
  readonly terms: readonly number[];
  /** Positions of the cases, oldest first. */
  readonly members: readonly number[];
  /** The number of days from one to the next that most of them keep; null without such a rhythm. */
  readonly everyDays: number | null;
  /** The UTC weekday, from Sunday 0, of nearly all of them; null without one. */
  readonly weekday: number | null;
}

export interface RepeatOptions {
  readonly limit: number;
  /** Cases that were told already. */
  readonly told: ReadonlySet<number>;
  /** Terms that name no matter. */
  readonly leaveOut: ReadonlySet<number>;
  readonly pace: Pace;
}

const MOST_ACCOUNTS = 200;
const MOST_TERMS = 60;
const FEWEST_CASES = 4;
/** Without a rhythm: how many cases, how alike, and how much an account's own they must be to count as coming back. */
const OWN = { cases: 6, cohesion: 0.45, share: 0.7 } as const;

/**
 * Looks for accounts that open one kind of case, told by a term of theirs, with a rhythm (every so many days, or on one
 * weekday) or in nearly the same words; the longest and most regular first. Repeats of which most cases are `told`
 * already are left out.
 */
export async function findRepeats(
  corpus: Corpus,
  cases: readonly CaseBrief[],
  texts: readonly number[],
  options: RepeatOptions,
): Promise<readonly Repeat[]> {
  const accounts = [...byAccount(cases, texts)]
    .filter(([, own]) => own.length >= FEWEST_CASES)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ACCOUNTS);
  const found: Rated[] = [];
  for (const [account, own] of accounts) {
    const best = bestRepeat(corpus, cases, account, own, own.length === texts.length ? null : texts, options);
    if (best !== null) found.push(best);
    await options.pace.breathe();
  }
  return found.sort((a, b) => b.score - a.score || (a.account < b.account ? -1 : 1)).slice(0, options.limit);
}

function byAccount(cases: readonly CaseBrief[], texts: readonly number[]): ReadonlyMap<string, number[]> {
  const accounts = new Map<string, number[]>();
  for (const text of texts) {
    const account = cases[text]?.account ?? null;
    if (account === null) continue;
    const own = accounts.get(account);
    if (own === undefined) accounts.set(account, [text]);
    else own.push(text);
  }
  return accounts;
}

interface Rated extends Repeat {
  readonly score: number;
}

/** With `all` null there is no other account, and the account's commonest terms are looked at. */
function bestRepeat(
  corpus: Corpus,
  cases: readonly CaseBrief[],
  account: string,
  own: readonly number[],
  all: readonly number[] | null,
  { leaveOut, told }: RepeatOptions,
): Rated | null {
  const dated = [...own].sort((a, b) => byDate(cases[a], cases[b]) || a - b);
  const terms = (all === null ? commonTerms(corpus, own) : keyTerms(corpus, own, all))
    .filter(({ term, texts }) => texts >= FEWEST_CASES && !leaveOut.has(term))
    .slice(0, MOST_TERMS);
  const holders = new Map<number, number[]>(terms.map(({ term }) => [term, []]));
  for (const text of dated) for (const term of corpus.texts[text] ?? []) holders.get(term)?.push(text);
  let best: Rated | null = null;
  for (const [term, members] of holders) {
    if (members.filter((text) => told.has(text)).length * 2 > members.length) continue;
    const days = [...new Set(members.map((text) => cases[text]?.date ?? ''))]
      .map(dayNumber)
      .filter((day) => !Number.isNaN(day));
    const everyDays = rhythmOf(days);
    const weekday = weekdayOf(days);
    const { cohesion, terms: shared } = centroidOf(corpus, members);
    const rhythmic = everyDays !== null || weekday !== null;
    if (days.length < FEWEST_CASES || (!rhythmic && !isOwn(corpus, term, members, cohesion))) continue;
    const score = members.length * cohesion * (1 + (everyDays === null ? 0 : 2) + (weekday === null ? 0 : 1));
    if (best !== null && score <= best.score) continue;
    const others = terms
      .filter((other) => (shared.get(other.term)?.texts ?? 0) * 2 >= Math.min(60, members.length))
      // Terms that stand in many other cases of the account too say less about these.
      .filter((other) => other.texts <= members.length * 1.5 && !overlap(corpus, other.term, term));
    const named = [term, ...distinctTerms(corpus, others, 3)];
    best = { account, terms: named, members, everyDays, weekday, score };
  }
  return best;
}

function isOwn(corpus: Corpus, term: number, members: readonly number[], cohesion: number): boolean {
  const share = members.length / (corpus.frequency[term] ?? members.length);
  return members.length >= OWN.cases && cohesion >= OWN.cohesion && share >= OWN.share;
}

function commonTerms(corpus: Corpus, own: readonly number[]): KeyTerm[] {
  return [...corpus.frequency]
    .map((texts, term) => ({ term, texts, rank: texts * (corpus.weight[term] ?? 0) }))
    .filter(({ texts }) => texts <= own.length * 0.5)
    .sort((a, b) => b.rank - a.rank || a.term - b.term);
}

/** The usual gap between days in order, where more gaps are within a fifth of it than chance explains. */
function rhythmOf(days: readonly number[]): number | null {
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const kept = gaps.filter((gap) => Math.abs(gap - usual) <= usual / 5).length;
  // By chance about a quarter of the gaps lie so near to the middle one.
  return usual >= 2 && kept >= gaps.length * 0.6 && binomialTail(kept, gaps.length, 0.25) < 0.001 ? usual : null;
}

/** 1 January 1970 was a Thursday; cases are opened on five weekdays, mostly. */
function weekdayOf(days: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const day of days) counts.set((day + 4) % 7, (counts.get((day + 4) % 7) ?? 0) + 1);
  const [weekday, count] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
  return count >= days.length * 0.8 && binomialTail(count, days.length, 0.2) < 1e-6 ? weekday : null;
}

function byDate(a: CaseBrief | undefined, b: CaseBrief | undefined): number {
  const [left, right] = [a?.date ?? '', b?.date ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}
