import { setTimeout as delay } from 'node:timers/promises';
import type { Conversation } from './conversation.ts';
import { decompressed } from './decompress.ts';
import { readEvents, type StreamPosition } from './event-stream.ts';
import { mediaType, type Caller } from './explain.ts';
import type { HttpResponse, Send } from './http.ts';
import type { Log } from './log.ts';
import { asLine, readIncoming } from './message.ts';

/** What every request to the server needs. */
export interface StreamParts {
  readonly send: Send;
  readonly conversation: Conversation;
  readonly caller: () => Caller;
  readonly log: Log;
}

const NEVER = new AbortController().signal;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const TRIES = 5;
/** A stream that was open for this long counts as healthy, even without messages. */
const STEADY_MS = 60_000;

/** Opens the stream that a server may offer (GET), from where an earlier one broke off. */
export function openServerStream(
  { send, conversation, caller }: StreamParts,
  position: StreamPosition,
  signal: AbortSignal = NEVER,
): Promise<HttpResponse> {
  const headers = {
    accept: 'text/event-stream',
    ...conversation.headersFor([]),
    ...(position.lastEventId !== undefined && { 'last-event-id': position.lastEventId }),
  };
  return send({ method: 'GET', url: caller().url, headers, body: '', signal });
}

export function isEventStream({ status, headers }: HttpResponse): boolean {
  return status === 200 && mediaType(headers) === 'text/event-stream';
}

/** The pause before a broken stream is resumed: the one that the server asked for, or a growing one. */
export function pauseBefore(attempt: number, { retryMs }: StreamPosition): number {
  return Math.min(retryMs ?? PAUSE_MS * attempt, LONGEST_PAUSE_MS);
}

/**
 * Passes on the messages that a server sends on its own, as long as it offers a stream for them. Most servers answer
 * 405. Never rejects.
 */
export async function listenToServer(parts: StreamParts, write: (line: string) => Promise<void>): Promise<void> {
  const position: StreamPosition = { lastEventId: undefined, retryMs: undefined };
  let offered = false;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const openedAt = performance.now();
    try {
      const response = await openServerStream(parts, position);
      if (!isEventStream(response)) {
        parts.log.debug(`the server offers no stream of its own (HTTP ${response.status})`);
        return;
      }
      offered = true;
      for await (const { type, data } of readEvents(await decompressed(response), position)) {
        attempt = 0;
        if (type === 'message') for (const line of linesIn(data)) await write(line);
      }
    } catch {
      // Calls will run into the same problem and report it.
      if (!offered) return;
    }
    if (performance.now() - openedAt > STEADY_MS) attempt = 0;
    await delay(pauseBefore(Math.max(1, attempt), position), undefined, { ref: false });
  }
}

/** Requests and notifications; answers belong to the POST that asked. */
function linesIn(text: string): string[] {
  const incoming = readIncoming(text);
  if (incoming.kind === 'unreadable') return [];
  const messages = incoming.kind === 'single' ? [incoming.message] : incoming.messages;
  return messages
    .filter(({ kind }) => kind === 'request' || kind === 'notification')
    .map((message) => asLine(message.text));
}
