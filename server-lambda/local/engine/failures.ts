import { CaseInsightsError } from '#core/errors.ts';
import type { Place } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis/analysis-failure.ts';
import type { WorkerReply } from './worker-messages.ts';
import { WorkerStopped } from './worker-session.ts';

export function cancelled(): CaseInsightsError {
  return new CaseInsightsError('CANCELLED', 'The query was cancelled.', 'Call again if you still want the answer.');
}

/** Why a statement cannot be run. Rethrows errors that are neither the parser's nor the analyser's. */
export function statementFailure(error: unknown): CaseInsightsError {
  if (error instanceof AnalysisFailure) return queryFailed(error.message, error.at, error.remedy);
  if (error instanceof CaseInsightsError) return queryFailed(error.message, undefined, error.remedy);
  throw error;
}

/** What a request that got no reply means to the caller. */
export function workerFailure(error: unknown, queryTimeoutMs: number): unknown {
  if (!(error instanceof WorkerStopped)) return error;
  switch (error.why) {
    case 'timed-out':
      return new CaseInsightsError(
        'QUERY_TIMED_OUT',
        `The query ran longer than ${queryTimeoutMs / 1000} s on the embedded engine and was stopped.`,
        'Narrow it, for example to a shorter period, and run it again.',
      );
    case 'aborted':
      return cancelled();
    case 'closed':
      return new CaseInsightsError('CANCELLED', 'The embedded engine was closed.', 'Start it again.');
    case 'crashed':
      return new CaseInsightsError(
        'QUERY_FAILED',
        'The embedded engine stopped while it ran the query.',
        'Run it again: the engine restarts by itself. If it keeps failing, narrow the query.',
        { cause: error.cause },
      );
  }
}

/** What a reply without rows means to the caller. */
export function replyFailure(reply: WorkerReply): CaseInsightsError {
  switch (reply.kind) {
    case 'refused':
      return queryFailed(reply.message, reply.at, reply.remedy);
    case 'failed':
      return internalFailure(reply.message);
    default:
      return internalFailure(`a reply of kind ${reply.kind}`);
  }
}

/** DuckDB's words are about SQL that the user has not written, so they stay in `cause`. */
function internalFailure(message: string): CaseInsightsError {
  if (/Maximum call stack|Max expression depth/i.test(message))
    return queryFailed('The statement is nested too deeply.');
  if (
    /Out of Memory|bad_alloc|Allocation failure|Invalid (string|array|typed array) length|Array buffer allocation/i.test(
      message,
    )
  ) {
    return queryFailed(
      'The query needs more memory than the embedded engine has.',
      undefined,
      'Narrow it, for example to a shorter period or fewer columns.',
    );
  }
  return new CaseInsightsError(
    'QUERY_FAILED',
    'The embedded engine failed on this statement.',
    'Write it in another way, or run it on Athena.',
    { cause: new Error(message) },
  );
}

function queryFailed(message: string, place?: Place, remedy = 'Correct the SQL and run it again.'): CaseInsightsError {
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  const text = place === undefined ? sentence : `line ${place.line}:${place.column}: ${sentence}`;
  return new CaseInsightsError('QUERY_FAILED', text, remedy);
}
