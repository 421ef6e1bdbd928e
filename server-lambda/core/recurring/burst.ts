import { logPoissonTail } from '../statistics/poisson.ts';

/** Days in which far more came than usual. */
export interface Burst {
  /** Numbers of days, both included. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  /** How many would come in as many days if they came evenly. */
  readonly expected: number;
}

const WIDTHS = [1, 3, 7, 14, 30];
const FEWEST = 5;
/** How rare a burst must be by chance, all windows that were tried taken together. */
const LOG_RARE = Math.log(0.001);

/**
 * The window in which `days` (ascending, one for each case) come most densely, where chance explains it in fewer than
 * one of 1,000 tries, `tries` such searches taken together. `span` is how many days there are in all.
 */
export function burstOf(days: readonly number[], span: number, tries = 1): Burst | null {
  let best: Burst | null = null;
  let rarest = LOG_RARE;
  for (const width of WIDTHS) {
    // A burst of half the time is none.
    if (width * 3 > span) break;
    const windows = (span / width) * WIDTHS.length * tries;
    const expected = (days.length * width) / span;
    let from = 0;
    for (let to = 0; to < days.length; to++) {
      while ((days[to] ?? 0) - (days[from] ?? 0) >= width) from++;
      const count = to - from + 1;
      if (count < FEWEST || count * 3 < days.length) continue;
      const chance = logPoissonTail(count, expected) + Math.log(windows);
      if (chance >= rarest) continue;
      rarest = chance;
      best = { start: days[from] ?? 0, end: days[to] ?? 0, count, expected };
    }
  }
  return best;
}
