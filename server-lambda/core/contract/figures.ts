import type { DimensionFigure } from './dimensions.ts';

/** One value of a dimension (null where cases have none) and how many cases have it. */
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
