import { isSignificant, largestChangeFirst, pairCounts } from '#core/analysis/changes.ts';
import { byFigure, DIMENSIONS, figureOf, type Dimension } from '#core/contract/dimensions.ts';
import type { Figures } from '#core/contract/figures.ts';
import { addDays, daysIn, periodBefore, type Period } from '#core/days.ts';
import type { CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';
import { changeProbability } from '#core/statistics/significance.ts';
import { countBy } from './count-by.ts';

export interface Shift {
  /** Its label. */
  readonly dimension: string;
  readonly value: string;
  readonly now: number;
  readonly before: number;
  /** How likely chance alone makes a shift this large. */
  readonly probability: number;
}

/** What differs between two periods of equal length. */
export interface Changes {
  readonly now: { readonly period: Period; readonly total: number };
  readonly before: { readonly period: Period; readonly total: number };
  /** Whether the number of cases itself changed by more than chance explains. */
  readonly clear: boolean;
  /** Values whose share of all cases changed, the least likely by chance first. */
  readonly shifts: readonly Shift[];
  /** Labels of the dimensions without any such value. */
  readonly steady: readonly string[];
}

/** What changed against the period before; null when that has no cases or lies outside the calendar. */
export function changesSinceBefore({ figures, before, period }: CaseQuestion): Changes | null {
  const earlier = periodBefore(period);
  return earlier === null ? null : compareFigures({ figures, period }, { figures: before, period: earlier });
}

const FEWEST_DAYS = 28;
const FEWEST_CASES = 20;

/**
 * What changed from the first half of the period to the second, over the cases read; null when they are few, or when
 * some with a summary weren't read (the newest are read first, which would look like growth).
 */
export function changesWithin({ cases, summariesAvailable, period }: CaseQuestion): Changes | null {
  const half = Math.floor(daysIn(period) / 2);
  if (half * 2 < FEWEST_DAYS || cases.length < FEWEST_CASES || cases.length < summariesAvailable) return null;
  const first = { start: period.start, end: addDays(period.start, half - 1) };
  const second = { start: addDays(period.end, 1 - half), end: period.end };
  const part = (days: Period) => ({ period: days, figures: figuresOfDays(cases, days) });
  return compareFigures(part(second), part(first));
}

function figuresOfDays(cases: readonly CaseBrief[], { start, end }: Period): Figures {
  const members = cases.flatMap(({ date }, index) => (date >= start && date <= end ? [index] : []));
  return {
    total: members.length,
    ...byFigure(({ id }) => countBy(cases, members, id)),
    by_month: countBy(cases, members, (brief) => brief.date.slice(0, 7)),
  };
}

interface Part {
  readonly period: Period;
  readonly figures: Figures;
}

/** The probability below which the digest calls a change clear: it tells few, and those in words. */
const LEVEL = 0.05;

/**
 * What differs between two periods of equal length beyond chance; null when the earlier one has no cases. A value's
 * share is compared, so that a rise of everything is told once; the many values of a dimension are allowed for
 * (Bonferroni), and fewer than four cases are never a change.
 */
function compareFigures(now: Part, before: Part): Changes | null {
  if (before.figures.total === 0) return null;
  const shifts: Shift[] = [];
  const steady: string[] = [];
  for (const dimension of DIMENSIONS) {
    const found = shiftsOf(dimension, now.figures, before.figures);
    shifts.push(...found);
    if (found.length === 0 && now.figures[figureOf(dimension)].length > 1) steady.push(dimension.label);
  }
  shifts.sort((a, b) => a.probability - b.probability || largestChangeFirst(a, b));
  return {
    now: { period: now.period, total: now.figures.total },
    before: { period: before.period, total: before.figures.total },
    clear: isSignificant({ before: before.figures.total, now: now.figures.total }, { share: 0.5, level: LEVEL }),
    shifts,
    steady,
  };
}

/** What isn't recorded (null) is left out: it says how far the categorising got, and nothing about the cases. */
function shiftsOf(dimension: Dimension, now: Figures, before: Figures): Shift[] {
  const share = now.total / (now.total + before.total);
  const figure = figureOf(dimension);
  const recorded = pairCounts(before[figure], now[figure]).flatMap(({ value, ...pair }) =>
    value === null ? [] : [{ value, ...pair }],
  );
  const test = { share, comparisons: recorded.length, level: LEVEL };
  return recorded
    .filter((pair) => Math.max(pair.now, pair.before) >= 4 && isSignificant(pair, test))
    .map((pair) => ({
      dimension: dimension.label,
      ...pair,
      probability: changeProbability(pair.now, pair.before, share),
    }));
}
