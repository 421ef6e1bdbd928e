/**
 * A function of Athena's (Trino's) that the embedded engine knows. The tables made of these are the allow-list of the
 * analyser, the completion list of the editor and the page of the guide.
 */
export interface FunctionEntry {
  /** In lower case. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** `window` functions need OVER; aggregates may have it. */
  readonly kind: 'scalar' | 'aggregate' | 'window';
  /**
   * What it takes and gives, in the order in which they are tried: `(varchar(x), bigint) -> varchar(x)`.
   *
   * Types are Trino's. A capital letter is a type variable, `(array(T), T) -> boolean`; after `where` it may be bound:
   * `(T...) -> T where T is orderable` (or `comparable`). Letters in the parameters of `decimal(p, s)`, `varchar(x)`,
   * `char(x)`, `timestamp(p)`, `time(p)` and `timestamp(p) with time zone` are numbers that are bound by the argument.
   * A type without parameters takes any (`varchar`, `decimal`) and as a result is the widest (`varchar`), save
   * `timestamp` and `timestamp with time zone`, which are those of precision 3. The last argument may repeat, once or
   * more often: `(varchar...)`. Lambdas are `function(T, U, R)`, the result last. Where the result follows a rule that
   * this language cannot say, the result is `rule` and the implementation computes it.
   */
  readonly signatures: readonly string[];
  /** One sentence of the guide: what it gives. */
  readonly summary: string;
}
