import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, readBody } from '#core/read-body.ts';

const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' });

describe('the body of a request', () => {
  it('is its text, up to the most that it may have', async () => {
    expect(await readBody(post('{"a": "é"}'))).toBe('{"a": "é"}');
    expect(await readBody(post('x'.repeat(MAX_BODY_BYTES)))).toHaveLength(MAX_BODY_BYTES);
    expect(await readBody(new Request('http://localhost/'))).toBe('');
  });

  it('is not read where it says that it is too long', async () => {
    expect(await readBody(post('short', { 'content-length': String(MAX_BODY_BYTES + 1) }))).toBeUndefined();
  });

  it('is read no further than it may be long', async () => {
    let sent = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    expect(await readBody(post(endless))).toBeUndefined();
    expect(sent).toBeLessThan(2 * MAX_BODY_BYTES);
    expect(cancelled).toBe(true);
  });
});
