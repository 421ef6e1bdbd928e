import type { CaseInsightsError, ErrorCode } from './errors.ts';

/**
 * How one call of a tool went: what may be logged and counted. But for the words inside `error`, which may quote a
 * case, nothing of what was asked or answered.
 */
export interface CallRecord {
  /** A tool of the catalogue, or `unknown`: a caller's own word is not repeated. */
  readonly tool: string;
  readonly durationMs: number;
  readonly outcome: 'ok' | ErrorCode;
  /** Of the table that was answered. */
  readonly rows?: number | undefined;
  /** What all queries of the call read together, also those of a call that failed later. */
  readonly bytesScanned: number;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** Of queries and model, in US dollars at list prices; undefined where the model's is not known. */
  readonly estimatedCost?: number | undefined;
  readonly error?: CaseInsightsError | undefined;
}
