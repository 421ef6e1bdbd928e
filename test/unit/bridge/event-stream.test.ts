import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, type StreamPosition } from '../../../extension/bridge/event-stream.ts';

interface Event {
  readonly type: string;
  readonly data: string;
}

async function read(
  chunks: readonly Uint8Array[],
  longest?: number,
  position: StreamPosition = { lastEventId: undefined, retryMs: undefined },
): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of readEvents(from(chunks), position, longest)) events.push(event);
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

  it('delivers each event with its last byte, whichever line end it has', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      let sent = 0;
      // eslint-disable-next-line @typescript-eslint/require-await -- a stream that is already there
      const chunks = async function* () {
        for (const chunk of [`data: 1${end}${end}`, `data: 2${end}`, end, `data: 3${end}${end}`]) {
          sent++;
          yield Buffer.from(chunk);
        }
      };
      const seen: [string, number][] = [];
      for await (const { data } of readEvents(chunks())) seen.push([data, sent]);
      expect(seen).toEqual([
        ['1', 1],
        ['2', 3],
        ['3', 4],
      ]);
    }
  });

  it('reads one byte at a time, inside characters and line ends too', async () => {
    const bytes = Buffer.from('\uFEFFevent: x\r\ndata: é😀\r\n\r\n: comment\r\ndata: ü\r\n\r\n');
    const chunks = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
    expect(await read(chunks)).toEqual([
      { type: 'x', data: 'é😀' },
      { type: 'message', data: 'ü' },
    ]);
  });

  it('knows the position after each whole event, and not after one that was cut off', async () => {
    const position: StreamPosition = { lastEventId: undefined, retryMs: undefined };
    const line = 'x'.repeat(100_000);
    await read(
      text(`id: 7\nretry: 250\ndata: ${line}\ndata:${line}\n\nid: 8\ndata: y\n\nid: 9\ndata: z`),
      undefined,
      position,
    );
    expect(position).toEqual({ lastEventId: '8', retryMs: 250 });
    await read(text('id\ndata: an empty id starts afresh\n\n'), undefined, position);
    expect(position).toEqual({ lastEventId: undefined, retryMs: 250 });
  });

  describe('with a limit of 1,000 characters', () => {
    /** In chunks of ten bytes. */
    const small = (content: string) => content.match(/[^]{1,10}/g)!.map((chunk) => Buffer.from(chunk));

    it.each([
      ['an event', `data: ${'x'.repeat(980)}\n\n`, 980],
      ['an event of several lines', `data: ${'x\ndata: '.repeat(480)}\n\n`, 960],
    ])('takes %s just under it', async (_, content, length) => {
      const [event, ...rest] = await read(small(content), 1_000);
      expect(event?.data).toHaveLength(length);
      expect(rest).toEqual([]);
    });

    it('drops a comment just under it', async () => {
      const content = `: ${'x'.repeat(980)}\n\ndata: after\n\n`;
      expect(await read(small(content), 1_000)).toEqual([{ type: 'message', data: 'after' }]);
    });

    it.each([
      ['an event', `data: ${'x'.repeat(1_010)}\n\n`],
      ['an event of several lines', `data: ${'x\ndata: '.repeat(510)}\n\n`],
      ['a comment without end', `: ${'x'.repeat(1_010)}`],
      ['a field without end', `event: ${'x'.repeat(1_010)}`],
      ['a line without a field', 'x'.repeat(1_010)],
    ])('refuses %s over it, and says what to do', async (_, content) => {
      const seen: string[] = [];
      const reading = async () => {
        const chunks = from(small(`data: before\n\n${content}`));
        for await (const { data } of readEvents(chunks, undefined, 1_000)) seen.push(data);
      };
      await expect(reading()).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: 'The answer is larger than 64 MB, the most that the bridge accepts.',
        remedy: 'Ask for less: a shorter period, fewer rows or fewer columns.',
      });
      expect(seen).toEqual(['before']);
    });
  });
});
