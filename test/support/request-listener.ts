import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/**
 * A listener that answers in its own time. A client that goes away while it is being read gets no answer, and that is
 * no failure.
 */
export function requestListener(
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
): RequestListener {
  return (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      if (!incoming.readableAborted) throw error;
    });
  };
}
