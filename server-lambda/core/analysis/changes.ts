import { daysIn, type Period } from '../days.ts';
import type { Count } from '../contract/figures.ts';
import { changeProbability } from '../statistics/significance.ts';

/** How many cases have a value (null: not recorded) in two periods. */
export interface CountPair {
  readonly value: string | null;
  readonly before: number;
  readonly now: number;
}

type Counted = Pick<CountPair, 'before' | 'now'>;

/** Every value of either list once, 0 where a list lacks it; in the order of `largestChangeFirst`. */
export function pairCounts(before: readonly Count[], now: readonly Count[]): CountPair[] {
  const earlier = new Map(before.map(({ value, count }) => [value, count]));
  const current = new Map(now.map(({ value, count }) => [value, count]));
  return [...new Set([...current.keys(), ...earlier.keys()])]
    .map((value) => ({ value, before: earlier.get(value) ?? 0, now: current.get(value) ?? 0 }))
    .sort(largestChangeFirst);
}

/** Orders by the size of the change in either direction, then by the number of cases now. */
export function largestChangeFirst(one: Counted, other: Counted): number {
  return Math.abs(difference(other)) - Math.abs(difference(one)) || other.now - one.now;
}

/** Now minus before. */
export function difference({ before, now }: Counted): number {
  return now - before;
}

/** The difference in percent of the count before, to one decimal; null where that is 0. */
export function percentChange(pair: Counted): number | null {
  return pair.before === 0 ? null : Math.round((1_000 * difference(pair)) / pair.before) / 10;
}

/** The share of the days of two periods that lie in the later one: what it has of all cases if nothing changes. */
export function shareOfDays(before: Period, now: Period): number {
  return daysIn(now) / (daysIn(now) + daysIn(before));
}

/** The probability below which a change counts as significant, all comparisons of an answer taken together. */
export const SIGNIFICANCE_LEVEL = 0.01;

export interface SignificanceTest {
  /** Share of the cases that would be in the later period if nothing changed, between 0 and 1. */
  readonly share: number;
  /** How many pairs the answer compares; 1 unless given. */
  readonly comparisons?: number;
  readonly level?: number;
}

/**
 * Whether chance alone rarely makes a change this large. Some of many pairs change by chance, so each must be as rare
 * as all of them together may be (Bonferroni's correction).
 */
export function isSignificant(
  { before, now }: Counted,
  { share, comparisons = 1, level = SIGNIFICANCE_LEVEL }: SignificanceTest,
): boolean {
  return changeProbability(now, before, share) < level / Math.max(1, comparisons);
}
