import { isSignificant, largestChangeFirst, pairCounts } from '#core/analysis/changes.ts';
import type { Count, Figures } from '#core/contract/figures.ts';
import { addDays, daysIn, periodBefore, type Period } from '#core/days.ts';
import type { CaseBrief, CaseQuestion } from '#core/ports/analyst.ts';
import { changeProbability } from '#core/analysis/significance.ts';
import { countBy } from './count-by.ts';

export type Dimension = 'severity' | 'service' | 'root cause' | 'lifecycle' | 'account';

export interface Shift {
  readonly dimension: Dimension;
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
  /** Dimensions without any such value. */
  readonly steady: readonly Dimension[];
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
  const by = (fact: (brief: CaseBrief) => string | null) => countBy(cases, members, fact);
  return {
    total: members.length,
    by_severity: by((brief) => brief.severity),
    by_service: by((brief) => brief.service),
    by_rca_category: by((brief) => brief.rcaCategory),
    by_lifecycle_category: by((brief) => brief.lifecycleCategory),
    by_account: by((brief) => brief.accountNumber),
    by_month: by((brief) => brief.date.slice(0, 7)),
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
  const earlier = dimensionsOf(before.figures);
  const shifts: Shift[] = [];
  const steady: Dimension[] = [];
  dimensionsOf(now.figures).forEach(({ name, counts }, index) => {
    const found = shiftsOf(name, counts, earlier[index]?.counts ?? [], now.figures.total, before.figures.total);
    shifts.push(...found);
    if (found.length === 0 && counts.length > 1) steady.push(name);
  });
  shifts.sort((a, b) => a.probability - b.probability || largestChangeFirst(a, b));
  return {
    now: { period: now.period, total: now.figures.total },
    before: { period: before.period, total: before.figures.total },
    clear: isSignificant({ before: before.figures.total, now: now.figures.total }, { share: 0.5, level: LEVEL }),
    shifts,
    steady,
  };
}

function dimensionsOf(figures: Figures): readonly { readonly name: Dimension; readonly counts: readonly Count[] }[] {
  return [
    { name: 'severity', counts: figures.by_severity },
    { name: 'service', counts: figures.by_service },
    { name: 'root cause', counts: figures.by_rca_category },
    { name: 'lifecycle', counts: figures.by_lifecycle_category },
    { name: 'account', counts: figures.by_account },
  ];
}

/** What isn't recorded (null) is left out: it says how far the categorising got, and nothing about the cases. */
function shiftsOf(
  dimension: Dimension,
  now: readonly Count[],
  before: readonly Count[],
  nowTotal: number,
  beforeTotal: number,
): Shift[] {
  const share = nowTotal / (nowTotal + beforeTotal);
  const recorded = pairCounts(before, now).flatMap(({ value, ...pair }) =>
    value === null ? [] : [{ value, ...pair }],
  );
  const test = { share, comparisons: recorded.length, level: LEVEL };
  return recorded
    .filter((pair) => Math.max(pair.now, pair.before) >= 4 && isSignificant(pair, test))
    .map((pair) => ({ dimension, ...pair, probability: changeProbability(pair.now, pair.before, share) }));
}
