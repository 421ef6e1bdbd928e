import { describe, expect, it } from 'vitest';
import { CALL_ID_HEADER } from '#core/cancellation.ts';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { MAX_BODY_BYTES } from '#core/read-body.ts';
import { createCaseInsightsServer } from '#core/server.ts';
import { fakeCancellations, fakePorts, never, rowsOf } from '../../support/fake-ports.ts';

const QUERY = '{"query": "SELECT 1 AS a"}';

function ask(ports: ReturnType<typeof fakePorts>, path: string, init: RequestInit = {}): Promise<Response> {
  return createCaseInsightsServer(ports).fetch(new Request(`http://localhost${path}`, init));
}

describe('the server over REST', () => {
  it.each(['/', '/tools', '/tools/'])('says at %s with HEAD what it says with GET', async (path) => {
    for (const method of ['GET', 'HEAD']) expect((await ask(fakePorts(), path, { method })).status).toBe(200);
  });

  it.each([
    ['/', 'POST', 'GET'],
    ['/tools', 'DELETE', 'GET'],
    ['/tools/get_case', 'GET', 'POST'],
  ])('at %s refuses %s, and says that it takes %s', async (path, method, allowed) => {
    const response = await ask(fakePorts(), path, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allowed]);
    expect(await response.json()).toMatchObject({ error: { code: 'INVALID_INPUT' } });
  });

  it('knows a tool by its name however it is encoded', async () => {
    const ports = fakePorts(() => rowsOf({ a: 1 }));
    const response = await ask(ports, '/tools/query%5Fathena', { method: 'POST', body: QUERY });
    expect(await response.json()).toMatchObject({ row_count: 1 });
  });

  it('answers a name that can not be decoded as one that there is not', async () => {
    const response = await ask(fakePorts(), '/tools/%zz', { method: 'POST', body: QUERY });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { code: 'UNKNOWN_TOOL', message: 'There is no tool named "%zz".' },
    });
  });

  it('repeats no more of a path than people read', async () => {
    const response = await ask(fakePorts(), `/${'x'.repeat(5_000)}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { message: `There is nothing at /${'x'.repeat(199)}.` },
    });
  });

  it.each([
    ['{"query": ', 400, 'The body is not JSON.'],
    [`"${'x'.repeat(MAX_BODY_BYTES)}"`, 413, 'The body is longer than 1048576 bytes'],
  ])('refuses a body that it can not take', async (body, status, message) => {
    const response = await ask(fakePorts(), '/tools/query_athena', { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(message) as string } });
  });

  it.each<[ErrorCode, number]>([
    ['INVALID_INPUT', 400],
    ['QUERY_REFUSED', 400],
    ['TABLE_NOT_ALLOWED', 400],
    ['QUERY_FAILED', 400],
    ['CANCELLED', 400],
    ['UNKNOWN_TOOL', 404],
    ['THROTTLED', 429],
    ['NO_CREDENTIALS', 502],
    ['CREDENTIALS_EXPIRED', 502],
    ['NOT_AUTHORIZED', 502],
    ['MODEL_UNAVAILABLE', 502],
    ['MODEL_FAILED', 502],
    ['UNREACHABLE', 502],
    ['INTERNAL', 502],
    ['QUERY_TIMED_OUT', 504],
  ])('answers %s with HTTP status %i', async (code, status) => {
    const ports = fakePorts(() => Promise.reject(new CaseInsightsError(code, 'It failed.', 'Wait.')));
    const response = await ask(ports, '/tools/query_athena', { method: 'POST', body: QUERY });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: 'It failed.', remedy: 'Wait.' } });
  });

  it('ends a query when its caller goes away, and when the call is cancelled by its id', async () => {
    const cancellations = fakeCancellations();
    const ports = fakePorts(() => never(), { cancellations });
    const connection = new AbortController();
    const headers = { [CALL_ID_HEADER]: 'a-call-id-of-some-length' };
    const init = { method: 'POST', body: QUERY };
    const request = new Request('http://localhost/tools/query_athena', { ...init, signal: connection.signal });
    void createCaseInsightsServer(ports).fetch(request);
    void ask(ports, '/tools/query_athena', { ...init, headers });
    await expect.poll(() => ports.queries.length).toBe(2);
    const aborted = () => ports.queries.map(({ options }) => options.signal?.aborted);
    expect(aborted()).toEqual([false, false]);
    connection.abort();
    // Node hands an abortion on to a request only as long as somebody holds it.
    expect(request.signal.aborted).toBe(true);
    expect(aborted()).toEqual([true, false]);
    await cancellations.cancel('a-call-id-of-some-length');
    expect(aborted()).toEqual([true, true]);
  });
});
