import type { CaseRecord } from '#core/contract/case-record.ts';
import type { Cell, SqlValue } from '#core/ports/query-engine.ts';

/** Where the cases come from. A folder is in the producer's layout; a file is NDJSON, a JSON array or Parquet. */
export type CaseSource =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'records'; readonly records: readonly CaseRecord[] };

/** A file, or a line of one, that was left out. */
export interface SkippedFile {
  /** Relative to the source's folder, with `/`. */
  readonly path: string;
  /** What is wrong with it, as the end of a sentence that begins with the path; never a case's text. */
  readonly reason: string;
}

export interface LoadReport {
  readonly cases: number;
  /** All of them, in the order of their paths. */
  readonly skipped: readonly SkippedFile[];
  readonly skippedCount: number;
}

/** What the engine asks of its worker, one request at a time. */
export type WorkerRequest =
  | { readonly kind: 'load'; readonly source: CaseSource; readonly database: string }
  | {
      readonly kind: 'query';
      /** DuckDB's SQL: the first that binds is run. */
      readonly candidates: readonly string[];
      readonly values: readonly SqlValue[];
      readonly maxRows: number;
    };

/** Asks the worker to end what it runs; its reply to that comes soon, unless the engine is in the middle of a long step. */
export interface Interrupt {
  readonly kind: 'interrupt';
}

export interface WorkerRows {
  readonly kind: 'rows';
  /** As the engine names them. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
}

export type WorkerReply =
  | { readonly kind: 'loaded'; readonly report: LoadReport }
  | WorkerRows
  /** The source can't be used. */
  | { readonly kind: 'unusable'; readonly message: string; readonly remedy: string }
  /** The engine refused the statement; `message` is its own text. */
  | { readonly kind: 'failed'; readonly message: string };
