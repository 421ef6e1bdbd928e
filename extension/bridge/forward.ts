import type { CaseInsightsError } from '#core/errors.ts';
import { isUtf8 } from 'node:buffer';
import { errorAnswer, RPC_CODES } from './answers.ts';
import { startExchange, type Exchange, type ExchangeParts } from './exchange.ts';
import { readIncoming, type Message, type RequestId } from './message.ts';

export interface Forwarder {
  /** Takes one line from the host and starts forwarding it; never throws and never waits. */
  readonly take: (line: Buffer) => void;
  /** Tells the host that a line was too long to be read. */
  readonly refuseTooLong: () => void;
  /** Resolves when nothing is under way that the host depends on. */
  readonly settled: () => Promise<void>;
  /** Answers all that is unanswered with this failure and closes the connections. */
  readonly abandon: (failure: CaseInsightsError) => void;
}

/**
 * Forwards what the host sends, each line as its own POST and all of them at once. What is no JSON-RPC, and what comes
 * before its time, is answered here.
 */
export function forwarder(parts: ExchangeParts): Forwarder {
  const { conversation, log } = parts;
  const running = new Set<Exchange>();

  const reply = (line: string) => void parts.write(line);
  const replyUnreadable = (why: string) => {
    log.warn(`a line from the host is not readable: ${why}`);
    reply(errorAnswer('null', RPC_CODES.parseError, `Parse error: ${why}.`));
  };

  /** Answers a message that can't be forwarded; true if it can. */
  function admits(message: Message): boolean {
    if (message.kind === 'invalid') {
      reply(
        errorAnswer(message.idText, RPC_CODES.invalidRequest, 'Invalid request: this is not a JSON-RPC 2.0 message.'),
      );
      return false;
    }
    if (message.kind === 'request' && conversation.lacksOpening(message)) {
      reply(errorAnswer(message.idText, RPC_CODES.notInitialized, 'Server not initialized: send initialize first.'));
      return false;
    }
    conversation.heard(message);
    return true;
  }

  function start(messages: readonly Message[], body: string, isBatch: boolean): void {
    const exchange = startExchange(parts, messages, body, isBatch);
    running.add(exchange);
    void exchange.done.then(() => running.delete(exchange));
  }

  function cancelNamed(messages: readonly Message[]): void {
    for (const message of messages) {
      if (message.kind !== 'notification' || message.method !== 'notifications/cancelled') continue;
      const id = message.params['requestId'];
      if (isRequestId(id)) for (const exchange of running) exchange.cancel(id);
    }
  }

  return {
    take(line) {
      if (!isUtf8(line)) {
        replyUnreadable('the line is not UTF-8');
        return;
      }
      // This drops a carriage return too, and the byte order mark that PowerShell puts in front of what it pipes.
      const text = line.toString('utf8').trim();
      if (text === '') return;
      const incoming = readIncoming(text);
      if (incoming.kind === 'unreadable') {
        replyUnreadable('the line is not JSON');
        return;
      }
      if (incoming.kind === 'single') {
        if (!admits(incoming.message)) return;
        start([incoming.message], text, false);
        cancelNamed([incoming.message]);
        return;
      }
      if (incoming.messages.length === 0) {
        reply(errorAnswer('null', RPC_CODES.invalidRequest, 'Invalid request: the batch is empty.'));
        return;
      }
      const admitted = incoming.messages.filter(admits);
      if (admitted.length === 0) return;
      const whole = admitted.length === incoming.messages.length;
      start(admitted, whole ? text : `[${admitted.map((message) => message.text).join(',')}]`, true);
      cancelNamed(admitted);
    },

    refuseTooLong() {
      replyUnreadable('the line is too long');
    },

    async settled() {
      await Promise.all([...running].filter((exchange) => exchange.waiting()).map((exchange) => exchange.done));
    },

    abandon(failure) {
      for (const exchange of running) exchange.abandon(failure);
    },
  };
}

function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number';
}
