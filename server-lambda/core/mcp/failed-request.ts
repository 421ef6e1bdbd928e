import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { toCaseInsightsError } from '../errors.ts';

/** A failure as the protocol tells it where there is no result to tell it in: cause and next step, and both as data. */
export function failedRequest(thrown: unknown): ProtocolError {
  const error = toCaseInsightsError(thrown);
  return new ProtocolError(ProtocolErrorCode.InternalError, `${error.message} ${error.remedy}`, { error });
}
