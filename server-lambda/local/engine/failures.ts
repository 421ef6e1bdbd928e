import { CaseInsightsError } from '#core/errors.ts';
import { WorkerStopped } from './worker-session.ts';

export function cancelled(): CaseInsightsError {
  return new CaseInsightsError('CANCELLED', 'The query was cancelled.', 'Call again if you still want the answer.');
}

export function queryFailed(message: string): CaseInsightsError {
  return new CaseInsightsError('QUERY_FAILED', message, 'Correct the SQL and run it again.');
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
        'Run it again: the engine starts afresh. If it stays, narrow the query.',
        { cause: error.cause },
      );
  }
}
