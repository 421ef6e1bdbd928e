import type { CaseInsightsError } from '#core/errors.ts';
import { isUtf8 } from 'node:buffer';
import { errorAnswer, failureAnswer, RPC_CODES } from './answers.ts';
import { isModern } from './conversation.ts';
import type { ExchangeParts, Receiver } from './exchange.ts';
import { exchanges, NOBODY, type Exchanges } from './exchanges.ts';
import type { HostQuestions } from './host-questions.ts';
import { longCalls } from './long-calls.ts';
import { readIncoming, type Message, type NotificationMessage } from './message.ts';
import { withoutMisdeclared } from './param-headers.ts';
import { announceListChanges, readyAnswers } from './ready-answers.ts';
import type { RememberedAnswers } from './remembered-answers.ts';
import { listenToServer } from './server-stream.ts';

export interface ForwarderParts extends Omit<ExchangeParts, 'served'> {
  /** Writes one line to the host; resolves when there is room for the next. */
  readonly write: (line: string) => Promise<void>;
  readonly remembered: RememberedAnswers;
  /**
   * How long a call may take before the host gets an answer; undefined: no limit, unless the host is known to give up.
   */
  readonly callBudgetMs: number | undefined;
  /** The bridge's own requests to the host. */
  readonly questions: HostQuestions;
}

export interface Forwarder {
  /** Takes one line from the host and starts forwarding it; never throws and never waits. */
  readonly take: (line: Buffer) => void;
  /** Tells the host that a line was too long to be read. */
  readonly refuseTooLong: () => void;
  /** Resolves when the host waits for nothing any more. */
  readonly settled: () => Promise<void>;
  /**
   * Answers all that is unanswered with this failure, closes the connections and cancels at the server what ran on
   * them. Resolves when the server has acknowledged it or cannot be reached.
   */
  readonly abandon: (failure: CaseInsightsError) => Promise<void>;
}

/**
 * Forwards what the host sends, each line as its own POST and all of them at once. Lines that are not JSON-RPC, and
 * requests before `initialize`, are answered here.
 */
export function forwarder(parts: ForwarderParts): Forwarder {
  const { conversation, log, questions, write } = parts;
  const upstream: Exchanges = exchanges({
    ...parts,
    served() {
      ready.serverAnswered();
    },
  });
  const host: Receiver = {
    message: (line) => write(line),
    failure: (request, failure) => write(failureAnswer(request.idText, failure)),
  };

  const calls = longCalls({ upstream, host, budgetMs: parts.callBudgetMs });
  const ready = readyAnswers({
    ...parts,
    upstream,
    host,
    present(request, result) {
      const hasHeaders = request.method === 'tools/list' && isModern(request);
      const usable = hasHeaders ? withoutMisdeclared(result, leaveOut) : result;
      return calls.present(request, announceListChanges(request, usable));
    },
  });

  const leaveOut = (tool: string) =>
    log.warn(`${tool} is left out of the tools: its x-mcp-header breaks the protocol's rules`);
  const reply = (line: string) => void write(line);
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
    if (questions.takes(message)) return false;
    conversation.observe(message);
    questions.observe(message);
    calls.observe(message);
    return true;
  }

  function cancel(notification: NotificationMessage): void {
    if (!calls.takesCancellation(notification)) upstream.cancelNamed(notification);
  }

  /** From now on the server may send messages on its own. */
  function greet(message: NotificationMessage): void {
    const { done } = upstream.start({ messages: [message] }, NOBODY);
    void done.then(() => listenToServer(parts, write));
  }

  async function endSession(): Promise<void> {
    if (!conversation.hasSession()) return;
    const { url } = parts.caller();
    const signal = new AbortController().signal;
    const request = { method: 'DELETE', url, headers: conversation.headersFor([]), body: '', signal } as const;
    // A server that lets no client end its sessions says 405.
    await parts.send(request).catch(() => undefined);
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
        const { message } = incoming;
        if (!admits(message)) return;
        if (isCancellation(message)) cancel(message);
        else if (isInitialized(message)) greet(message);
        else if (message.kind === 'request' && (ready.takes(message) || calls.takes(message))) return;
        else upstream.start({ messages: [message] }, host);
        return;
      }
      if (incoming.messages.length === 0) {
        reply(errorAnswer('null', RPC_CODES.invalidRequest, 'Invalid request: the batch is empty.'));
        return;
      }
      const admitted = incoming.messages.filter(admits);
      // Each cancellation goes on its own, under the call that it cancels.
      const cancellations = admitted.filter(isCancellation);
      const messages = admitted.filter((message) => !isCancellation(message));
      if (messages.length > 0) {
        const whole = messages.length === incoming.messages.length;
        const batch = whole ? text : `[${messages.map((message) => message.text).join(',')}]`;
        upstream.start({ messages, batch }, host);
      }
      for (const each of cancellations) cancel(each);
    },

    refuseTooLong() {
      replyUnreadable('the line is too long');
    },

    settled: upstream.settled,
    async abandon(failure) {
      await Promise.all([upstream.abandon(failure), endSession()]);
    },
  };
}

function isInitialized(message: Message): message is NotificationMessage {
  return message.kind === 'notification' && message.method === 'notifications/initialized';
}

function isCancellation(message: Message): message is NotificationMessage {
  return message.kind === 'notification' && message.method === 'notifications/cancelled';
}
