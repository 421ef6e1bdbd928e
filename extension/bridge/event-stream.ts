/** One event of a `text/event-stream` body. */
export interface ServerEvent {
  /** `message` unless the server named another type. */
  readonly type: string;
  readonly data: string;
}

/**
 * The events of a stream, each as soon as its last byte is there (https://html.spec.whatwg.org/#parsing-an-event-stream):
 * any line ending, several data lines, comments, chunks that end inside a character. One thing is kinder than the
 * standard: an event that the stream's end cuts off before its empty line is still delivered, because a truncated
 * message isn't JSON and can't be mistaken for a whole one.
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent, void, undefined> {
  const parser = eventParser();
  for await (const chunk of chunks) yield* parser.push(chunk);
  yield* parser.end();
}

function eventParser() {
  const decoder = new TextDecoder();
  let partial: string[] = [];
  let afterCarriageReturn = false;
  let data: string[] = [];
  let type = '';

  function* take(line: string): Generator<ServerEvent, void, undefined> {
    if (line === '') {
      if (data.length > 0) yield { type: type === '' ? 'message' : type, data: data.join('\n') };
      data = [];
      type = '';
      return;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
  }

  function* read(text: string): Generator<ServerEvent, void, undefined> {
    // A line end is looked for in the new text only: a long message in many chunks is not searched again and again.
    const lineEnd = /\r\n?|\n/g;
    let from = afterCarriageReturn && text.startsWith('\n') ? 1 : 0;
    if (text !== '') afterCarriageReturn = text.endsWith('\r');
    lineEnd.lastIndex = from;
    for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) {
      partial.push(text.slice(from, match.index));
      const line = partial.length === 1 ? (partial[0] ?? '') : partial.join('');
      partial = [];
      from = lineEnd.lastIndex;
      yield* take(line);
    }
    if (from < text.length) partial.push(text.slice(from));
  }

  return {
    push: (chunk: Uint8Array) => read(decoder.decode(chunk, { stream: true })),
    end: () => read(`${decoder.decode()}\n\n`),
  };
}
