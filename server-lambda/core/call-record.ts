import { z } from 'zod';
import type { CaseInsightsError, ErrorCode } from './errors.ts';

/**
 * How one call of a tool went: what may be logged and counted. But for the words inside `error`, which may quote a
 * case, nothing of what was asked or answered.
 */
export interface CallRecord extends CallCounts {
  /** A tool of the catalogue, or `unknown`: a caller's own word is not repeated. */
  readonly tool: string;
  readonly durationMs: number;
  readonly outcome: 'ok' | ErrorCode;
  /** What all queries of the call read together, also those of a call that failed later. */
  readonly bytesScanned: number;
  readonly error?: CaseInsightsError;
}

export interface CallCounts {
  readonly rows?: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
}

const count = z.number().nullish().catch(undefined);
const tokens = { input_tokens: count, output_tokens: count };
const counted = z.object({ row_count: count, ...tokens, cost: z.object(tokens).optional().catch(undefined) });

/** The counts that a tool's result states. */
export function countsOf(result: Readonly<Record<string, unknown>>): CallCounts {
  const { row_count, cost, ...own } = counted.parse(result);
  const inputTokens = cost?.input_tokens ?? own.input_tokens;
  const outputTokens = cost?.output_tokens ?? own.output_tokens;
  return {
    ...(row_count != null && { rows: row_count }),
    ...(inputTokens != null && { inputTokens }),
    ...(outputTokens != null && { outputTokens }),
  };
}
