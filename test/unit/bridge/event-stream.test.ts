import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, type StreamPosition } from '../../../extension/bridge/event-stream.ts';
import { payloadWriter } from '../../../extension/bridge/payload.ts';

interface Event {
  readonly type: string;
  readonly data: string;
}

/** `longest` is how much of an event stays in memory. */
async function read(
  chunks: readonly Uint8Array[],
  longest?: number,
  position: StreamPosition = { lastEventId: undefined, retryMs: undefined },
): Promise<Event[]> {
  const events: Event[] = [];
  for await (const { type, data } of readEvents(from(chunks), position, () => payloadWriter(longest))) {
    if (data.kind === 'text') events.push({ type, data: data.text });
    else {
      const pieces: Uint8Array[] = [];
      for await (const piece of data.line.bytes()) pieces.push(piece);
      data.line.discard();
      events.push({ type, data: Buffer.concat(pieces).toString('utf8') });
    }
  }
  return events;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream that is already there
async function* from(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}

const text = (content: string) => [Buffer.from(content, 'utf8')];

describe('an event stream', () => {
  it('gives the events that were written, whatever the line ends, comments and chunks', async () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    const value = fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n\uFEFF]/g, '.'));
    const event = fc.record({
      type: fc.constantFrom('message', 'ping'),
      data: fc.array(value, { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event), lineEnd, value, fc.array(fc.nat(300)), async (events, end, comment, cuts) => {
        const content = events
          .flatMap(({ type, data }) => [
            `: ${comment}`,
            `event: ${type}`,
            ...data.map((line) => `data: ${line}`),
            'retry: 5',
            'id: 1',
            '',
          ])
          .map((line) => line + end)
          .join('');
        const bytes = Buffer.from(content, 'utf8');
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of [...cuts.map((each) => Math.min(each, bytes.length)), bytes.length].sort((a, b) => a - b)) {
          chunks.push(bytes.subarray(at, cut));
          at = cut;
        }
        expect(await read(chunks)).toEqual(events.map(({ type, data }) => ({ type, data: data.join('\n') })));
      }),
    );
  });

  it.each([
    ['data:no space\n\n', ['no space']],
    ['data:  two spaces\n\n', [' two spaces']],
    ['data\n\n', ['']],
    ['\uFEFFdata: after a byte order mark\n\n', ['after a byte order mark']],
    ['event: x\n\ndata: y\n\n', ['y']],
    ['data: cut off', ['cut off']],
    ['other: field\n\n', []],
    ['', []],
  ])('reads %j', async (content, data) => {
    expect((await read(text(content))).map((event) => event.data)).toEqual(data);
  });

  it('keeps long data out of memory, on one line, and remembers where it stands', async () => {
    const line = 'x'.repeat(100_000);
    const position: StreamPosition = { lastEventId: undefined, retryMs: undefined };
    const content = `id: 7\nretry: 250\ndata: ${line}\ndata:${line}\n\nid: 8\ndata: short\n\n: ${line}\n`;
    const bytes = Buffer.from(content, 'utf8');
    const chunks = Array.from({ length: Math.ceil(bytes.length / 10_000) }, (_, index) =>
      bytes.subarray(index * 10_000, (index + 1) * 10_000),
    );
    const events = await read(chunks, 1_000, position);
    expect(events.map(({ data }) => data)).toEqual([`${line} ${line}`, 'short']);
    expect(position).toEqual({ lastEventId: '8', retryMs: 250 });
  });

  it.each([': ', 'event: ', 'unknown'])('drops a line of 64 MB that is no data, as it comes: %s', async (field) => {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const chunks = [Buffer.from(`data: before\n${field}`), ...Array<Buffer>(1_024).fill(chunk), ...text('\n\n')];
    expect(await read([...chunks, ...text('data: after\n\n')])).toEqual([
      { type: 'message', data: 'before' },
      { type: 'message', data: 'after' },
    ]);
  });
});
