import { describe, expect, it } from 'vitest';
import {
  NotConnectedError,
  readText,
  wholeBody,
  type HttpRequest,
  type HttpResponse,
} from '../../../extension/bridge/http.ts';
import { openLog } from '../../../extension/bridge/log.ts';
import { readRetryAfter } from '../../../extension/bridge/retry-after.ts';
import { retrying, type RetryTimes } from '../../../extension/bridge/retry.ts';

const HOUR = 3_600_000;

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: new URL('https://a.example/v1/mcp'),
  headers: {},
  body: '{}',
  signal: new AbortController().signal,
  ...more,
});

const answer = (status: number, headers: Record<string, string> = {}, body = ''): HttpResponse => ({
  status,
  headers,
  body: wholeBody(body),
});

const broken = (code: string) => new NotConnectedError(code, undefined, new Error(code));

/** A server that gives these answers in turn, and notes when each was asked for. */
function server(answers: readonly (HttpResponse | Error)[], times?: Partial<RetryTimes>) {
  const asked: number[] = [];
  const send = retrying(
    () => {
      const next = answers[asked.length];
      asked.push(performance.now());
      if (next === undefined) throw new Error('asked once too often');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    openLog('error'),
    ...(times === undefined ? [] : [{ firstMs: 1, longestMs: 15_000, random: () => 1, ...times }]),
  );
  return { send, asked, pauses: () => asked.slice(1).map((at, index) => at - (asked[index] ?? 0)) };
}

/** A timer counts whole milliseconds, so it may fire a fraction early. */
const atLeast = (milliseconds: number) => milliseconds - 1;

describe('a request that did not reach the server', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EAI_AGAIN'])('is sent again after %s', async (code) => {
    const { send, asked } = server([broken(code), answer(200)], {});
    expect((await send(request())).status).toBe(200);
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['no address', broken('ENOTFOUND')],
    ['a broken answer', Object.assign(new Error(), { code: 'ECONNRESET' })],
  ])('is not sent again after %s', async (_, failure) => {
    const { send, asked } = server([failure, answer(200)], {});
    await expect(send(request())).rejects.toBe(failure);
    expect(asked).toHaveLength(1);
  });

  it.each([
    [429, false, true],
    [503, true, true],
    [502, false, true],
    [502, true, false],
    [500, false, false],
    [504, false, false],
    [403, false, false],
  ])('because of HTTP %i, where it costs (%s), is sent again: %s', async (status, costs, again) => {
    const { send, asked } = server([answer(status), answer(200)], {});
    expect((await send(request({ costs }))).status).toBe(again ? 200 : status);
    expect(asked).toHaveLength(again ? 2 : 1);
  });

  it('is sent four times at the most, after pauses that double', async () => {
    const { send, pauses } = server([answer(503), broken('EPIPE'), answer(503), answer(503, {}, 'the last')], {
      firstMs: 20,
    });
    expect(await readText((await send(request())).body)).toBe('the last');
    const [first = 0, second = 0, third = 0, ...more] = pauses();
    expect(first).toBeGreaterThanOrEqual(atLeast(20));
    expect(second).toBeGreaterThanOrEqual(atLeast(40));
    expect(third).toBeGreaterThanOrEqual(atLeast(80));
    expect(more).toEqual([]);
  });

  it('is not sent again at once, unless told', async () => {
    const { send, pauses } = server([answer(429), answer(200)]);
    await send(request());
    expect(pauses()[0]).toBeGreaterThanOrEqual(atLeast(125));
  });

  it('is not sent again where the server asks for too long a pause', async () => {
    const { send, asked } = server([answer(429, { 'retry-after': '2' }, 'later')], { longestMs: 1_000 });
    const refused = await send(request());
    expect([refused.status, await readText(refused.body)]).toEqual([429, 'later']);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no connection came about', broken('ECONNREFUSED')],
    ['the gateway turned it away', answer(503)],
  ])('is given up at once when it is cancelled in the pause after %s', async (_, first) => {
    const cancelled = new AbortController();
    const { send, asked } = server([first, answer(200)], { firstMs: HOUR });
    const sent = send(request({ signal: cancelled.signal }));
    setTimeout(() => {
      cancelled.abort();
    }, 5);
    await expect(sent).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
    expect(asked).toHaveLength(1);
  });
});

describe('an answer of the server itself', () => {
  it('is handed on whole, whatever its status', async () => {
    const body = '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"later"}}';
    const { send, asked } = server([answer(503, { 'content-type': 'application/json' }, body)], {});
    const response = await send(request());
    expect([response.status, await readText(response.body)]).toEqual([503, body]);
    expect(asked).toHaveLength(1);
  });
});

describe('the pause that a server asks for', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  it.each([
    ['5', 5_000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('is read from %s', (header, milliseconds) => {
    expect(readRetryAfter(header, now)).toBe(milliseconds);
  });
});
