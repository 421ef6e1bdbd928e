import type { CaseInsightsError } from '#core/errors.ts';
import { failureAnswer } from './answers.ts';
import type { Exchange, Receiver } from './exchange.ts';
import { answerTo, isObject, readIncoming, type JsonObject, type RequestMessage } from './message.ts';

/** One call of a tool that may outlast the request that began it. */
export interface LongCall {
  readonly handle: string;
  readonly startedAt: number;
  /** When its answer came; undefined as long as it runs. */
  readonly endedAt: () => number | undefined;
  /** The last progress message of the server. */
  readonly progress: () => string | undefined;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
  /** The request that waits for it now; the progress goes there. */
  waiter: RequestMessage | undefined;
  /** The call continues although the request that started it was answered. */
  detached: boolean;
  /** The result was delivered. */
  collected: boolean;
  /** The result for this request; only once it has ended. */
  readonly answer: (request: RequestMessage) => string;
  readonly receiver: Receiver;
  exchange: Exchange | undefined;
}

type Outcome = { readonly line: string } | { readonly failure: CaseInsightsError };

export function longCall(handle: string, request: RequestMessage, host: Receiver, now: () => number): LongCall {
  let outcome: Outcome | undefined;
  let endedAt: number | undefined;
  let progress: string | undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const settle = (how: Outcome): Promise<void> => {
    outcome = how;
    endedAt = now();
    end();
    return Promise.resolve();
  };

  const call: LongCall = {
    handle,
    startedAt: now(),
    endedAt: () => endedAt,
    progress: () => progress,
    ended,
    waiter: request,
    detached: false,
    collected: false,
    answer: (asking) => {
      if (outcome === undefined) throw new Error('The call has not ended.');
      return 'failure' in outcome ? failureAnswer(asking.idText, outcome.failure) : withIdOf(asking, outcome.line);
    },
    receiver: {
      async message(line, answered) {
        if (answered !== undefined) {
          await settle({ line });
          return;
        }
        const params = progressIn(line);
        if (params === undefined) {
          await host.message(line);
          return;
        }
        if (typeof params['message'] === 'string') progress = params['message'];
        const token = tokenOf(call.waiter);
        if (token === undefined) return;
        const own = call.waiter === request ? line : JSON.stringify(progressFor(token, params));
        await host.message(own);
      },
      failure: (_, failure) => settle({ failure }),
    },
    exchange: undefined,
  };
  return call;
}

function withIdOf(request: RequestMessage, line: string): string {
  const incoming = readIncoming(line);
  const message = incoming.kind === 'single' ? incoming.message : undefined;
  return message?.kind === 'response' ? answerTo(request, message) : line;
}

function progressIn(line: string): JsonObject | undefined {
  const incoming = readIncoming(line);
  const message = incoming.kind === 'single' ? incoming.message : undefined;
  return message?.kind === 'notification' && message.method === 'notifications/progress' ? message.params : undefined;
}

function tokenOf(request: RequestMessage | undefined): unknown {
  const meta = request?.params['_meta'];
  return isObject(meta) ? meta['progressToken'] : undefined;
}

function progressFor(progressToken: unknown, params: JsonObject): object {
  return { jsonrpc: '2.0', method: 'notifications/progress', params: { ...params, progressToken } };
}
