import { binomialTail } from '../statistics/significance.ts';

/** Fewer days make no rhythm. */
const FEWEST = 4;
/** By chance about a quarter of the gaps lie within a fifth of the middle one. */
const CHANCE = 0.25;
const TOLERANCE = 0.2;
/** How rare a rhythm must be by chance. */
const RARE = 0.001;

/**
 * The usual number of days from one day to the next, where more gaps are near it than chance explains in one of 1,000
 * tries; null otherwise. `days` are numbers of days in ascending order, each once.
 */
export function cadenceOf(days: readonly number[]): number | null {
  if (days.length < FEWEST) return null;
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? 0));
  const usual = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  const kept = gaps.filter((gap) => Math.abs(gap - usual) <= usual * TOLERANCE).length;
  const isRhythm = usual >= 2 && kept >= gaps.length * 0.6 && binomialTail(kept, gaps.length, CHANCE) < RARE;
  return isRhythm ? usual : null;
}
