/** Where the embedded engine answers something else than Trino, and why that is left so. The guide lists them. */
export interface Difference {
  /** What differs, as the guide says it. */
  readonly what: string;
  readonly why: string;
  readonly statements: RegExp;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    what: '`width_bucket(x, bins)` with a NULL among the bins.',
    why: 'Trino reads a value that is not there. The embedded engine counts such a bin as 0.',
    statements: /\bwidth_bucket\(a0, a1\).*NULL/,
  },
];

/** What may differ from Trino and is not compared. The guide lists it after the differences. */
export const NOT_COMPARED: readonly string[] = [
  'Approximate aggregates are exact: `approx_distinct` counts, and `approx_percentile` gives a value of the data.',
  'The last digit of `exp`, `ln`, `sin` and the like, and the digits of a `real` or of a very large `double` as text.',
  'The order of the entries of a map that an aggregate makes: here it is the order of the rows.',
  'Offsets of zones in the far future, such as those of Morocco: they come from the time zone data of Node.',
];
