import { payloadWriter, type Payload, type PayloadWriter } from './payload.ts';

/** One event of a `text/event-stream` body. */
export interface ServerEvent {
  /** `message` unless the server named another type. */
  readonly type: string;
  readonly data: Payload;
}

/** Where a stream stands, for the one who may have to take it up again. */
export interface StreamPosition {
  /** Of the last event that had one; undefined as long as the server gave none. */
  lastEventId: string | undefined;
  /** How long the server wants a client to wait before it comes back, in milliseconds. */
  retryMs: number | undefined;
}

/**
 * The events of a stream, each as soon as its last byte is there (https://html.spec.whatwg.org/#parsing-an-event-stream):
 * any line ending, several data lines, comments, chunks that end inside a character. One thing is kinder than the
 * standard: an event that the stream's end cuts off before its empty line is still delivered, because a truncated
 * message isn't JSON and can't be mistaken for a whole one. Long data is never held in memory as a whole.
 */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  position: StreamPosition = { lastEventId: undefined, retryMs: undefined },
  openPayload: () => PayloadWriter = payloadWriter,
): AsyncGenerator<ServerEvent, void, undefined> {
  const parser = eventParser(position);
  let data = openPayload();
  async function* take(pieces: Iterable<Piece>): AsyncGenerator<ServerEvent, void, undefined> {
    for (const piece of pieces) {
      if (piece.kind === 'data') {
        // Only what is long has to wait.
        const room = data.add(piece.text);
        if (room !== undefined) await room;
        continue;
      }
      const event = { type: piece.type, data: data.finish() };
      data = openPayload();
      yield event;
    }
  }
  try {
    for await (const chunk of chunks) yield* take(parser.push(chunk));
    yield* take(parser.end());
  } finally {
    data.discard();
  }
}

type Piece = { readonly kind: 'data'; readonly text: string } | { readonly kind: 'end'; readonly type: string };

/** Of a line that is longer than this, data is handed on before the line's end, and anything else is dropped. */
const HELD_LINE = 64 * 1024;

function eventParser(position: StreamPosition) {
  const decoder = new TextDecoder();
  let partial: string[] = [];
  let held = 0;
  /** The line that is being read is a long one: its text is handed on as data, or dropped. */
  let long: 'data' | 'other' | undefined;
  let afterCarriageReturn = false;
  let hasData = false;
  let type = '';
  let id = position.lastEventId;
  let ending = false;

  const dataPiece = (text: string): Piece => {
    const piece: Piece = { kind: 'data', text: hasData ? `\n${text}` : text };
    hasData = true;
    return piece;
  };

  function* take(line: string): Generator<Piece, void, undefined> {
    if (line === '') {
      // An event that was cut off has not been had: its id is no place to go on from.
      if (!ending) position.lastEventId = id;
      if (hasData) yield { kind: 'end', type: type === '' ? 'message' : type };
      hasData = false;
      type = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') yield dataPiece(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value === '' ? undefined : value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) position.retryMs = Number(value);
  }

  /** More of a line whose end has not come yet. */
  function* hold(text: string): Generator<Piece, void, undefined> {
    if (long !== undefined) {
      if (long === 'data') yield { kind: 'data', text };
      return;
    }
    partial.push(text);
    held += text.length;
    if (held <= HELD_LINE) return;
    const line = partial.join('');
    partial = [];
    held = 0;
    long = line.startsWith('data:') ? 'data' : 'other';
    if (long === 'data') yield dataPiece(line.slice(line[5] === ' ' ? 6 : 5));
  }

  function* endLine(text: string): Generator<Piece, void, undefined> {
    if (long !== undefined) {
      if (long === 'data') yield { kind: 'data', text };
      long = undefined;
      return;
    }
    const line = partial.length === 0 ? text : [...partial, text].join('');
    partial = [];
    held = 0;
    yield* take(line);
  }

  function* read(text: string): Generator<Piece, void, undefined> {
    // A line end is looked for in the new text only: a long message in many chunks is not searched again and again.
    const lineEnd = /\r\n?|\n/g;
    let from = afterCarriageReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') afterCarriageReturn = text.endsWith('\r');
    lineEnd.lastIndex = from;
    for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
      const start = from;
      from = lineEnd.lastIndex;
      yield* endLine(text.slice(start, match.index));
    }
    if (from < text.length) yield* hold(text.slice(from));
  }

  return {
    push: (chunk: Uint8Array) => read(decoder.decode(chunk, { stream: true })),
    end() {
      ending = true;
      return read(`${decoder.decode()}\n\n`);
    },
  };
}
