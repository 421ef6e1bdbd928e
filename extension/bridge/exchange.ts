import type { CaseInsightsError } from '#core/errors.ts';
import { failureAnswer } from './answers.ts';
import { isModern, type Conversation } from './conversation.ts';
import { readEvents } from './event-stream.ts';
import { explainAnswer, explainFailure, explainMissingAnswer, mediaType, type Caller } from './explain.ts';
import { readText, type HttpResponse, type Send } from './http.ts';
import type { Log } from './log.ts';
import {
  answerTo,
  asLine,
  readIncoming,
  type Message,
  type RequestId,
  type RequestMessage,
  type ResponseMessage,
} from './message.ts';

export interface ExchangeParts {
  readonly send: Send;
  readonly conversation: Conversation;
  /** Writes one line to the host; resolves when there is room for the next. */
  readonly write: (line: string) => Promise<void>;
  readonly caller: () => Caller;
  readonly log: Log;
}

/** One POST to the server and all that comes back on it. */
export interface Exchange {
  /** Resolves when the server's answer has ended and every request is answered; never rejects. */
  readonly done: Promise<void>;
  /** True while something depends on it: an answer that the host waits for, or a message that needs none on its way. */
  readonly waiting: () => boolean;
  /** The host no longer wants the answer to this request: none is made up for it, though a real one is passed on. */
  readonly cancel: (id: RequestId) => void;
  /** Answers what is unanswered with this failure and closes the connection. */
  readonly abandon: (failure: CaseInsightsError) => void;
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' } as const;

/**
 * Forwards `body`, which is the text of `messages`, and every answer message as it arrives. Each request among them is
 * answered exactly once, with a JSON-RPC error if the server has no answer; an answer that nobody waits for is dropped.
 */
export function startExchange(
  parts: ExchangeParts,
  messages: readonly Message[],
  body: string,
  isBatch: boolean,
): Exchange {
  const { send, conversation, write, log } = parts;
  const open = new Set(messages.filter((message) => message.kind === 'request'));
  const cancelled = new Set<RequestMessage>();
  const connection = new AbortController();
  const label = messages.map((message) => ('method' in message ? message.method : message.kind)).join(', ');

  const expectsNoAnswer = open.size === 0;
  const unanswered = () => [...open].some((request) => !cancelled.has(request));

  async function run(): Promise<void> {
    try {
      const caller = parts.caller();
      const headers = { ...HEADERS, ...conversation.headersFor(messages) };
      const response = await send({ method: 'POST', url: caller.url, headers, body, signal: connection.signal });
      log.debug(`${label}: HTTP ${response.status}`);
      await receive(response);
      if (unanswered()) throw explainMissingAnswer(parts.caller());
    } catch (thrown) {
      if (connection.signal.aborted && open.size === 0) return;
      const failure = explainFailure(thrown, parts.caller());
      const cause = failure.cause instanceof Error ? ` (${failure.cause.name})` : '';
      log.warn(`${label}: ${failure.code}${cause}: ${failure.message}`);
      await failOpen(failure);
    }
  }

  async function receive(response: HttpResponse): Promise<void> {
    const { status, headers } = response;
    const type = mediaType(headers);
    const succeeded = status >= 200 && status < 300;
    if (succeeded && type === 'text/event-stream') {
      for await (const event of readEvents(response.body)) {
        if (event.type === 'message' && event.data !== '') await deliver(event.data, headers);
      }
      return;
    }
    const text = await readText(response.body);
    if (succeeded && (text.trim() === '' || open.size === 0)) return;
    const redirects = status >= 300 && status < 400;
    if (!redirects && (await deliver(text, headers)) > 0) return;
    throw explainAnswer({ status, headers, body: text }, parts.caller());
  }

  /** Passes on the messages in one JSON text; says how many there were. */
  async function deliver(text: string, headers: Readonly<Record<string, string>>): Promise<number> {
    const incoming = readIncoming(text);
    if (incoming.kind === 'unreadable') {
      log.debug(`${label}: the server sent something that is not JSON`);
      return 0;
    }
    const received = incoming.kind === 'single' ? [incoming.message] : incoming.messages;
    const lines: string[] = [];
    let known = 0;
    for (const message of received) {
      const line = lineFor(message, headers);
      if (message.kind !== 'invalid') known++;
      if (line !== undefined) lines.push(asLine(line));
    }
    // A batch is answered by a batch; whoever sent a single message may not read one.
    if (isBatch && incoming.kind === 'batch' && lines.length > 0) await write(`[${lines.join(',')}]`);
    else for (const line of lines) await write(line);
    return known;
  }

  /** What the host gets for a message from the server, if anything. Marks requests as answered. */
  function lineFor(message: Message, headers: Readonly<Record<string, string>>): string | undefined {
    switch (message.kind) {
      case 'request':
      case 'notification':
        return message.text;
      case 'response': {
        const request = requestFor(message);
        if (request === undefined) {
          log.debug(`${label}: dropped an answer that nobody waits for`);
          return undefined;
        }
        open.delete(request);
        if (request.method === 'initialize') conversation.opened(message, headers);
        return answerTo(request, message);
      }
      case 'invalid':
        log.debug(`${label}: the server sent JSON that is not JSON-RPC`);
        return undefined;
    }
  }

  function requestFor(response: ResponseMessage): RequestMessage | undefined {
    const candidates = [...open];
    // A server that couldn't read the request answers with id null; with one request open there is no doubt which.
    if (response.id === null) return candidates.length === 1 && !isBatch ? candidates[0] : undefined;
    return candidates.find((request) => request.id === response.id);
  }

  async function failOpen(failure: CaseInsightsError): Promise<void> {
    const failed = [...open];
    open.clear();
    for (const request of failed) {
      if (!cancelled.has(request)) await write(failureAnswer(request.idText, failure));
    }
  }

  return {
    done: run(),
    waiting: () => expectsNoAnswer || unanswered(),
    cancel(id) {
      for (const request of open) {
        if (request.id !== id) continue;
        cancelled.add(request);
        if (!isModern(request)) continue;
        // Since 2026-07-28 closing the stream is what cancels a request over HTTP.
        open.delete(request);
        if (open.size === 0) connection.abort();
      }
    },
    abandon(failure) {
      void failOpen(failure);
      connection.abort();
    },
  };
}
