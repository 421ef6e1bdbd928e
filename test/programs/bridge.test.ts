import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BRIDGE, bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import {
  KEY,
  REGION,
  startUpstream,
  type Call,
  type EventStream,
  type Upstream,
  type UpstreamOptions,
} from '../support/upstream.ts';

const folders: string[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});
// Hooks run last first: what writes into a folder ends before that is removed.
const { running, closing } = endedAfterEach();

async function upstream(onCall: (call: Call) => void, options?: UpstreamOptions): Promise<Upstream> {
  const server = await startUpstream(onCall, options);
  closing.push(server);
  return server;
}

function start(args: readonly string[], environment?: Record<string, string>, program?: string): BridgeProcess {
  const bridge = startBridge(args, environment, program);
  running.push(bridge);
  return bridge;
}

function connect(server: Upstream, ...args: string[]): BridgeProcess {
  return start(['--endpoint', server.url, ...args]);
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bridge-'));
  folders.push(folder);
  return folder;
}

/** Answers every request with its method. */
const echo = (call: Call) => {
  if (call.message?.id === undefined) call.answer(202, {});
  else call.result({ method: call.message.method });
};
const initialize = { id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };

/** A promise and the function that keeps it. */
function gate<T = void>(): { readonly passed: Promise<T>; readonly open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const passed = new Promise<T>((resolve) => (open = resolve));
  return { passed, open };
}

describe('the way to the server', () => {
  it('signs every request for execute-api, the port in the host and the query string included', async () => {
    const server = await upstream(echo);
    const bridge = start(['--endpoint', `${server.url}?tenant=a b&plus=1+1&tenant=B`]);
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: { method: 'ping' } });
    expect(server.calls[0]?.target).toBe('/v1/mcp?tenant=a%20b&tenant=B&plus=1%2B1');
    expect(server.calls[0]?.headers.authorization).toContain(`/${REGION}/execute-api/aws4_request`);
  });

  it('prefers flags to the environment', async () => {
    const server = await upstream(echo);
    const environment = bridgeEnvironment({ MCP_SERVER_URL: 'http://127.0.0.1:1', AWS_REGION: 'us-west-2' });
    const bridge = start([`--endpoint=${server.url}`, '--region', REGION], environment);
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ result: { method: 'ping' } });
  });

  it("signs for the profile's region when neither flags, environment nor URL name one", async () => {
    const server = await upstream(echo);
    const config = path.join(await temporaryFolder(), 'config');
    await writeFile(config, `[profile team]\nregion = ${REGION}\n`);
    const bridge = start(
      ['--endpoint', server.url],
      bridgeEnvironment({ AWS_REGION: undefined, AWS_CONFIG_FILE: config }),
    );
    const without = await bridge.ask({ id: 1, method: 'ping' });
    expect(without.error?.data).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    expect(without.error?.message).toContain('--region');
    await writeFile(config, `[default]\nregion = ${REGION}\n`);
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({ result: { method: 'ping' } });
  });

  it('keeps connections open, and survives that the server closes them', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    for (const id of [1, 2, 3]) await bridge.ask({ id, method: 'ping' });
    expect(server.connections()).toBe(1);
    server.closeIdle();
    expect(await bridge.ask({ id: 4, method: 'ping' })).toMatchObject({ id: 4, result: {} });
    expect(server.connections()).toBe(2);
  });
});

describe('messages', () => {
  it('pass unchanged in both directions, whatever they are', async () => {
    const request =
      '{ "jsonrpc":"2.0", "method":"x/unknown","id":"k\\u00e9y", "params":{"_meta":{"progressToken":9007199254740993},"n":1.0,"deep":[{"ሴ":"\\ud83d\\ude00"}]}, "extra":1e400 }';
    const answers = [
      '{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":{"n":12345678901234567890}}}',
      '{"jsonrpc":"2.0","method":"notifications/x/unknown"}',
      '{"jsonrpc":"2.0","id":"kéy","result":{"z":1,"a":2.50,"_meta":{"x/y":null}},"unknown":true}',
    ];
    const server = await upstream((call) => {
      const stream = call.stream();
      for (const answer of answers) stream.raw(`data: ${answer}\n\n`);
      stream.end();
    });
    const bridge = connect(server);
    bridge.send(request);
    for (const answer of answers) expect(await bridge.nextLine()).toBe(answer);
    expect(server.calls[0]?.text).toBe(request);
  });

  it('keep their 64-bit ids even where the server rounds them', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    for (const id of ['9007199254740993', '-9223372036854775808', '1.0', '1e2']) {
      bridge.send(`{"jsonrpc":"2.0","id":${id},"method":"ping"}`);
      expect(await bridge.nextLine()).toBe(`{"jsonrpc":"2.0","id":${id},"result":{"method":"ping"}}`);
    }
  });

  it('written over several lines by the server come as one', async () => {
    const server = await upstream((call) => {
      call.answer(
        200,
        { 'content-type': 'application/json; charset=utf-8' },
        '{\r\n  "jsonrpc": "2.0",\n  "id": 1,\n  "result": {}\n}\n',
      );
    });
    const bridge = connect(server);
    expect(await bridge.ask({ id: 1, method: 'ping' })).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('arrive one by one, each before the server goes on', async () => {
    const seen = gate();
    const server = await upstream((call) => {
      const stream = call.stream();
      stream.send({ jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } });
      void seen.passed.then(() => {
        stream.send({ jsonrpc: '2.0', id: call.message?.id, result: {} });
        stream.end();
      });
    });
    const bridge = connect(server);
    const progress = await bridge.ask({ id: 1, method: 'x', params: { _meta: { progressToken: 1 } } });
    expect(progress.method).toBe('notifications/progress');
    seen.open();
    expect(await bridge.next()).toMatchObject({ id: 1, result: {} });
  });

  it('may be cut anywhere: inside characters, with any line ending, in several data lines, between comments', async () => {
    const server = await upstream((call) => {
      const stream = call.stream();
      const text =
        ':warming up\r\n\r\nevent: message\r\nid: 7\r\ndata: {"jsonrpc":"2.0",\r\ndata: "id":1,"result":{"text":"Ünïcode ሴ 😀"}}\r\n\r\n: done\n\n';
      const bytes = Buffer.from(text, 'utf8');
      const write = (at: number) => {
        if (at >= bytes.length) stream.end();
        else {
          stream.raw(bytes.subarray(at, at + 1));
          setImmediate(write, at + 1);
        }
      };
      write(0);
    });
    const bridge = connect(server);
    expect(await bridge.ask({ id: 1, method: 'x' })).toMatchObject({ id: 1, result: { text: 'Ünïcode ሴ 😀' } });
  });

  it('are answered at once: 64 calls wait for one another, and their answers come in any order', async () => {
    const calls: Call[] = [];
    const server = await upstream((call) => {
      if (calls.push(call) === 64) for (const each of calls.reverse()) each.result({});
    });
    const bridge = connect(server);
    for (let id = 1; id <= 64; id++) bridge.send({ jsonrpc: '2.0', id, method: 'x' });
    const ids = new Set<unknown>();
    for (let n = 0; n < 64; n++) ids.add((await bridge.next()).id);
    expect(ids.size).toBe(64);
  });

  it('may be long: 2 MB there and 2 MB back', async () => {
    const server = await upstream((call) => {
      call.result({ text: call.message?.params?.['text'] });
    });
    const bridge = connect(server);
    const text = 'ሴx'.repeat(512 * 1024);
    const answer = await bridge.ask({ id: 1, method: 'x', params: { text } });
    expect(answer.result?.['text'] === text).toBe(true);
  });

  it('from the server that ask something reach the host, and its answer reaches the server', async () => {
    const sampled = gate<Call>();
    let stream: EventStream | undefined;
    const server = await upstream((call) => {
      if (call.message?.method === 'tools/call') {
        stream = call.stream();
        stream.send({ jsonrpc: '2.0', id: 's1', method: 'sampling/createMessage', params: {} });
      } else if (call.message?.result !== undefined) {
        call.answer(202, {});
        sampled.open(call);
      } else echo(call);
    });
    const bridge = connect(server);
    await bridge.ask(initialize);
    expect(await bridge.ask({ id: 1, method: 'tools/call' })).toMatchObject({
      id: 's1',
      method: 'sampling/createMessage',
    });
    bridge.send('{"jsonrpc":"2.0","id":"s1","result":{"role":"assistant"}}');
    expect((await sampled.passed).text).toBe('{"jsonrpc":"2.0","id":"s1","result":{"role":"assistant"}}');
    stream?.send({ jsonrpc: '2.0', id: 1, result: { done: true } });
    stream?.end();
    expect(await bridge.next()).toMatchObject({ id: 1, result: { done: true } });
  });

  it('in a batch are forwarded as one, and so is the answer', async () => {
    const server = await upstream((call) => {
      call.answer(
        200,
        { 'content-type': 'application/json' },
        '[{"jsonrpc":"2.0","id":2,"result":{}}, {"jsonrpc":"2.0","id":1,"result":{}}]',
      );
    });
    const bridge = connect(server);
    bridge.send(
      '[{"jsonrpc":"2.0","id":1,"method":"a"},{"jsonrpc":"2.0","method":"n"},{"jsonrpc":"2.0","id":2,"method":"b"}]',
    );
    expect(JSON.parse(await bridge.nextLine())).toMatchObject([{ id: 2 }, { id: 1 }]);
    bridge.send('[{"jsonrpc":"2.0","id":3,"method":"a"},7]');
    expect(await bridge.next()).toMatchObject({ id: null, error: { code: -32600 } });
    // The same two answers come again: to requests that nobody waits for.
    expect(await bridge.next()).toMatchObject({ id: 3, error: { code: -32603 } });
  });

  it('in an array that answers a single request come one by one', async () => {
    const server = await upstream((call) => {
      call.json([
        { jsonrpc: '2.0', method: 'notifications/progress', params: {} },
        { jsonrpc: '2.0', id: call.message?.id, result: {} },
      ]);
    });
    const bridge = connect(server);
    expect(await bridge.ask({ id: 1, method: 'x' })).toMatchObject({ method: 'notifications/progress' });
    expect(await bridge.next()).toMatchObject({ id: 1, result: {} });
  });
});

describe('what HTTP must know beside the message', () => {
  it('accepts both kinds of answer and names the agreed version and the session after initialize', async () => {
    const server = await upstream((call) => {
      if (call.message?.method !== 'initialize') echo(call);
      else {
        call.answer(
          200,
          { 'content-type': 'application/json', 'mcp-session-id': 'session-1' },
          JSON.stringify({ jsonrpc: '2.0', id: call.message.id, result: { protocolVersion: '2025-06-18' } }),
        );
      }
    });
    const bridge = connect(server);
    await bridge.ask(initialize);
    bridge.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    await bridge.ask({ id: 1, method: 'tools/list' });
    await bridge.ask(initialize);
    const [first, ...rest] = server.calls;
    expect(first?.headers).toMatchObject({
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    });
    for (const name of ['mcp-protocol-version', 'mcp-session-id', 'mcp-method'])
      expect(first?.headers).not.toHaveProperty(name);
    const again = rest.pop();
    expect(again?.headers).not.toHaveProperty('mcp-session-id');
    expect(rest).toHaveLength(2);
    for (const { headers } of rest) {
      expect(headers).toMatchObject({ 'mcp-protocol-version': '2025-06-18', 'mcp-session-id': 'session-1' });
    }
  });

  it('repeats version, method and name of a 2026-07-28 request in its headers', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
    await bridge.ask({ id: 1, method: 'tools/call', params: { name: 'query_athena', _meta } });
    await bridge.ask({ id: 2, method: 'resources/read', params: { uri: 'ui://ሴ', _meta } });
    expect(server.calls[0]?.headers).toMatchObject({
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'query_athena',
    });
    expect(server.calls[1]?.headers['mcp-name']).toBe(`=?base64?${Buffer.from('ui://ሴ').toString('base64')}?=`);
  });
});

describe('what is no proper request', () => {
  it('is refused when tools come before initialize, unless the message itself names its protocol version', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    expect(await bridge.ask({ id: 1, method: 'tools/list' })).toMatchObject({ id: 1, error: { code: -32002 } });
    expect(await bridge.ask({ id: 2, method: 'tools/call' })).toMatchObject({ id: 2, error: { code: -32002 } });
    expect(server.calls).toHaveLength(0);
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
    expect(await bridge.ask({ id: 3, method: 'tools/list', params: { _meta } })).toMatchObject({ id: 3, result: {} });
    await bridge.ask({ id: 4, method: 'server/discover' });
    expect(await bridge.ask({ id: 5, method: 'tools/list' })).toMatchObject({ id: 5, result: {} });
  });

  it('is answered with -32700 or -32600, and the next line is read as usual', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    for (const line of ['not json', '{"jsonrpc":"2.0"', Buffer.from([0x22, 0xff, 0x22]).toString('latin1')]) {
      bridge.child.stdin.write(Buffer.from(`${line}\n`, 'latin1'));
      expect(await bridge.next()).toMatchObject({ id: null, error: { code: -32700 } });
    }
    for (const line of ['7', 'null', '[]', '{}', '{"jsonrpc":"2.0","method":1}', '{"method":"ping"}']) {
      bridge.send(line);
      expect(await bridge.next()).toMatchObject({ id: null, error: { code: -32600 } });
    }
    bridge.send('{"id":12345678901234567890,"method":"ping"}');
    expect(await bridge.nextLine()).toContain('"id":12345678901234567890,"error":{"code":-32600');
    bridge.send('\n  \r\n\uFEFF{"jsonrpc":"2.0","id":1,"method":"ping"}\r');
    expect(await bridge.next()).toMatchObject({ id: 1, result: {} });
  });
});

describe('a request is answered exactly once', () => {
  it('when the stream ends or breaks without the answer, or answers twice', async () => {
    const server = await upstream((call) => {
      const { id, params } = call.message ?? {};
      const stream = call.stream();
      stream.send({ jsonrpc: '2.0', method: 'notifications/progress', params: {} });
      const result = { jsonrpc: '2.0', id, result: { first: true } };
      switch (params?.['end']) {
        case 'early':
          stream.end();
          break;
        case 'cut':
          stream.raw('data: {"jsonrpc":"2.0","id":1,"resu');
          setImmediate(stream.cut);
          break;
        case 'rubbish':
          stream.raw('data: <html>\n\n');
          stream.raw('data: {"some":"json"}\n\n');
          stream.end();
          break;
        case 'stranger':
          stream.send({ ...result, id: 'somebody else' });
          stream.end();
          break;
        default:
          stream.send(result);
          stream.send({ ...result, result: { first: false } });
          stream.end();
      }
    });
    const bridge = connect(server);
    for (const end of ['early', 'cut', 'rubbish', 'stranger']) {
      expect(await bridge.ask({ id: end, method: 'x', params: { end } })).toMatchObject({
        method: 'notifications/progress',
      });
      expect(await bridge.next()).toMatchObject({
        id: end,
        error: { code: -32603, data: { error: { code: 'UNREACHABLE' } } },
      });
    }
    await bridge.ask({ id: 'twice', method: 'x' });
    expect(await bridge.next()).toMatchObject({ id: 'twice', result: { first: true } });
    await bridge.ask({ id: 'after', method: 'x' });
    expect(await bridge.next()).toMatchObject({ id: 'after', result: { first: true } });
  });

  it('when the server takes the request and says nothing', async () => {
    const statuses = [202, 204, 200];
    const server = await upstream((call) => {
      call.answer(statuses.shift() ?? 500, {});
    });
    const bridge = connect(server);
    for (const id of [1, 2, 3])
      expect(await bridge.ask({ id, method: 'x' })).toMatchObject({ id, error: { code: -32603 } });
  });

  it('when nothing listens there, or the name does not exist', async () => {
    const refused = start(['--endpoint', 'http://127.0.0.1:1/v1']);
    expect(await refused.ask({ id: 1, method: 'ping' })).toMatchObject({
      id: 1,
      error: { code: -32603, message: expect.stringContaining('refused the connection') as string },
    });
    const unknown = start(['--endpoint', 'https://api.invalid/v1']);
    const answer = await unknown.ask({ id: 1, method: 'ping' });
    expect(answer.error?.data).toMatchObject({ error: { code: 'UNREACHABLE' } });
  });

  it('when the answer is none, and the reason is explained', async () => {
    const html = { 'content-type': 'text/html' };
    const json = { 'content-type': 'application/json' };
    const answers: [number, Record<string, string>, string, string, string][] = [
      [200, html, '<html>Log in</html>', 'UNREACHABLE', 'did not come from an MCP server'],
      [200, json, '{"hello":1}', 'UNREACHABLE', 'did not come from an MCP server'],
      [302, { location: 'https://login.example/x' }, '', 'UNREACHABLE', 'login.example'],
      [403, html, '<html>blocked</html>', 'NOT_AUTHORIZED', 'forbidden'],
      [404, json, '{"message":"Not Found"}', 'UNREACHABLE', 'no MCP server'],
      [413, json, '{"message":"Request Too Long"}', 'INVALID_INPUT', '10 MB'],
      [429, json, '{"message":"Too Many Requests"}', 'THROTTLED', 'Too many requests'],
      [500, json, '{"message":null}', 'INTERNAL', 'HTTP 500'],
      [502, json, '{"message":"Internal server error"}', 'INTERNAL', 'HTTP 502'],
      [503, json, '{"message":"Service Unavailable"}', 'UNREACHABLE', 'unavailable'],
      [504, json, '{"message":"Endpoint request timed out"}', 'QUERY_TIMED_OUT', 'time limit'],
    ];
    let n = 0;
    const server = await upstream((call) => {
      const [status = 0, headers = {}, body = ''] = answers[n] ?? [];
      call.answer(status, headers, body);
    });
    const bridge = connect(server);
    for (const [, , , code, words] of answers) {
      const answer = await bridge.ask({ id: n, method: 'x' });
      expect(answer).toMatchObject({ id: n, error: { code: -32603, data: { error: { code } } } });
      expect(answer.error?.message).toContain(words);
      n++;
    }
    // Of these, 429, 502 and 503 were each asked four times.
    expect(server.calls).toHaveLength(answers.length + 9);
  });

  it('with the JSON-RPC error that the server sent, under any HTTP status and even with id null', async () => {
    const ids = [1, null, undefined];
    const server = await upstream((call) => {
      const error = { code: -32020, message: 'header mismatch', data: { a: 1 } };
      call.answer(
        400,
        { 'content-type': 'application/json' },
        JSON.stringify({ jsonrpc: '2.0', id: ids.shift(), error }),
      );
    });
    const bridge = connect(server);
    for (let n = 0; n < 3; n++) {
      expect(await bridge.ask({ id: 1, method: 'x' })).toEqual({
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32020, message: 'header mismatch', data: { a: 1 } },
      });
    }
  });

  it('or not at all once the host has cancelled it', async () => {
    const streams = new Map<unknown, EventStream>();
    const server = await upstream((call) => {
      if (call.message?.method === 'tools/call') {
        const stream = call.stream();
        streams.set(call.message.id, stream);
        stream.send({ jsonrpc: '2.0', method: 'notifications/progress', params: {} });
      } else if (call.message?.method === 'notifications/cancelled') {
        streams.get(call.message.params?.['requestId'])?.end();
        call.answer(202, {});
      } else echo(call);
    });
    const bridge = connect(server);
    await bridge.ask(initialize);
    await bridge.ask({ id: 1, method: 'tools/call' });
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    // Since 2026-07-28 the closed connection is what cancels.
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
    await bridge.ask({ id: 2, method: 'tools/call', params: { _meta } });
    const modern = server.calls.find((call) => call.message?.id === 2);
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2, _meta } });
    await modern?.hungUp;
    expect(await bridge.ask({ id: 3, method: 'ping' })).toMatchObject({ id: 3, result: {} });
    bridge.end();
    expect(await bridge.exited).toBe(0);
    expect(bridge.lines.filter((line) => /"id":[12][,}]/.test(line))).toEqual([]);
  });
});

describe('a cancellation reaches the call that it ends', () => {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'host', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const CALL_ID = 'case-insights-call-id';

  /** Takes calls and leaves them open; what else comes is accepted. */
  async function slowServer() {
    const arrived = gate<Call>();
    const cancelled = gate<Call>();
    const server = await upstream((call) => {
      if (call.message?.method === 'notifications/cancelled') {
        call.answer(202, {});
        cancelled.open(call);
      } else if (call.message?.method === 'tools/call') {
        call.stream();
        arrived.open(call);
      } else echo(call);
    });
    return { server, arrived: arrived.passed, cancelled: cancelled.passed };
  }

  it.each([
    ['of 2025-11-25', {}],
    ['of 2026-07-28', { _meta }],
  ])('from a host %s, under the id of its POST', async (_, params) => {
    const { server, arrived, cancelled } = await slowServer();
    const bridge = connect(server);
    await bridge.ask(initialize);
    bridge.send({ jsonrpc: '2.0', id: 7, method: 'tools/call', params });
    const call = await arrived;
    expect(call.headers[CALL_ID]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7, reason: 'bored' } });
    const told = await cancelled;
    expect(told.message).toMatchObject({ params: { requestId: 7, reason: 'bored' } });
    expect(told.headers[CALL_ID]).toBe(call.headers[CALL_ID]);
    const others = server.calls.filter((each) => each !== call && each !== told).map((each) => each.headers[CALL_ID]);
    expect(others).not.toContain(call.headers[CALL_ID]);
  });

  it('in a batch, each under the id of its own POST', async () => {
    const calls: Call[] = [];
    const server = await upstream((call) => {
      calls.push(call);
      if (call.message?.id === undefined) call.answer(202, {});
      else call.stream();
    });
    const bridge = connect(server);
    const reached = (count: number) => expect.poll(() => calls.length).toBe(count);
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'x' });
    await reached(1);
    bridge.send({ jsonrpc: '2.0', id: 2, method: 'x' });
    await reached(2);
    const cancel = (requestId: number) => ({
      jsonrpc: '2.0',
      method: 'notifications/cancelled',
      params: { requestId },
    });
    bridge.send([cancel(2), cancel(1), cancel(9)]);
    await reached(5);
    const idOf = (matches: (call: Call) => boolean) => calls.find(matches)?.headers[CALL_ID];
    for (const id of [1, 2]) {
      expect(idOf(({ message }) => message?.params?.['requestId'] === id)).toBe(
        idOf(({ message }) => message?.id === id),
      );
    }
    expect(idOf(({ message }) => message?.params?.['requestId'] === 9)).toBeUndefined();
  });

  it('of one call in a batch, spares the others: the last that is cancelled ends the batch', async () => {
    const calls: Call[] = [];
    const server = await upstream((call) => {
      calls.push(call);
      if (call.message?.method === 'notifications/cancelled') call.answer(202, {});
      else call.stream();
    });
    const bridge = connect(server);
    const reached = (count: number) => expect.poll(() => calls.length).toBe(count);
    bridge.send([
      { jsonrpc: '2.0', id: 1, method: 'x' },
      { jsonrpc: '2.0', id: 2, method: 'x' },
    ]);
    await reached(1);
    for (const [index, requestId] of [1, 2].entries()) {
      bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
      await reached(2 + index);
    }
    const [batch, ...cancellations] = calls.map(({ headers }) => headers[CALL_ID]);
    expect(batch).toBeTruthy();
    expect(cancellations).toEqual([undefined, batch]);
  });

  it.skipIf(process.platform === 'win32').each([
    ['of 2025-11-25', {}],
    ['of 2026-07-28', { _meta }],
  ])('from the bridge itself when its host %s ends it', async (_, params) => {
    const { server, arrived, cancelled } = await slowServer();
    const bridge = connect(server);
    await bridge.ask(initialize);
    bridge.send(`{"jsonrpc":"2.0","id":9007199254740993,"method":"tools/call","params":${JSON.stringify(params)}}`);
    const call = await arrived;
    bridge.child.kill('SIGTERM');
    expect(await bridge.nextLine()).toContain('"id":9007199254740993,"error"');
    const told = await cancelled;
    expect(told.text).toContain('"requestId":9007199254740993,"reason":"The bridge stopped');
    expect(told.headers[CALL_ID]).toBe(call.headers[CALL_ID]);
    if ('_meta' in params) {
      expect(told.headers).toMatchObject({ 'mcp-protocol-version': '2026-07-28' });
      expect(told.message?.params?.['_meta']).toEqual(_meta);
    }
    expect(await bridge.exited).toBe(0);
  });

  it('from the bridge itself when its host closes the input and the answer does not come', async () => {
    const { server, arrived, cancelled } = await slowServer();
    const bridge = connect(server);
    await bridge.ask(initialize);
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'tools/call' });
    const call = await arrived;
    bridge.end();
    expect((await cancelled).headers[CALL_ID]).toBe(call.headers[CALL_ID]);
    expect(await bridge.next()).toMatchObject({ id: 1, error: { data: { error: { code: 'CANCELLED' } } } });
    expect(await bridge.exited).toBe(0);
  });
});

describe('AWS', () => {
  it('turning the signature away is explained with the identity and the remedy', async () => {
    const denial =
      '{"Message":"User: arn:aws:iam::123456789012:user/ann is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abc/v1/POST/mcp because no identity-based policy allows it"}';
    const refusals: [string, string, string, string][] = [
      [
        'MissingAuthenticationTokenException',
        '{"message":"Missing Authentication Token"}',
        'UNREACHABLE',
        'no such path or stage',
      ],
      [
        'ExpiredTokenException',
        '{"message":"The security token included in the request is expired"}',
        'CREDENTIALS_EXPIRED',
        'expired',
      ],
      [
        'UnrecognizedClientException',
        '{"message":"The security token included in the request is invalid."}',
        'NO_CREDENTIALS',
        'does not know',
      ],
      [
        'InvalidSignatureException',
        '{"message":"The request signature we calculated does not match"}',
        'NOT_AUTHORIZED',
        'secret key',
      ],
      [
        'InvalidSignatureException',
        '{"message":"Credential should be scoped to a valid region. "}',
        'NOT_AUTHORIZED',
        REGION,
      ],
      ['AccessDeniedException', denial, 'NOT_AUTHORIZED', 'arn:aws:execute-api:eu-west-1:********9012:abc/v1/POST/mcp'],
      ['AccessDeniedException', denial, 'NOT_AUTHORIZED', 'arn:aws:iam::123456789012:user/ann'],
      ['AccessDeniedException', denial, 'NOT_AUTHORIZED', 'MCPCaseInsights-UserAccess'],
      ['ForbiddenException', '{"message":"Forbidden"}', 'NOT_AUTHORIZED', 'resource policy'],
    ];
    const script = refusals.flatMap((refusal) => [
      { type: refusal[0], body: refusal[1] },
      { type: '', body: refusal[1] },
    ]);
    const server = await upstream((call) => {
      const { type = '', body = '' } = script.shift() ?? {};
      call.answer(403, type === '' ? {} : { 'x-amzn-errortype': `${type}:http://internal.amazon.com/` }, body);
    });
    const bridge = connect(server);
    for (const [, , code, words] of refusals) {
      for (const id of ['with the header', 'without it']) {
        const answer = await bridge.ask({ id, method: 'x' });
        expect(answer).toMatchObject({ id, error: { data: { error: { code } } } });
        expect(answer.error?.message).toContain(words);
      }
    }
    expect(server.calls).toHaveLength(script.length + refusals.length * 2);
  });

  it('sees the right time even when this machine does not', async () => {
    const server = await upstream(echo, { now: () => new Date(Date.now() + 3_600_000) });
    const bridge = connect(server);
    for (const id of [1, 2]) expect(await bridge.ask({ id, method: 'ping' })).toMatchObject({ id, result: {} });
    expect(bridge.log().match(/60 minutes slow/g)).toHaveLength(1);
  });

  it('is asked for nothing as long as there are no credentials, and the next attempt finds those that came', async () => {
    const server = await upstream(echo);
    const credentials = path.join(await temporaryFolder(), 'credentials');
    const bridge = start(
      ['--endpoint', server.url, '--profile', 'team'],
      bridgeEnvironment({ AWS_SHARED_CREDENTIALS_FILE: credentials }),
    );
    const missing = await bridge.ask({ id: 0, method: 'ping' });
    expect(missing).toMatchObject({ id: 0, error: { data: { error: { code: 'NO_CREDENTIALS' } } } });
    expect(missing.error?.message).toContain('"team"');
    expect(server.calls).toHaveLength(0);
    await writeFile(credentials, profile('team', KEY.secretAccessKey));
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: {} });
  });

  it('turning a rotated key away leads to the new one on disk, within the same call', async () => {
    let key = KEY;
    const server = await upstream(echo, { key: () => key });
    const credentials = path.join(await temporaryFolder(), 'credentials');
    await writeFile(credentials, profile('team', KEY.secretAccessKey));
    const bridge = start(
      ['--endpoint', server.url, '--profile', 'team'],
      bridgeEnvironment({ AWS_SHARED_CREDENTIALS_FILE: credentials }),
    );
    await bridge.ask({ id: 1, method: 'ping' });
    key = { accessKeyId: 'AKIDROTATED000000000', secretAccessKey: 'another' };
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({
      error: { data: { error: { code: 'NO_CREDENTIALS' } } },
    });
    await writeFile(credentials, profile('team', 'another', key.accessKeyId));
    expect(await bridge.ask({ id: 3, method: 'ping' })).toMatchObject({ id: 3, result: {} });
  });

  it('gets credentials from a process that neither eats messages nor inherits the editor', async () => {
    const server = await upstream(echo);
    const folder = await temporaryFolder();
    const script = path.join(folder, 'credentials.cjs');
    // It answers only when its input is at its end, and only outside of Electron.
    await writeFile(
      script,
      `process.stdin.resume().on('end', () => {
        if (process.env.ELECTRON_RUN_AS_NODE) process.exit(1);
        console.log(JSON.stringify({ Version: 1, AccessKeyId: '${KEY.accessKeyId}', SecretAccessKey: '${KEY.secretAccessKey}' }));
      });`,
    );
    const config = path.join(folder, 'config');
    await writeFile(config, `[profile team]\ncredential_process = "${process.execPath}" "${script}"\n`);
    const bridge = start(
      ['--endpoint', server.url, '--profile', 'team'],
      bridgeEnvironment({ AWS_CONFIG_FILE: config, ELECTRON_RUN_AS_NODE: '1' }),
    );
    for (let id = 1; id <= 20; id++) bridge.send({ jsonrpc: '2.0', id, method: 'ping' });
    const ids = new Set<unknown>();
    for (let n = 0; n < 20; n++) ids.add((await bridge.next()).id);
    expect(ids.size).toBe(20);
    expect(server.calls).toHaveLength(20);
  });
});

function profile(name: string, secret: string, id = KEY.accessKeyId): string {
  return `[${name}]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
}

describe('the life of the program', () => {
  it('ends with the JSON-RPC error that old hosts expect when no server is configured', async () => {
    const bridge = start([]);
    const error = await bridge.next();
    expect(error).toMatchObject({ id: 1, error: { code: -32000 } });
    expect(error.error?.message).toMatch(/MCP_SERVER_URL.*--endpoint/);
    expect(await bridge.exited).toBe(1);
  });

  it('ends with 2 and one sentence that names the flag it does not know', async () => {
    const bridge = start(['--colour']);
    expect(await bridge.exited).toBe(2);
    expect(bridge.lines).toEqual([]);
    expect(bridge.log()).toMatch(/^.*--colour.*\n$/);
  });

  it('says where it forwards to in one line without the word that hosts paint red', async () => {
    const server = await upstream(echo);
    const folder = await temporaryFolder();
    const file = path.join(folder, 'bridge.log');
    const bridge = connect(server, '--log-file', file);
    await bridge.ask({ id: 1, method: 'ping' });
    bridge.end();
    await bridge.exited;
    expect(bridge.log()).toMatch(
      /^case-insights bridge [\d.]+: forwarding to http:\/\/127\.0\.0\.1:\d+\/v1\/mcp as .* in eu-west-1\n$/,
    );
    expect(bridge.log()).not.toMatch(/error/i);
  });

  it('ends when the host closes its input, after the answers that are under way', async () => {
    const waiting = gate<Call>();
    const server = await upstream(waiting.open);
    const bridge = connect(server);
    bridge.send({ jsonrpc: '2.0', id: 1, method: 'x' });
    const call = await waiting.passed;
    bridge.child.stdin.end('{"jsonrpc":"2.0","id":2,"method":"tools/list"}');
    expect(await bridge.next()).toMatchObject({ id: 2, error: { code: -32002 } });
    call.result({ late: true });
    expect(await bridge.next()).toMatchObject({ id: 1, result: { late: true } });
    expect(await bridge.exited).toBe(0);
  });

  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s and answers what is open before',
    async (signal) => {
      const waiting = gate<Call>();
      const server = await upstream(waiting.open);
      const bridge = connect(server);
      bridge.send({ jsonrpc: '2.0', id: 1, method: 'x' });
      const call = await waiting.passed;
      bridge.child.kill(signal);
      expect(await bridge.next()).toMatchObject({ id: 1, error: { data: { error: { code: 'CANCELLED' } } } });
      expect(await bridge.exited).toBe(0);
      await call.hungUp;
    },
  );

  it('delivers a notification before it ends', async () => {
    const arrived = gate<Call>();
    const server = await upstream(arrived.open);
    const bridge = connect(server);
    bridge.child.stdin.end('{"jsonrpc":"2.0","method":"notifications/x"}');
    (await arrived.passed).answer(202, {});
    expect(await bridge.exited).toBe(0);
    expect(bridge.lines).toEqual([]);
  });

  it('ends when its host has died without closing anything', async () => {
    const server = await upstream(echo);
    const host = await temporaryFolder();
    const program = path.join(host, 'host.cjs');
    // The bridge shares the host's stdin and stdout, which this test keeps open.
    await writeFile(
      program,
      `const { spawn } = require('node:child_process');
      spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' });
      setInterval(() => undefined, 1000);`,
    );
    const bridge = start([BRIDGE, '--endpoint', server.url], bridgeEnvironment(), program);
    await bridge.ask({ id: 1, method: 'ping' });
    bridge.child.kill('SIGKILL');
    // The streams close when the last program that holds them has ended.
    await bridge.exited;
  });

  it('ends when nobody reads its answers any more', async () => {
    const server = await upstream(echo);
    const bridge = connect(server);
    await bridge.ask({ id: 1, method: 'ping' });
    bridge.child.stdout.destroy();
    bridge.send({ jsonrpc: '2.0', id: 2, method: 'ping' });
    bridge.send({ jsonrpc: '2.0', id: 3, method: 'ping' });
    expect(await bridge.exited).toBe(0);
  });

  it('hands --local over to the program beside it: streams, folder and exit code', async () => {
    const folder = await temporaryFolder();
    const program = path.join(folder, 'bridge.js');
    for (const name of ['bridge.js', 'bridge-program.js']) {
      await cp(path.join(path.dirname(BRIDGE), name), path.join(folder, name));
    }
    await writeFile(
      path.join(folder, 'local.js'),
      `process.stdin.once('data', (line) => {
        console.log(JSON.stringify({ folder: process.argv[2] ?? null, line: String(line).trim(), electron: process.env.ELECTRON_RUN_AS_NODE }));
        process.exit(7);
      });
      process.on('SIGTERM', () => process.exit(8));
      console.log('"ready"');`,
    );
    const bridge = start(['--local', 'cases'], bridgeEnvironment({ ELECTRON_RUN_AS_NODE: '1' }), program);
    await bridge.nextLine();
    bridge.send('hello');
    expect(await bridge.next()).toEqual({ folder: 'cases', line: 'hello', electron: '1' });
    expect(await bridge.exited).toBe(7);

    if (process.platform === 'win32') return;
    const told = start(['--local'], bridgeEnvironment(), program);
    await told.nextLine();
    told.child.kill('SIGTERM');
    expect(await told.exited).toBe(8);
  });
});
