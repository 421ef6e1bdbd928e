/** Where the embedded engine answers something else than Trino, and why that is left so. The guide lists them. */
export interface Difference {
  /** What differs, as the guide says it. */
  readonly what: string;
  readonly why: string;
  readonly statements: RegExp;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'The order of the elements of `array_intersect` where the second array is longer.',
    why: 'Trino does not promise an order. The embedded engine keeps that of the first array.',
    statements: /\barray_intersect\(/,
  },
  {
    what: '`width_bucket(x, bins)` with a NULL among the bins.',
    why: 'Trino reads a value that is not there. The embedded engine counts such a bin as 0.',
    statements: /\bwidth_bucket\(a0, a1\).*NULL/,
  },
  {
    what: '`wilson_interval_lower` where the bound is 0.',
    why: 'Rounding: one gives 0 and the other a number below 1e-16.',
    statements: /\bwilson_interval_lower\(/,
  },
];
