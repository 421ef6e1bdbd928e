import type { CaseInsightsError } from '#core/errors.ts';

/** The JSON-RPC errors that the bridge itself answers with. */
export const RPC_CODES = {
  parseError: -32700,
  invalidRequest: -32600,
  internalError: -32603,
  notInitialized: -32002,
  notConfigured: -32000,
} as const;

/** A JSON-RPC error as one line. `idText` is the id as the request wrote it, or `null`. */
export function errorAnswer(idText: string, code: number, message: string, data?: unknown): string {
  return `{"jsonrpc":"2.0","id":${idText},"error":${JSON.stringify({ code, message, data })}}`;
}

/** The answer to a request that could not be forwarded: cause and remedy for a reader, and `data.error` for a program. */
export function failureAnswer(idText: string, failure: CaseInsightsError): string {
  return errorAnswer(idText, RPC_CODES.internalError, `${failure.message} ${failure.remedy}`, { error: failure });
}
