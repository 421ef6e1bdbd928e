import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIntegrationResponse } from '../../../server-lambda/local/gateway/integration-response.ts';

/** A finished invocation whose bytes arrive in the given pieces. */
function arriving(pieces: readonly Uint8Array[], done: Promise<void> = Promise.resolve()) {
  const wire = new PassThrough();
  for (const piece of pieces) wire.write(piece);
  wire.end();
  done.catch(() => undefined);
  return { wire, done };
}

const DELIMITER = Buffer.alloc(8);

async function gather(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a streamed answer of the function', () => {
  it('is read the same however its bytes are cut, with any bytes in the body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.string({ unit: 'grapheme' })),
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.nat({ max: 300 }), { maxLength: 6 }),
        async (headers, payload, cuts) => {
          const metadata = Buffer.from(JSON.stringify({ statusCode: 202, headers }));
          const bytes = Buffer.concat([metadata, DELIMITER, payload]);
          const marks = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
          const pieces = marks.slice(1).map((mark, i) => bytes.subarray(marks[i], mark));
          const { head, body } = await readIntegrationResponse(arriving(pieces));
          expect(head).toEqual({ statusCode: 202, headers: Object.entries(headers) });
          expect(Buffer.compare(await gather(body), Buffer.from(payload))).toBe(0);
        },
      ),
    );
  });

  it('may repeat a header, which then wins over its single value', async () => {
    const metadata = { headers: { 'Set-Cookie': 'x', a: '1' }, multiValueHeaders: { 'set-cookie': ['b=1', 'c=2'] } };
    const { head } = await readIntegrationResponse(arriving([Buffer.from(JSON.stringify(metadata)), DELIMITER]));
    expect(head).toEqual({
      statusCode: 200,
      headers: [
        ['a', '1'],
        ['set-cookie', 'b=1'],
        ['set-cookie', 'c=2'],
      ],
    });
  });

  it.each([
    ['nothing', [], /before the metadata/],
    ['no delimiter', [Buffer.from('{"statusCode":200}')], /before the metadata/],
    ['no delimiter in 16 KiB', [Buffer.alloc(20_000, 'x')], /no delimiter in its first 16384 bytes/],
    ['something else than JSON', [Buffer.from('hello'), DELIMITER], /JSON/],
    ['no status code', [Buffer.from('{"statusCode":"200"}'), DELIMITER], /status code/],
  ])('with %s is no answer', async (_what, pieces, reason) => {
    await expect(readIntegrationResponse(arriving(pieces))).rejects.toThrow(reason);
  });

  it('gives all that was written before it fails', async () => {
    const failed = arriving([Buffer.from('{}'), DELIMITER, Buffer.from('part')], Promise.reject(new Error('broke')));
    const { body } = await readIntegrationResponse(failed);
    const received: string[] = [];
    await expect(async () => {
      for await (const chunk of body) received.push(chunk.toString());
    }).rejects.toThrow('broke');
    expect(received.join('')).toBe('part');
  });
});
