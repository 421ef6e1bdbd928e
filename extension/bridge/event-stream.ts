import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { explainLongAnswer } from './explain.ts';
import { LONGEST_MESSAGE } from './message.ts';

/** One event of a `text/event-stream` body. */
export interface ServerEvent {
  /** `message` unless the server named another type. */
  readonly type: string;
  readonly data: string;
}

/** The position in a stream, from which a broken one can be resumed. */
export interface StreamPosition {
  /** The id of the last event that had one; undefined as long as the server gave none. */
  lastEventId: string | undefined;
  /** How long the server asks a client to wait before it reconnects, in milliseconds. */
  retryMs: number | undefined;
}

/**
 * Reads the events of a stream, each as soon as its last byte has arrived. Unlike the standard, it also delivers an event
 * that the end of the stream cuts off before its empty line: a truncated message is not JSON and cannot be mistaken for
 * a whole one. Rejects with a CaseInsightsError once a single event, or a line without end, takes more than `longest`
 * characters.
 */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  position: StreamPosition = { lastEventId: undefined, retryMs: undefined },
  longest: number = LONGEST_MESSAGE,
): AsyncGenerator<ServerEvent, void, undefined> {
  const decoder = new TextDecoder();
  let events: EventSourceMessage[] = [];
  let tooLong = false;
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onRetry: (retryMs) => (position.retryMs = retryMs),
    onError: ({ type }) => (tooLong ||= type === 'max-buffer-size-exceeded'),
    maxBufferSize: longest,
  });
  let endsWithReturn = false;

  function* read(text: string, isEnd = false): Generator<ServerEvent, void, undefined> {
    if (text === '') return;
    // The parser would hold a carriage return back until it knows whether a line feed follows.
    const rest = endsWithReturn && text.startsWith('\n') ? text.slice(1) : text;
    endsWithReturn = text.endsWith('\r');
    parser.feed(rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest);
    const complete = events;
    events = [];
    for (const { id, event = 'message', data } of complete) {
      // An event that was cut off may have to be sent again.
      if (id !== undefined && !isEnd) position.lastEventId = id === '' ? undefined : id;
      yield { type: event, data };
    }
    if (tooLong) throw explainLongAnswer();
  }

  for await (const chunk of chunks) yield* read(decoder.decode(chunk, { stream: true }));
  yield* read(`${decoder.decode()}\n\n`, true);
}
