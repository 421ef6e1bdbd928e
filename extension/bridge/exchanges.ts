import type { CaseInsightsError } from '#core/errors.ts';
import { startExchange, type Exchange, type ExchangeParts, type Post, type Receiver } from './exchange.ts';
import type { NotificationMessage, RequestId, RequestMessage } from './message.ts';
import { metaForNotification } from './conversation.ts';

/** The exchanges that are in progress between the bridge and the server. */
export interface Exchanges {
  /** Posts at once; several may be under way. */
  readonly start: (post: Post, receiver: Receiver) => Exchange;
  /** Passes the host's `notifications/cancelled` on, under the call that it cancels. */
  readonly cancelNamed: (notification: NotificationMessage) => void;
  /** Cancels this exchange at the server. Resolves when the server has acknowledged it or cannot be reached. */
  readonly cancel: (exchange: Exchange, reason: string) => Promise<void>;
  /** Resolves when the host waits for nothing any more. */
  readonly settled: () => Promise<void>;
  /**
   * Fails all that is unanswered, closes the connections and cancels at the server what ran on them. Resolves when the
   * server has acknowledged it or cannot be reached.
   */
  readonly abandon: (failure: CaseInsightsError) => Promise<void>;
}

/** A notification has no answer to receive. */
export const NOBODY: Receiver = {
  message: () => Promise.resolve(),
  failure: () => Promise.resolve(),
};

export function exchanges(parts: ExchangeParts): Exchanges {
  const running = new Set<Exchange>();

  const start = (post: Post, receiver: Receiver) => {
    const exchange = startExchange(parts, post, receiver);
    running.add(exchange);
    void exchange.done.then(() => running.delete(exchange));
    return exchange;
  };

  const cancel = async (exchange: Exchange, reason: string) => {
    // The protocol does not let `initialize` be cancelled.
    const unwanted = exchange.unanswered().filter((request) => request.method !== 'initialize');
    await Promise.all(
      unwanted.map((request) => {
        const message = cancellation(request, reason);
        const { callId } = exchange;
        return start({ messages: [message], callId }, NOBODY).done;
      }),
    );
  };

  return {
    start,
    cancel,

    cancelNamed(message) {
      const id = message.params['requestId'];
      const exchange = isRequestId(id) ? [...running].findLast((each) => each.awaits(id)) : undefined;
      // The calls of a batch share one id at the server: the one that is cancelled last ends them.
      const isLast = exchange?.unanswered().every((request) => request.id === id) === true;
      const callId = isLast ? exchange.callId : undefined;
      start({ messages: [message], callId }, NOBODY);
      if (isRequestId(id)) exchange?.cancel(id);
    },

    async settled() {
      await Promise.all([...running].filter((exchange) => exchange.waiting()).map((exchange) => exchange.done));
    },

    async abandon(failure) {
      const ended = [...running].filter((exchange) => exchange.waiting());
      const notified = ended.map((exchange) => cancel(exchange, failure.message));
      const sent = ended.filter((exchange) => exchange.unanswered().length === 0).map((exchange) => exchange.done);
      for (const exchange of ended) exchange.abandon(failure);
      await Promise.all([...notified, ...sent]);
    },
  };
}

function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number';
}

/** The bridge's own `notifications/cancelled` for a request; the id is written as the request wrote it. */
function cancellation(request: RequestMessage, reason: string): NotificationMessage {
  const meta = metaForNotification(request);
  const _meta = meta === undefined ? '' : `,"_meta":${JSON.stringify(meta)}`;
  const params = `{"requestId":${request.idText},"reason":${JSON.stringify(reason)}${_meta}}`;
  return {
    kind: 'notification',
    text: `{"jsonrpc":"2.0","method":"notifications/cancelled","params":${params}}`,
    method: 'notifications/cancelled',
    params: { requestId: request.id, reason, ...(meta !== undefined && { _meta: meta }) },
  };
}
