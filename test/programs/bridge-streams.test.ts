import { describe, expect, it } from 'vitest';
import { bridgeEnvironment, startBridge } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import { startUpstream, type Call, type JsonRpc, type UpstreamOptions } from '../support/upstream.ts';

const { running, closing } = endedAfterEach();

async function connect(onCall: (call: Call) => void, options?: UpstreamOptions) {
  const server = await startUpstream(onCall, options);
  closing.push(server);
  const bridge = startBridge(['--endpoint', server.url], bridgeEnvironment());
  running.push(bridge);
  return { server, bridge };
}

const initialize: JsonRpc = { id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };
const SESSION = { 'content-type': 'application/json', 'mcp-session-id': 'session-1' };

/** Opens a session and accepts everything. */
const withSession = (call: Call) => {
  const { id, method } = call.message ?? {};
  const result = { jsonrpc: '2.0', id, result: { protocolVersion: '2025-11-25', capabilities: {} } };
  if (id === undefined) call.answer(202, {});
  else if (method === 'initialize') call.answer(200, SESSION, JSON.stringify(result));
  else call.result({ method });
};

describe("the server's own stream", () => {
  it('reaches the host, and is taken up again where it broke', async () => {
    const gets: Call[] = [];
    const { bridge } = await connect(withSession, {
      onOther: (call) => {
        if (call.method !== 'GET') {
          call.answer(405, {});
          return;
        }
        gets.push(call);
        const stream = call.stream();
        if (gets.length > 2) return;
        stream.raw(
          `retry: 20\nid: ${gets.length}\ndata: {"jsonrpc":"2.0","method":"notifications/message","params":{"n":${gets.length}}}\n\n`,
        );
        // An event that is cut off has not been had.
        stream.raw('id: never\ndata: {"jsonrpc"');
        setTimeout(stream.cut, 20);
      },
    });
    await bridge.ask(initialize);
    bridge.send(initialized);
    for (const n of [1, 2])
      expect(await bridge.next()).toMatchObject({ method: 'notifications/message', params: { n } });
    await expect.poll(() => gets.length).toBe(3);
    expect(gets.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '1', '2']);
    for (const { headers } of gets) {
      expect(headers).toMatchObject({
        accept: 'text/event-stream',
        'mcp-session-id': 'session-1',
        'mcp-protocol-version': '2025-11-25',
      });
    }
  });

  it('is asked for once where the server offers none', async () => {
    let gets = 0;
    const { bridge } = await connect(withSession, {
      onOther: (call) => {
        gets++;
        call.answer(405, { allow: 'POST' });
      },
    });
    await bridge.ask(initialize);
    bridge.send(initialized);
    await expect.poll(() => gets).toBe(1);
    await bridge.ask({ id: 1, method: 'ping' });
    expect(gets).toBe(1);
    expect(bridge.log()).not.toContain('405');
  });
});

describe('a session', () => {
  it('is ended by the bridge when it ends, and only where there is one', async () => {
    const deleted: Call[] = [];
    const onOther = (call: Call) => {
      if (call.method === 'DELETE') deleted.push(call);
      call.answer(call.method === 'DELETE' ? 204 : 405, {});
    };
    const { bridge } = await connect(withSession, { onOther });
    await bridge.ask(initialize);
    bridge.end();
    expect(await bridge.exited).toBe(0);
    expect(deleted.map(({ headers }) => headers['mcp-session-id'])).toEqual(['session-1']);

    const without = await connect(
      (call) => {
        call.result({});
      },
      { onOther },
    );
    await without.bridge.ask(initialize);
    without.bridge.end();
    await without.bridge.exited;
    expect(deleted).toHaveLength(1);
  });
});

describe('a stream with event ids that breaks before the answer', () => {
  /** Answers a POST with one progress event that has an id, and then breaks off. */
  const breaks = (id: string) => (call: Call) => {
    if (call.message?.method !== 'tools/call') {
      withSession(call);
      return;
    }
    const stream = call.stream();
    stream.raw(`retry: 20\nid: ${id}\ndata: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n`);
    setTimeout(stream.cut, 20);
  };

  it('is taken up again from the last one, and the call is not sent again', async () => {
    const resumed: Call[] = [];
    const { server, bridge } = await connect(breaks('e1'), {
      onOther: (call) => {
        if (call.headers['last-event-id'] === undefined) {
          call.answer(405, {});
          return;
        }
        resumed.push(call);
        const stream = call.stream();
        // The first time it breaks again.
        if (resumed.length === 1) stream.cut();
        else {
          stream.raw('id: e2\ndata: {"jsonrpc":"2.0","id":7,"result":{"done":true}}\n\n');
          stream.end();
        }
      },
    });
    await bridge.ask(initialize);
    expect(await bridge.ask({ id: 7, method: 'tools/call' })).toMatchObject({ method: 'notifications/progress' });
    expect(await bridge.next()).toMatchObject({ id: 7, result: { done: true } });
    expect(resumed.map(({ headers }) => headers['last-event-id'])).toEqual(['e1', 'e1']);
    expect(server.calls.filter((call) => call.message?.method === 'tools/call')).toHaveLength(1);
  });

  it('fails once where the server can not take it up', async () => {
    const { bridge } = await connect(breaks('e1'));
    await bridge.ask(initialize);
    await bridge.ask({ id: 7, method: 'tools/call' });
    expect(await bridge.next()).toMatchObject({ id: 7, error: { data: { error: { code: 'UNREACHABLE' } } } });
    expect(await bridge.ask({ id: 8, method: 'ping' })).toMatchObject({ id: 8, result: {} });
  });
});

describe('the arguments that a tool wants in headers', () => {
  const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
  const inputSchema = {
    type: 'object',
    properties: {
      region: { type: 'string', 'x-mcp-header': 'Region' },
      days: { type: 'integer', 'x-mcp-header': 'Days' },
      filter: { type: 'object', properties: { open: { type: 'boolean', 'x-mcp-header': 'Open' } } },
      secret: { type: 'string' },
    },
  };

  it('are there in a 2026-07-28 call, encoded where they must be, and absent where they are', async () => {
    const { server, bridge } = await connect((call) => {
      if (call.message?.method === 'tools/list') call.result({ tools: [{ name: 'get', inputSchema }] });
      else withSession(call);
    });
    await bridge.ask({ id: 1, method: 'tools/list', params: { _meta } });
    const call = async (given: object, meta: object = { _meta }) => {
      await bridge.ask({ id: 2, method: 'tools/call', params: { name: 'get', arguments: given, ...meta } });
      const headers = server.calls.at(-1)?.headers ?? {};
      return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('mcp-param-')));
    };
    expect(await call({ region: 'eu-west-1', days: 30, filter: { open: false }, secret: 's' })).toEqual({
      'mcp-param-region': 'eu-west-1',
      'mcp-param-days': '30',
      'mcp-param-open': 'false',
    });
    expect(await call({ region: ' Zürich', days: null })).toEqual({
      'mcp-param-region': `=?base64?${Buffer.from(' Zürich').toString('base64')}?=`,
    });
    await bridge.ask(initialize);
    expect(await call({ region: 'eu-west-1' }, {})).toEqual({});
  });
});
