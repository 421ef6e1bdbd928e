import { describe, expect, it } from 'vitest';
import { CALL_ID_HEADER } from '#core/cancellation.ts';
import { MAX_BODY_BYTES } from '#core/read-body.ts';
import { createCaseInsightsServer } from '#core/server.ts';
import { fakeCancellations, fakePorts, never, rowsOf, type FakePorts } from '../../support/fake-ports.ts';

const CALL_ID = 'a-call-id-of-some-length';
const BOTH = 'application/json, text/event-stream';
const NEW_ERA = {
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'tools/call',
  'mcp-name': 'query_athena',
};

const call = (meta: object = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'query_athena', arguments: { query: 'SELECT 1 AS a' }, _meta: meta },
});

const newEra = call({
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
});

function post(ports: FakePorts, message: unknown, headers: Record<string, string>): Promise<Response> {
  const request = new Request('http://localhost/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(message),
  });
  return createCaseInsightsServer(ports).fetch(request);
}

const typeOf = (response: Response) => response.headers.get('content-type');

/** Every way in which a call of a tool comes. */
const ways = [
  ['2025-11-25', call(), { accept: BOTH }],
  ['2025-11-25 that takes JSON alone', call(), { accept: '*/*' }],
  ['2026-07-28', newEra, { ...NEW_ERA, accept: BOTH }],
  ['2026-07-28 that takes JSON alone', newEra, { ...NEW_ERA, accept: 'application/json' }],
] as const;

describe.each(ways)('a call of %s', (_, message, headers) => {
  it('is answered', async () => {
    const response = await post(
      fakePorts(() => rowsOf({ a: 7 })),
      message,
      headers,
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('"rows":[{"a":7}]');
  });

  it('is cancelled by its id', async () => {
    const cancellations = fakeCancellations();
    const ports = fakePorts(() => never(), { cancellations });
    void post(ports, message, { ...headers, [CALL_ID_HEADER]: CALL_ID });
    await expect.poll(() => ports.queries.length).toBe(1);
    expect(ports.queries[0]?.options.signal?.aborted).toBe(false);
    await cancellations.cancel(CALL_ID);
    expect(ports.queries[0]?.options.signal?.aborted).toBe(true);
  });

  it('is not read beyond the most that a body may have', async () => {
    const ports = fakePorts(() => rowsOf({ a: 7 }));
    const long = { ...message, params: { ...message.params, padding: 'x'.repeat(MAX_BODY_BYTES) } };
    expect((await post(ports, long, headers)).status).toBe(413);
    expect(ports.queries).toEqual([]);
  });
});

describe('a call that takes long', () => {
  it('has the beginning of its answer at once where the client takes a stream', async () => {
    const response = await post(
      fakePorts(() => never()),
      newEra,
      { ...NEW_ERA, accept: BOTH },
    );
    expect(typeOf(response)).toBe('text/event-stream');
  });

  it('has the line held with spaces where the client takes JSON alone', async () => {
    const ports = fakePorts(() => never());
    const answer = post(ports, call(), { accept: '*/*' });
    await expect.poll(() => ports.queries.length).toBe(1);
    ports.tick();
    const response = await answer;
    expect([response.status, typeOf(response)]).toEqual([200, 'application/json']);
  });
});

it('a client takes a stream however it writes that', async () => {
  const ports = fakePorts(() => rowsOf({ a: 7 }));
  const response = await post(ports, call(), { accept: 'Application/JSON, Text/Event-Stream' });
  expect(typeOf(response)).toBe('text/event-stream');
});

it('a list of tools may be kept for an hour by the client that asked, and by nobody between', async () => {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: newEra.params._meta } };
  const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list', accept: BOTH };
  const response = await post(fakePorts(), list, headers);
  expect(await response.json()).toMatchObject({ result: { ttlMs: 3_600_000, cacheScope: 'private' } });
});
