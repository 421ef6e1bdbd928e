import type { CaseBrief } from '#core/ports/analyst.ts';
import { addDays, daysIn, type Period } from '#core/days.ts';
import type { Pace } from './pace.ts';
import { logPoissonTail } from '#core/statistics/poisson.ts';

/** Many cases close together in time, far more than the rest of the period lets expect. */
export interface Burst {
  /** UTC days, inclusive. */
  readonly start: string;
  readonly end: string;
  /** What the cases share; null for either means any. */
  readonly service: string | null;
  readonly rcaCategory: string | null;
  /** Positions of the cases, by day. */
  readonly members: readonly number[];
  /** How many so many days have on average in the rest of the period. */
  readonly expected: number;
}

/** Windows looked through, in days; never more than a third of the period. */
const WINDOWS = [1, 2, 3, 7, 14, 30];
const FEWEST = 4;

/**
 * Looks through windows of time for more cases of one service, root cause, both, or any, than chance explains (a scan
 * with Poisson counts, allowing for all windows tried). The least likely come first; of overlapping ones the first stays.
 */
export async function findBursts(
  cases: readonly CaseBrief[],
  texts: readonly number[],
  period: Period,
  options: { readonly limit: number; readonly pace: Pace },
): Promise<readonly Burst[]> {
  const first = dayNumber(period.start);
  const days = daysIn(period);
  const dated = texts
    .map((text) => ({ text, day: dayNumber(cases[text]?.date ?? '') - first }))
    .filter(({ day }) => day >= 0 && day < days)
    .sort((a, b) => a.day - b.day || a.text - b.text);
  const series = seriesOf(cases, dated);
  const windows = WINDOWS.filter((window) => window * 3 <= days);
  const tried = Math.log(Math.max(1, days * windows.length * series.length));
  const found: (Burst & { readonly rarity: number })[] = [];
  for (const { service, rcaCategory, dates } of series) {
    for (const window of windows) {
      for (const { from, to, expected, rarity } of peaksOf(dates, window, days)) {
        if (rarity + tried > Math.log(0.01)) continue;
        const members = dates.slice(from, to);
        found.push({
          start: addDays(period.start, members[0]?.day ?? 0),
          end: addDays(period.start, members.at(-1)?.day ?? 0),
          service,
          rcaCategory,
          members: members.map(({ text }) => text),
          expected,
          rarity,
        });
      }
    }
    await options.pace.breathe();
  }
  found.sort((a, b) => a.rarity - b.rarity || b.members.length - a.members.length || (a.start < b.start ? -1 : 1));
  return withoutOverlaps(found, options.limit);
}

interface Dated {
  readonly text: number;
  /** Days since the period's start. */
  readonly day: number;
}

interface Series {
  readonly service: string | null;
  readonly rcaCategory: string | null;
  readonly dates: Dated[];
}

function seriesOf(cases: readonly CaseBrief[], dated: readonly Dated[]): readonly Series[] {
  const all = new Map<string, Series>();
  const add = (service: string | null, rcaCategory: string | null, date: Dated) => {
    const key = JSON.stringify([service, rcaCategory]);
    const series = all.get(key);
    if (series === undefined) all.set(key, { service, rcaCategory, dates: [date] });
    else series.dates.push(date);
  };
  for (const date of dated) {
    const brief = cases[date.text];
    const service = brief?.service ?? null;
    const rca = brief?.rca_category ?? null;
    add(null, null, date);
    if (service !== null) add(service, null, date);
    if (rca !== null) add(null, rca, date);
    if (service !== null && rca !== null) add(service, rca, date);
  }
  return [...all.values()].filter(({ dates }) => dates.length >= FEWEST);
}

/** The fullest windows of a series, those that hold three times what the other days let expect. */
function peaksOf(dates: readonly Dated[], window: number, days: number) {
  const peaks: { from: number; to: number; expected: number; rarity: number }[] = [];
  let to = 0;
  for (let from = 0; from < dates.length; from++) {
    const day = dates[from]?.day ?? 0;
    if (from > 0 && dates[from - 1]?.day === day) continue;
    while (to < dates.length && (dates[to]?.day ?? 0) < day + window) to++;
    const count = to - from;
    // Half a case, at least, is taken to have been possible on the other days.
    const expected = (Math.max(0.5, dates.length - count) / (days - window)) * window;
    if (count >= FEWEST && count >= 3 * expected)
      peaks.push({ from, to, expected, rarity: logPoissonTail(count, expected) });
  }
  return peaks;
}

function withoutOverlaps(found: readonly Burst[], limit: number): readonly Burst[] {
  const kept: Burst[] = [];
  const told = new Set<number>();
  for (const burst of found) {
    if (kept.length === limit) break;
    if (burst.members.filter((text) => told.has(text)).length * 2 > burst.members.length) continue;
    if (kept.some((other) => other.start <= burst.end && burst.start <= other.end && sharesSubject(other, burst)))
      continue;
    for (const text of burst.members) told.add(text);
    kept.push(narrowest(burst, found));
  }
  return kept;
}

/** The shortest window that holds most of a burst and is clearly denser, or the burst itself. */
function narrowest(burst: Burst, found: readonly Burst[]): Burst {
  const density = (window: Burst) => window.members.length / daysIn(window);
  const within = found.filter(
    (other) =>
      other.service === burst.service &&
      other.rcaCategory === burst.rcaCategory &&
      other.start >= burst.start &&
      other.end <= burst.end &&
      other.members.length >= burst.members.length * 0.7 &&
      density(other) >= density(burst) * 1.5,
  );
  return within.reduce((best, other) => (daysIn(other) < daysIn(best) ? other : best), burst);
}

/** True when one of them tells of the cases of the other. */
function sharesSubject(a: Burst, b: Burst): boolean {
  const fits = (left: string | null, right: string | null) => left === null || right === null || left === right;
  return fits(a.service, b.service) && fits(a.rcaCategory, b.rcaCategory);
}

/** Days since 1970 began; NaN for what is no day. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}
