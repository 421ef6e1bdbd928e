import { CaseInsightsError } from '#core/errors.ts';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { isModern } from './conversation.ts';
import { readEvents, type StreamPosition } from './event-stream.ts';
import { explainAnswer, explainFailure, explainLongAnswer, explainMissingAnswer, mediaType } from './explain.ts';
import { decompressed } from './decompress.ts';
import { readBytes, readText, type HttpResponse } from './http.ts';
import { isEventStream, openServerStream, pauseBefore, type StreamParts } from './server-stream.ts';
import {
  answerTo,
  asLine,
  LONGEST_MESSAGE,
  readIncoming,
  type Message,
  type RequestId,
  type RequestMessage,
} from './message.ts';

export interface ExchangeParts extends StreamParts {
  /** Called whenever the server has taken a POST that something depends on. */
  readonly served: () => void;
}

/** Receives what comes back. Both methods resolve when there is room for more. */
export interface Receiver {
  /** A message of the server as one line; `answered` is the request that it answers, if it is an answer. */
  readonly message: (line: string, answered?: RequestMessage) => Promise<void>;
  /** This request gets no answer from the server any more. */
  readonly failure: (request: RequestMessage, failure: CaseInsightsError) => Promise<void>;
}

/** What is posted together. */
export interface Post {
  readonly messages: readonly Message[];
  /** The text of a batch; without it, the only message is sent as its own text says. */
  readonly batch?: string;
  /** For a `notifications/cancelled`: the call that it cancels. */
  readonly callId?: string | undefined;
  /** Nobody waits for it. */
  readonly background?: boolean;
}

/** One POST to the server and all that comes back on it. */
export interface Exchange {
  /** The server's name for the call, which a cancellation refers to; undefined if the post contains no request. */
  readonly callId: string | undefined;
  /** Resolves when the server's answer has ended and every request is answered; never rejects. */
  readonly done: Promise<void>;
  /** True while the host waits for an answer, or while a message that needs no answer is still being sent. */
  readonly waiting: () => boolean;
  /** The requests that are not answered yet and were not cancelled. */
  readonly unanswered: () => readonly RequestMessage[];
  /** True while the request with this id is unanswered. */
  readonly awaits: (id: RequestId) => boolean;
  /**
   * The host no longer wants the answer to this request. A real answer is still passed on, but no failure is reported.
   */
  readonly cancel: (id: RequestId) => void;
  /** Fails what is unanswered and closes the connection, unless a message is on its way that needs no answer. */
  readonly abandon: (failure: CaseInsightsError) => void;
}

const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' } as const;

/** How often in a row a stream is resumed without receiving anything. */
const RESUMPTIONS = 4;
/**
 * A cancellation names its call in this header, because API Gateway does not tell the function that a client hung up.
 */
const CALL_ID_HEADER = 'case-insights-call-id';

/**
 * Posts, and passes on every message of the answer as it arrives. Each request is answered or failed exactly once;
 * answers to unknown requests are dropped.
 */
export function startExchange(parts: ExchangeParts, post: Post, receiver: Receiver): Exchange {
  const { send, conversation, log } = parts;
  const { messages, batch } = post;
  const isBatch = batch !== undefined;
  const open = new Set(messages.filter((message) => message.kind === 'request'));
  const callId = post.callId ?? (open.size > 0 ? randomUUID() : undefined);
  const cancelled = new Set<RequestMessage>();
  const connection = new AbortController();
  const label = messages.map((message) => ('method' in message ? message.method : message.kind)).join(', ');

  const expectsNoAnswer = open.size === 0;
  const unanswered = () => [...open].filter((request) => !cancelled.has(request));

  async function run(): Promise<void> {
    try {
      const caller = parts.caller();
      const headers = {
        ...HEADERS,
        ...conversation.headersFor(messages),
        ...(callId !== undefined && { [CALL_ID_HEADER]: callId }),
      };
      const response = await send({
        method: 'POST',
        url: caller.url,
        headers,
        body: batch ?? messages.map(({ text }) => text).join(),
        signal: connection.signal,
        costs: [...open].some((request) => request.method === 'tools/call'),
      });
      log.debug(`${label}: HTTP ${response.status}`);
      await receive(response);
      if (post.background !== true) parts.served();
      if (unanswered().length > 0) throw explainMissingAnswer(parts.caller());
    } catch (thrown) {
      if (connection.signal.aborted && open.size === 0) return;
      const failure = explainFailure(thrown, parts.caller());
      const cause = failure.cause instanceof Error ? ` (${failure.cause.name})` : '';
      log[post.background === true ? 'debug' : 'warn'](`${label}: ${failure.code}${cause}: ${failure.message}`);
      await failOpen(failure);
    }
  }

  async function receive(response: HttpResponse): Promise<void> {
    const { status, headers } = response;
    const type = mediaType(headers);
    if (status < 200 || status >= 300) {
      const text = await readText(response.body);
      const redirects = status >= 300 && status < 400;
      if (!redirects && (await deliver(text, headers)) > 0) return;
      throw explainAnswer({ status, headers, body: text }, parts.caller());
    }
    const body = await decompressed(response);
    if (type === 'text/event-stream') {
      await receiveEvents(body, headers);
      return;
    }
    const text = await readAnswer(body);
    if (text.trim() === '' || open.size === 0) return;
    if ((await deliver(text, headers)) > 0) return;
    throw explainAnswer({ status, headers, body: '' }, parts.caller());
  }

  /** Resumes a broken stream from its last event id, if its events have ids. Nothing runs twice. */
  async function receiveEvents(first: AsyncIterable<Uint8Array>, headers: HttpResponse['headers']): Promise<void> {
    const { signal } = connection;
    const position: StreamPosition = { lastEventId: undefined, retryMs: undefined };
    let body = first;
    for (let attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) {
          await delay(pauseBefore(attempt - 1, position), undefined, { signal });
          log.debug(`${label}: the stream broke; resuming it`);
          const response = await openServerStream(parts, position, signal);
          if (!isEventStream(response)) return;
          body = await decompressed(response);
        }
        for await (const event of readEvents(body, position)) {
          attempt = 1;
          if (event.type === 'message' && event.data.trim() !== '') await deliver(event.data, headers);
        }
        if (position.lastEventId === undefined || unanswered().length === 0) return;
      } catch (thrown) {
        const lost = position.lastEventId === undefined || attempt > RESUMPTIONS || thrown instanceof CaseInsightsError;
        if (lost || unanswered().length === 0 || signal.aborted) throw thrown;
      }
      if (attempt > RESUMPTIONS) return;
    }
  }

  /** Passes on the messages in one JSON text; says how many there were. */
  async function deliver(text: string, headers: Readonly<Record<string, string>>): Promise<number> {
    const incoming = readIncoming(text);
    if (incoming.kind === 'unreadable') {
      log.debug(`${label}: the server sent something that is not JSON`);
      return 0;
    }
    const received = incoming.kind === 'single' ? [incoming.message] : incoming.messages;
    const passed = received.map((message) => pass(message, headers)).filter((each) => each !== undefined);
    // A batch is answered by a batch. A host that sent a single message may not understand one.
    if (isBatch && incoming.kind === 'batch' && passed.length > 0) {
      await receiver.message(`[${passed.map(({ line }) => line).join(',')}]`);
    } else for (const { line, answered } of passed) await receiver.message(line, answered);
    return received.filter((message) => message.kind !== 'invalid').length;
  }

  /** The line to pass on for a message of the server, if any. Marks requests as answered. */
  function pass(
    message: Message,
    headers: Readonly<Record<string, string>>,
  ): { readonly line: string; readonly answered?: RequestMessage } | undefined {
    switch (message.kind) {
      case 'request':
      case 'notification':
        return { line: asLine(message.text) };
      case 'response': {
        const request = requestFor(message.id);
        if (request === undefined) {
          log.debug(`${label}: dropped an answer to an unknown request`);
          return undefined;
        }
        open.delete(request);
        if (request.method === 'initialize') conversation.opened(message.result, headers);
        if (request.method === 'tools/list') conversation.listed(message.result);
        return { line: asLine(answerTo(request, message)), answered: request };
      }
      case 'invalid':
        log.debug(`${label}: the server sent JSON that is not JSON-RPC`);
        return undefined;
    }
  }

  function requestFor(id: RequestId | null): RequestMessage | undefined {
    const candidates = [...open];
    // A server that couldn't read the request answers with id null; with one request open there is no doubt which.
    if (id === null) return candidates.length === 1 && !isBatch ? candidates[0] : undefined;
    return candidates.find((request) => request.id === id);
  }

  async function failOpen(failure: CaseInsightsError): Promise<void> {
    const failed = [...open];
    open.clear();
    for (const request of failed) {
      if (!cancelled.has(request)) await receiver.failure(request, failure);
    }
  }

  return {
    done: run(),
    callId,
    waiting: () => post.background !== true && (expectsNoAnswer || unanswered().length > 0),
    unanswered,
    awaits: (id) => unanswered().some((request) => request.id === id),
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
      if (expectsNoAnswer) return;
      void failOpen(failure);
      connection.abort();
    },
  };
}

async function readAnswer(body: AsyncIterable<Uint8Array>): Promise<string> {
  const bytes = await readBytes(body, LONGEST_MESSAGE);
  if (bytes.length > LONGEST_MESSAGE) throw explainLongAnswer();
  return new TextDecoder().decode(bytes);
}
