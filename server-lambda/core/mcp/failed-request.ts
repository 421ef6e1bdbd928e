import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { toCaseInsightsError } from '../errors.ts';

/** A failure as a protocol error, for requests without a result: cause and next step, as text and as data. */
export function failedRequest(thrown: unknown): ProtocolError {
  const error = toCaseInsightsError(thrown);
  return new ProtocolError(ProtocolErrorCode.InternalError, `${error.message} ${error.remedy}`, { error });
}
