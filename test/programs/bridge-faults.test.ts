import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pooledSend, type Limits } from '../../extension/bridge/http.ts';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import { FAULTS } from '../support/faults.ts';
import { KEY, startUpstream, type Call, type JsonRpc, type Upstream } from '../support/upstream.ts';

const initialize: JsonRpc = { id: 0, method: 'initialize', params: { protocolVersion: '2025-11-25' } };

const echo = (call: Call) => {
  if (call.message?.id === undefined) call.answer(202, {});
  else call.result({ method: call.message.method });
};

describe('a call that meets', () => {
  const attempts = new Map<string, number>();
  let server: Upstream;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    server = await startUpstream((call) => {
      const name = String(call.message?.params?.['name']);
      const fault = call.message?.method === 'tools/call' ? FAULTS[name] : undefined;
      attempts.set(name, (attempts.get(name) ?? 0) + 1);
      if (fault === undefined) echo(call);
      else void fault.answer(call, attempts.get(name) ?? 0);
    });
    bridge = startBridge(['--endpoint', server.url, '--log-level', 'error'], bridgeEnvironment());
    await bridge.ask(initialize);
  });
  afterAll(async () => {
    bridge.child.kill('SIGKILL');
    await bridge.exited;
    await server.close();
  });

  it.each(Object.entries(FAULTS))('%s has one answer, which says why', async (name, { outcome }) => {
    const id = `call with ${name}`;
    bridge.send({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } });
    let answer = await bridge.next();
    while (answer.method === 'notifications/progress') answer = await bridge.next();
    expect(answer.id).toBe(id);
    if (outcome === 'result') expect(answer.result).toEqual({ text: 'Ünïcode ሴ 😀' });
    else {
      expect(answer.error).toMatchObject({ code: -32603, data: { error: { code: outcome.code } } });
      expect(answer.error?.message).toMatch(outcome.words);
    }
    expect(await bridge.ask({ id: `ping after ${name}`, method: 'ping' })).toMatchObject({
      result: { method: 'ping' },
    });
    expect(bridge.lines.filter((line) => line.includes(JSON.stringify(id)))).toHaveLength(1);
    // Only what the gateway itself turned away has been sent more than once.
    if (!/^(429|503)/.test(name)) expect(attempts.get(name)).toBe(1);
  });

  it('any of them, all at once, has one answer each', async () => {
    const before = bridge.lines.length;
    const names = Object.keys(FAULTS).filter((name) => !name.includes('6 MB'));
    for (const name of names) {
      attempts.delete(name);
      bridge.send({ jsonrpc: '2.0', id: `again: ${name}`, method: 'tools/call', params: { name } });
    }
    const answers = () => bridge.lines.slice(before).filter((line) => line.includes('"id":"again: '));
    await expect.poll(() => answers().length, { timeout: 20_000 }).toBe(names.length);
    const ids = answers().map((line) => (JSON.parse(line) as JsonRpc).id);
    expect(new Set(ids)).toEqual(new Set(names.map((name) => `again: ${name}`)));
    expect(bridge.log()).toBe('');
  });
});

describe('on the way to the server', () => {
  const { running, closing } = endedAfterEach();

  function start(args: readonly string[], environment: Record<string, string> = {}): BridgeProcess {
    const bridge = startBridge(args, bridgeEnvironment(environment));
    running.push(bridge);
    return bridge;
  }

  it.each([
    ['a name that does not exist', 'https://api.invalid/v1', /could not be resolved/],
    ['a port where nothing listens', 'http://127.0.0.1:1/v1', /refused the connection/],
  ])('%s is named', async (_, url, words) => {
    const answer = await start(['--endpoint', url]).ask({ id: 1, method: 'ping' });
    expect(answer).toMatchObject({ id: 1, error: { data: { error: { code: 'UNREACHABLE' } } } });
    expect(answer.error?.message).toMatch(words);
  });

  it('a server without TLS behind an https URL is named', async () => {
    const server = await startUpstream(echo);
    closing.push(server);
    const answer = await start(['--endpoint', server.url.replace('http:', 'https:')]).ask({ id: 1, method: 'ping' });
    expect(answer.error?.message).toMatch(/Could not establish a trusted connection/);
  });

  it.each([20, -20])('a clock that is %i minutes off is mended within the call', async (minutes) => {
    const server = await startUpstream(echo, { now: () => new Date(Date.now() + minutes * 60_000) });
    closing.push(server);
    const bridge = start(['--endpoint', server.url]);
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: {} });
  });

  it('a session that has expired heals when new keys are on the disk', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bridge-faults-'));
    closing.push({ close: () => rm(folder, { recursive: true }) });
    const file = path.join(folder, 'credentials');
    const keys = (id: string) =>
      `[team]\naws_access_key_id = ${id}\naws_secret_access_key = ${KEY.secretAccessKey}\naws_session_token = token of ${id}\n`;
    let good = 'ASIAFIRST00000000000';
    const server = await startUpstream(
      (call) => {
        if (call.headers.authorization?.includes(good)) echo(call);
        else
          call.answer(
            403,
            { 'x-amzn-errortype': 'ExpiredTokenException' },
            '{"message":"The security token included in the request is expired"}',
          );
      },
      { unsigned: true },
    );
    closing.push(server);
    await writeFile(file, keys(good));
    const bridge = start(['--endpoint', server.url, '--profile', 'team'], { AWS_SHARED_CREDENTIALS_FILE: file });
    expect(await bridge.ask({ id: 1, method: 'ping' })).toMatchObject({ id: 1, result: {} });
    good = 'ASIASECOND0000000000';
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({
      id: 2,
      error: { data: { error: { code: 'CREDENTIALS_EXPIRED' } } },
    });
    await writeFile(file, keys(good));
    expect(await bridge.ask({ id: 3, method: 'ping' })).toMatchObject({ id: 3, result: {} });
  });
});

describe('a connection', () => {
  const silent = createServer((socket) => socket.on('error', () => undefined));
  let url: URL;

  beforeAll(async () => {
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    url = new URL(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/mcp`);
  });
  afterAll(() => silent.close());

  const post = (server: URL, limits: Limits, signal = new AbortController().signal) =>
    pooledSend(server, limits)({ method: 'POST', url: server, headers: {}, body: '{}', signal });

  it('on which nothing comes is given up in the end', async () => {
    await expect(post(url, { connectMs: 10_000, idleMs: 100 })).rejects.toThrow(
      expect.objectContaining({ name: 'IdleError' }) as Error,
    );
  });

  it('that does not come about is given up sooner', async () => {
    // The server takes the connection and never says a word of TLS.
    const secure = new URL(url.href.replace('http:', 'https:'));
    await expect(post(secure, { connectMs: 100, idleMs: 10_000 })).rejects.toThrow(
      expect.objectContaining({ name: 'ConnectTimeoutError' }) as Error,
    );
  });

  it('is given up at once when nobody waits any more', async () => {
    const waiting = new AbortController();
    const answer = post(url, { connectMs: 10_000, idleMs: 10_000 }, waiting.signal);
    waiting.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });
});
