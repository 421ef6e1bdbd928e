import type { CaseRecord } from '#core/contract/case-record.ts';
import type { Cell } from '#core/ports/query-engine.ts';
import type { Place } from '#core/sql/syntax/tree.ts';
import type { Plan } from './analysis/typed-tree.ts';

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
      readonly plan: Plan;
      /** What the statement calls now, in milliseconds since 1970. */
      readonly nowMs: number;
      readonly maxRows: number;
    };

/**
 * What the worker is given when it starts: one 32-bit number in shared memory, 0 before each request. It is set to 1 to
 * end the request; the reply to it comes soon, unless the engine is in the middle of a long step.
 */
export interface WorkerSettings {
  readonly interrupt: SharedArrayBuffer;
}

export interface WorkerRows {
  readonly kind: 'rows';
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
}

export type WorkerReply =
  | { readonly kind: 'loaded'; readonly report: LoadReport }
  | WorkerRows
  /** The source can't be used. */
  | { readonly kind: 'unusable'; readonly message: string; readonly remedy: string }
  /** The statement cannot be answered, for a reason that is said in a sentence. */
  | { readonly kind: 'refused'; readonly message: string; readonly at?: Place; readonly remedy?: string }
  /** The engine failed; `message` is its own text. */
  | { readonly kind: 'failed'; readonly message: string };
