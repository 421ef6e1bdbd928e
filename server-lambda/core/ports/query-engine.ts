/** A value bound to one `?` of a statement. Only these; everything else is the caller's to convert. */
export type SqlValue = string | number;

/** SQL text with `?` where values go, and the values in that order. Made by the `sql` template only. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/**
 * One cell. Integers, decimals of scale 0 and doubles are numbers (whole ones beyond 2^53 are strings), booleans are
 * booleans, NULL is null; every other type is text as Athena prints it (`2025-01-31`, `2025-01-31 10:00:00.000`, `[a, b]`, `{k=v}`).
 */
export type Cell = string | number | boolean | null;

/** A cell of a column of text; null where it is NULL or there is no such column. */
export function textOrNull(cell: Cell | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}

export interface QueryResult {
  /**
   * Column names in order, lower case as Athena folds them, each of them once: a column without a name, or with one
   * that is taken, is called `_col` and its place, which counts from 0.
   */
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  /** The engine's own id of this run; for Athena the QueryExecutionId. */
  readonly executionId: string;
  /** True when the statement had more rows than `maxRows`. */
  readonly truncated: boolean;
  /** What the run cost, where the engine says so. */
  readonly statistics?: QueryStatistics;
}

export interface QueryStatistics {
  readonly bytesScanned: number;
  readonly elapsedMs: number;
}

export interface QueryOptions {
  /** At most this many rows are returned, 1 to 100,000. */
  readonly maxRows: number;
  /** Never an answer that was kept from an earlier run. */
  readonly fresh?: boolean;
  /** When aborted, the run is stopped at the engine and the promise rejects with code CANCELLED. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Where cases are asked. The table is `case_summary` in the current database; statements are Athena (Trino) SQL.
 *
 * Rejects with CaseInsightsError: QUERY_FAILED (with the engine's reason), QUERY_TIMED_OUT, CANCELLED, NOT_AUTHORIZED,
 * THROTTLED, UNREACHABLE, NO_CREDENTIALS or CREDENTIALS_EXPIRED.
 */
export interface QueryEngine {
  query(statement: Statement, options: QueryOptions): Promise<QueryResult>;
}
