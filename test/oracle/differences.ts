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
