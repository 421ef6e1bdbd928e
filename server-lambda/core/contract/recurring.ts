/** What makes cases one problem: the same resource, the same error code, or the same words. */
export const PROBLEM_KINDS = ['resource', 'error code', 'phrase'] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Something that comes back in several cases. Days are UTC, `YYYY-MM-DD`. */
export interface RecurringProblem {
  /** What the cases share, as they write it; plain text in one line. */
  readonly label: string;
  /** The words by which a case counts: all of these cases have them, in this order, folded. */
  readonly term: string;
  readonly kind: ProblemKind;
  readonly cases: number;
  /** The accounts that have it, the most affected first. */
  readonly accounts: readonly string[];
  readonly first: string;
  readonly last: string;
  /** The usual number of days from one case to the next; null without a rhythm that chance does not explain. */
  readonly cadenceDays: number | null;
  /** The day of the next case if the rhythm holds; null without a rhythm. */
  readonly expectedNext: string | null;
  /** The days in which far more cases than usual came, with how many chance explains there; null without a burst. */
  readonly burst: {
    readonly start: string;
    readonly end: string;
    readonly cases: number;
    readonly expected: number;
  } | null;
  /** All of its cases, oldest first. */
  readonly caseNumbers: readonly string[];
}
