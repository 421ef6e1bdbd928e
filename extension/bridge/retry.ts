import { setTimeout as delay } from 'node:timers/promises';
import { mediaType } from './explain.ts';
import { NotConnectedError, readText, wholeBody, type HttpRequest, type HttpResponse, type Send } from './http.ts';
import type { Log } from './log.ts';
import { isObject } from './message.ts';
import { readRetryAfter } from './retry-after.ts';

/** Times for the tests to shorten. */
export interface RetryTimes {
  readonly firstMs: number;
  /** If a server asks for a longer pause, the bridge does not wait: the error says how long to wait. */
  readonly longestMs: number;
  readonly random: () => number;
}

const ATTEMPTS = 4;
const TIMES: RetryTimes = { firstMs: 250, longestMs: 15_000, random: Math.random };

/** Connection errors that may be gone a moment later. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN']);

/**
 * Sends a request again after a growing pause, if the server cannot have started it: no connection was established, or
 * the gateway itself rejected the request (429, 503; 502 too unless the request is a call that costs, because a
 * function that broke in the middle of its work looks the same). Nothing is sent again once any of it may have run.
 */
export function retrying(send: Send, log: Log, times: RetryTimes = TIMES): Send {
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const last = attempt === ATTEMPTS;
      const pause = times.firstMs * 2 ** (attempt - 1) * (0.5 + times.random() / 2);
      let response: HttpResponse;
      try {
        response = await send(request);
      } catch (thrown) {
        const passing = thrown instanceof NotConnectedError && PASSING.has(thrown.code);
        if (last || !passing || request.signal.aborted) throw thrown;
        log.debug(`no connection (${thrown.code}); retrying`);
        await delay(pause, undefined, { signal: request.signal });
        continue;
      }
      if (last || !mayRepeat(request, response.status)) return response;
      const asked = readRetryAfter(response.headers['retry-after'], Date.now()) ?? 0;
      if (asked > times.longestMs) return response;
      const text = await readText(response.body);
      // An answer that contains JSON-RPC comes from the server.
      if (isJsonRpc(response.headers, text)) return { ...response, body: wholeBody(text) };
      log.debug(`HTTP ${response.status}; retrying`);
      await delay(Math.max(asked, pause), undefined, { signal: request.signal });
    }
  };
}

function mayRepeat(request: HttpRequest, status: number): boolean {
  return status === 429 || status === 503 || (status === 502 && !request.costs);
}

function isJsonRpc(headers: HttpResponse['headers'], text: string): boolean {
  if (mediaType(headers) !== 'application/json') return false;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && 'jsonrpc' in value;
  } catch {
    return false;
  }
}
