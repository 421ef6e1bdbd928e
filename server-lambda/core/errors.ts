/** Every way this product can fail, as seen from outside. */
export type ErrorCode =
  | 'INVALID_INPUT'
  | 'UNKNOWN_TOOL'
  | 'QUERY_REFUSED'
  | 'TABLE_NOT_ALLOWED'
  | 'QUERY_FAILED'
  | 'QUERY_TIMED_OUT'
  | 'NO_CREDENTIALS'
  | 'CREDENTIALS_EXPIRED'
  | 'NOT_AUTHORIZED'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_FAILED'
  | 'THROTTLED'
  | 'CANCELLED'
  | 'UNREACHABLE'
  | 'INTERNAL';

/** The shape of a failure in tool results and REST answers: `{"error": ErrorBody}`. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** One sentence: what happened. */
  readonly message: string;
  /** One sentence: what to do next. */
  readonly remedy: string;
}

/**
 * A failure that is shown to a person. `message` says what happened, `remedy` what to do next; neither contains a
 * secret or the text of a case. The `cause` is for the log only.
 */
export class CaseInsightsError extends Error {
  override readonly name = 'CaseInsightsError';
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }

  toJSON(): ErrorBody {
    return { code: this.code, message: this.message, remedy: this.remedy };
  }
}

/** Turns anything thrown into a failure with a code. Unknown errors become INTERNAL, without their text. */
export function toCaseInsightsError(thrown: unknown): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') {
    return new CaseInsightsError('CANCELLED', 'The call was cancelled.', 'Call again if you still want the answer.', {
      cause: thrown,
    });
  }
  return new CaseInsightsError(
    'INTERNAL',
    'The server failed unexpectedly.',
    "Call again; if it keeps failing, look for this request in the server's log and report it.",
    { cause: thrown },
  );
}
