import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import { makeCertificate } from '../support/certificate.ts';
import { startConnectProxy, type ConnectProxy } from '../support/connect-proxy.ts';
import { startUpstream, type Call, type Upstream, type UpstreamOptions } from '../support/upstream.ts';

const { running, closing } = endedAfterEach();

async function upstream(onCall: (call: Call) => void, options?: UpstreamOptions): Promise<Upstream> {
  const server = await startUpstream(onCall, options);
  closing.push(server);
  return server;
}

async function proxy(refuse?: number): Promise<ConnectProxy> {
  const started = await startConnectProxy(refuse);
  closing.push(started);
  return started;
}

function start(url: string, environment: Record<string, string> = {}): BridgeProcess {
  const bridge = startBridge(['--endpoint', url], bridgeEnvironment(environment));
  running.push(bridge);
  return bridge;
}

const echo = (call: Call) => {
  if (call.message?.id === undefined) call.answer(202, {});
  else call.result({ method: call.message.method });
};

describe('TLS', () => {
  const certificate = makeCertificate();
  let folder: string;
  let authority: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'bridge-tls-'));
    authority = path.join(folder, 'company.pem');
    await writeFile(authority, certificate.cert);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is refused to a server whose certificate nobody vouches for, and the remedy is named', async () => {
    const server = await upstream(echo, { certificate });
    const answer = await start(server.url).ask({ id: 1, method: 'ping' });
    expect(answer).toMatchObject({ id: 1, error: { data: { error: { code: 'UNREACHABLE' } } } });
    expect(answer.error?.message).toMatch(/Could not establish a trusted connection.*NODE_EXTRA_CA_CERTS/);
    expect(server.calls).toHaveLength(0);
  });

  it("trusts the company's authority in NODE_EXTRA_CA_CERTS, and keeps its connections", async () => {
    const server = await upstream(echo, { certificate });
    const bridge = start(server.url, { NODE_EXTRA_CA_CERTS: authority });
    for (const id of [1, 2, 3]) expect(await bridge.ask({ id, method: 'ping' })).toMatchObject({ id, result: {} });
    expect(server.connections()).toBe(1);
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('goes through the proxy in %s, in one tunnel', async (name) => {
    const server = await upstream(echo, { certificate });
    const way = await proxy();
    const bridge = start(server.url, { NODE_EXTRA_CA_CERTS: authority, [name]: `http://ann:s3cret@${way.address}` });
    for (const id of [1, 2, 3]) expect(await bridge.ask({ id, method: 'ping' })).toMatchObject({ id, result: {} });
    expect(way.tunnels).toEqual([new URL(server.url).host]);
    expect(way.logins).toEqual([`Basic ${Buffer.from('ann:s3cret').toString('base64')}`]);
    expect(bridge.log()).not.toContain('s3cret');
  });

  it('takes a proxy without a scheme for one that speaks HTTP', async () => {
    const server = await upstream(echo, { certificate });
    const way = await proxy();
    const bridge = start(server.url, { NODE_EXTRA_CA_CERTS: authority, HTTPS_PROXY: way.address });
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: {} });
    expect(way.tunnels).toHaveLength(1);
  });

  it.each(['NO_PROXY', 'no_proxy'])('goes straight to a server that %s names', async (name) => {
    const server = await upstream(echo, { certificate });
    const way = await proxy();
    const environment = { NODE_EXTRA_CA_CERTS: authority, HTTPS_PROXY: `http://${way.address}`, [name]: 'localhost' };
    expect(await start(server.url, environment).ask({ id: 1, method: 'ping' })).toMatchObject({ result: {} });
    expect(way.tunnels).toHaveLength(0);
  });

  it('through a proxy that wants a login, is down, or forbids it, is explained', async () => {
    const server = await upstream(echo, { certificate });
    const login = await proxy(407);
    const through = (address: string) =>
      start(server.url, { NODE_EXTRA_CA_CERTS: authority, HTTPS_PROXY: address }).ask({ id: 1, method: 'ping' });
    expect((await through(`http://${login.address}`)).error?.message).toContain('proxy requires a login');
    expect((await through('http://127.0.0.1:1')).error?.message).toContain('through the proxy 127.0.0.1:1');
  });
});

describe('a server on this machine', () => {
  it('is never asked through a proxy', async () => {
    const server = await upstream(echo);
    const way = await proxy();
    const bridge = start(server.url, { HTTP_PROXY: `http://${way.address}`, HTTPS_PROXY: `http://${way.address}` });
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ result: {} });
    expect(way.tunnels).toHaveLength(0);
  });

  const hasIPv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ family }) => family === 'IPv6'));
  it.skipIf(!hasIPv6)('may have an IPv6 address', async () => {
    const server = await upstream(echo, { host: '::1' });
    expect(server.url).toContain('[::1]');
    expect(await start(server.url).ask({ id: 1, method: 'ping' })).toMatchObject({ result: {} });
  });
});

describe('a call is sent again', () => {
  it('when nothing listened at first', async () => {
    // A port that is free a moment ago is free now.
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    probe.close();
    await once(probe, 'close');
    const bridge = start(`http://127.0.0.1:${port}/v1`);
    const answer = bridge.ask({ id: 1, method: 'ping' });
    await once(bridge.child.stderr, 'data');
    closing.push(await startUpstream(echo, { port }));
    expect(await answer).toMatchObject({ id: 1, result: {} });
  });

  it.each([429, 503])('when the gateway turned it away with %i, also a tools/call', async (status) => {
    let left = 2;
    const server = await upstream((call) => {
      if (left-- > 0) call.answer(status, { 'content-type': 'application/json' }, '{"message":"x"}');
      else echo(call);
    });
    const bridge = start(server.url);
    await bridge.ask({ id: 0, method: 'initialize' });
    left = 2;
    expect(await bridge.ask({ id: 1, method: 'tools/call' })).toMatchObject({ id: 1, result: {} });
  });

  it('not before the time that Retry-After names, and not at all if that is far away', async () => {
    const asked: number[] = [];
    let pause = '1';
    const server = await upstream((call) => {
      asked.push(performance.now());
      if (asked.length % 2 === 1) call.answer(429, { 'retry-after': pause });
      else echo(call);
    });
    const bridge = start(server.url);
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ result: {} });
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(990);
    pause = '3600';
    const told = await bridge.ask({ id: 2, method: 'ping' });
    expect(told).toMatchObject({ error: { data: { error: { code: 'THROTTLED' } } } });
    expect(told.error?.message).toContain('3600 seconds');
    expect(asked).toHaveLength(3);
  });
});

describe('a call is sent once', () => {
  const asked = (server: Upstream) => server.calls.filter((call) => call.message?.method === 'tools/call').length;

  it.each([
    [
      'the function broke',
      (call: Call) => {
        call.answer(502, {}, '{"message":"Internal server error"}');
      },
    ],
    [
      'the gateway stopped waiting',
      (call: Call) => {
        call.answer(504, {}, '{"message":"Endpoint request timed out"}');
      },
    ],
    [
      'the connection broke before an answer',
      (call: Call) => {
        call.cut();
      },
    ],
    [
      'the connection broke in the answer',
      (call: Call) => {
        const stream = call.stream();
        stream.raw(':');
        setTimeout(stream.cut, 50);
      },
    ],
    [
      'the server itself said 503 in JSON-RPC',
      (call: Call) => {
        call.answer(
          503,
          { 'content-type': 'application/json' },
          `{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"busy"}}`,
        );
      },
    ],
  ])('when %s after it may have run', async (_, fail) => {
    const server = await upstream((call) => {
      if (call.message?.method === 'tools/call') fail(call);
      else echo(call);
    });
    const bridge = start(server.url);
    await bridge.ask({ id: 0, method: 'initialize' });
    expect(await bridge.ask({ id: 1, method: 'tools/call' })).toHaveProperty('error');
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({ id: 2, result: {} });
    expect(asked(server)).toBe(1);
  });
});

describe('a long answer', () => {
  const MEGABYTE = 1024 * 1024;
  const LIMIT = 64 * MEGABYTE;
  /** More than what arrives at once. */
  const MARGIN = MEGABYTE / 8;

  /** Answers with an ASCII text of that length, as fast as it is read. */
  function answerLong(call: Call, length: number, kind: 'event stream' | 'JSON'): void {
    const text = 'case e\\n'.repeat(MEGABYTE / 8);
    const stream = kind === 'JSON' ? call.open(200, { 'content-type': 'application/json' }) : call.stream();
    const write = async () => {
      if (kind === 'event stream') await stream.written('event: message\ndata: ');
      await stream.written('{"result":{"content":[{"type":"text","text":"');
      for (let left = length; left > 0; left -= text.length) await stream.written(text.slice(0, left));
      await stream.written(`"}]},"jsonrpc":"2.0","id":${String(call.message?.id)}}`);
      if (kind === 'event stream') await stream.written('\n\n');
      stream.end();
    };
    void write();
  }

  describe.each(['event stream', 'JSON'] as const)('as an %s', (kind) => {
    const serve = () =>
      upstream((call) => {
        if (call.message?.method === 'x') answerLong(call, Number(call.message.params?.['length']), kind);
        else echo(call);
      });

    it('of just under 64 MB arrives whole', async () => {
      const bridge = start((await serve()).url);
      const length = LIMIT - MARGIN;
      bridge.send({ jsonrpc: '2.0', id: 1, method: 'x', params: { length } });
      const answer = JSON.parse(await bridge.nextLine()) as { id: number; result: { content: { text: string }[] } };
      expect(answer.id).toBe(1);
      // A line feed takes two characters in JSON.
      expect(answer.result.content[0]?.text).toHaveLength((length / 8) * 7);
    });

    it('of just over 64 MB is one error that says what to do, and other calls go on', async () => {
      const server = await serve();
      const bridge = start(server.url);
      const answer = await bridge.ask({ id: 1, method: 'x', params: { length: LIMIT + MARGIN } });
      expect(answer.error).toEqual({
        code: -32603,
        message:
          'The answer is larger than 64 MB, the most that the bridge accepts. Ask for less: a shorter period, fewer rows or fewer columns.',
        data: { error: expect.objectContaining({ code: 'INVALID_INPUT' }) as unknown },
      });
      expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({ id: 2, result: {} });
      expect(server.calls).toHaveLength(2);
      expect(bridge.lines).toHaveLength(2);
    });
  });

  it('that breaks off in the middle is one failure, and no half line', async () => {
    const server = await upstream((call) => {
      if (call.message?.method !== 'x') {
        echo(call);
        return;
      }
      const stream = call.stream();
      void stream
        .written(`data: {"jsonrpc":"2.0","id":1,"result":{"text":"${'x'.repeat(6 * MEGABYTE)}`)
        .then(stream.cut);
    });
    const bridge = start(server.url);
    expect(await bridge.ask({ id: 1, method: 'x' })).toMatchObject({
      id: 1,
      error: { data: { error: { code: 'UNREACHABLE' } } },
    });
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({ id: 2, result: {} });
  });

  it('keeps the id as it was written, and other calls go on meanwhile', async () => {
    const server = await upstream((call) => {
      if (call.message?.method === 'x') answerLong(call, 5 * MEGABYTE, 'event stream');
      else echo(call);
    });
    const bridge = start(server.url);
    bridge.send('{"jsonrpc":"2.0","id":9007199254740993,"method":"x"}');
    bridge.send('{"jsonrpc":"2.0","id":2,"method":"ping"}');
    const lines = [await bridge.nextLine(), await bridge.nextLine()].sort((a, b) => a.length - b.length);
    expect(lines[0]).toContain('"id":2,');
    expect(lines[1]?.endsWith(',"jsonrpc":"2.0","id":9007199254740993}')).toBe(true);
  });
});
