import { ProtocolError, SdkError, SdkErrorCode } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';

const CODES = [
  'INVALID_INPUT',
  'UNKNOWN_TOOL',
  'QUERY_REFUSED',
  'TABLE_NOT_ALLOWED',
  'QUERY_FAILED',
  'QUERY_TIMED_OUT',
  'NO_CREDENTIALS',
  'CREDENTIALS_EXPIRED',
  'NOT_AUTHORIZED',
  'MODEL_UNAVAILABLE',
  'MODEL_FAILED',
  'THROTTLED',
  'CANCELLED',
  'UNREACHABLE',
  'INTERNAL',
] as const satisfies readonly ErrorCode[];

const Body = z.object({
  code: z.enum(CODES).catch('INTERNAL'),
  message: z.string().max(20_000),
  remedy: z.string().max(20_000).catch(''),
});
/** In a tool's failed result and in the data of the bridge's errors. */
const Carrier = z.object({ error: Body });
const Texts = z.array(z.object({ text: z.string() }));

/** The failure in a tool's result with `isError`; an older server sends text alone. */
export function readToolFailure(result: { readonly structuredContent?: unknown; readonly content?: unknown }): Error {
  const structured = Carrier.safeParse(result.structuredContent);
  if (structured.success) return fromBody(structured.data.error);
  const texts = Texts.safeParse(result.content);
  const text = texts.success ? texts.data.map((block) => block.text).join(' ') : '';
  return new CaseInsightsError(
    'INTERNAL',
    text === '' ? 'The server failed without a reason.' : text.slice(0, 2_000),
    'Try again; if it stays, test the connection.',
  );
}

/** Converts any rejection of a call or connection. */
export function failureOf(thrown: unknown, signal?: AbortSignal): CaseInsightsError {
  if (signal?.aborted === true) {
    return new CaseInsightsError('CANCELLED', 'It was cancelled.', 'Run it again if you still want the answer.', {
      cause: thrown,
    });
  }
  if (thrown instanceof CaseInsightsError) return thrown;
  if (thrown instanceof ProtocolError) {
    const carried = Carrier.safeParse(thrown.data);
    if (carried.success) return fromBody(carried.data.error, thrown);
    return new CaseInsightsError('INTERNAL', `The server refused the call: ${thrown.message.slice(0, 500)}`, TEST, {
      cause: thrown,
    });
  }
  if (thrown instanceof SdkError && thrown.code === SdkErrorCode.RequestTimeout) {
    return new CaseInsightsError('UNREACHABLE', 'The server has fallen silent in the middle of the call.', TEST, {
      cause: thrown,
    });
  }
  if (thrown instanceof SdkError) {
    return new CaseInsightsError(
      'UNREACHABLE',
      'The connection to the server ended in the middle of the call.',
      'Run it again: the server is started anew.',
      { cause: thrown },
    );
  }
  return new CaseInsightsError('UNREACHABLE', 'The server could not be started.', TEST, { cause: thrown });
}

const TEST = 'Try again; if it stays, run "Case Insights: Test Connection".';

function fromBody({ code, message, remedy }: z.output<typeof Body>, cause?: unknown): CaseInsightsError {
  return new CaseInsightsError(code, message, remedy, { cause });
}
