/** How many tests of a ring ended how. */
export interface RingResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The failed ones by name, each with the first line of why. */
  readonly failures: readonly string[];
  /** Those that passed at a second attempt, by name, each with the first line of why it took one. */
  readonly flaky: readonly string[];
}
