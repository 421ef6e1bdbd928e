import type { DimensionFigure } from './dimensions.ts';

/** One value of a dimension (null if not recorded) and the number of cases that have it. */
export interface Count {
  readonly value: string | null;
  readonly count: number;
}

/**
 * Exact counts over all matching cases. Lists are largest first (ties by value); `by_month` is in order, `YYYY-MM`.
 * Values are counted as stored, null stays null.
 */
export interface Figures extends Readonly<Record<DimensionFigure | 'by_month', readonly Count[]>> {
  readonly total: number;
}

/** How many cases have two values together; null where one is not recorded. */
export interface CrossCount {
  readonly of: string | null;
  readonly by: string | null;
  readonly count: number;
}

/** Exact counts by two facts at once, largest first; months in order. */
export interface CrossCounts {
  readonly severityByMonth: readonly CrossCount[];
  readonly severityByService: readonly CrossCount[];
  readonly rootCauseByService: readonly CrossCount[];
}

/** The order of lists of counts: ties by value, null last. */
export function largestFirst(a: Count, b: Count): number {
  return b.count - a.count || compareText(a.value, b.value);
}

/** Null last; text by code unit, the same on every machine. */
export function compareText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
