/** One value of a dimension (null where cases have none) and how many cases have it. */
export interface Count {
  readonly value: string | null;
  readonly count: number;
}

/**
 * Exact counts over all matching cases. Lists are largest first (ties by value); `by_month` is in order, `YYYY-MM`.
 * Values are counted as stored, null stays null.
 */
export interface Figures {
  readonly total: number;
  readonly by_severity: readonly Count[];
  readonly by_service: readonly Count[];
  readonly by_rca_category: readonly Count[];
  readonly by_lifecycle_category: readonly Count[];
  readonly by_account: readonly Count[];
  readonly by_month: readonly Count[];
}
