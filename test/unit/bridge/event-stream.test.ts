import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvents, type ServerEvent } from '../../../extension/bridge/event-stream.ts';

async function read(chunks: readonly Uint8Array[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(from(chunks))) events.push(event);
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
});
