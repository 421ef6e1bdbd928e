/** How many tests of a ring ended how. */
export interface RingResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
