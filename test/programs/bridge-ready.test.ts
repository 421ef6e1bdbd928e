import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SERVER_NAME, VERSION } from '#core/contract/version.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import { KEY, startUpstream, type Call, type JsonRpc, type Upstream } from '../support/upstream.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(path.join(tmpdir(), 'bridge-ready-'));
});
afterEach(() => rm(cache, { recursive: true }));
// Hooks run last first: what writes into the folder ends before that is removed.
const { running, closing } = endedAfterEach();

/** A server of one tool; both its version and its tool can be changed. */
class Server {
  version = '1.0.0';
  tool = 'first';
  answers = true;
  refuses = false;
  readonly asked: string[] = [];

  readonly serve = (call: Call): void => {
    const method = call.message?.method ?? '';
    this.asked.push(method);
    if (!this.answers) return;
    if (call.message?.id === undefined) call.answer(202, {});
    else if (this.refuses && method !== 'ping')
      call.json({ jsonrpc: '2.0', id: call.message.id, error: { code: -32601, message: 'Method not found' } });
    else if (method === 'initialize') call.result(this.initialize(call.message));
    else if (method === 'tools/list')
      call.result({ tools: [{ name: this.tool, inputSchema: { type: 'object' } }], ...modern(call.message) });
    else call.result({ method });
  };

  private initialize(message: JsonRpc) {
    return {
      protocolVersion: message.params?.['protocolVersion'],
      capabilities: { tools: { extra: 1 }, completions: {} },
      serverInfo: { name: 'behind', version: this.version, title: 'Behind' },
      instructions: 'Ask.',
      unknown: { kept: true },
    };
  }
}

/** What a list carries since 2026-07-28. */
function modern(message: JsonRpc): object {
  return message.params?.['_meta'] === undefined ? {} : { ttlMs: 3_600_000, cacheScope: 'private' };
}

async function upstream(server: Server, port?: number): Promise<Upstream> {
  const started = await startUpstream(server.serve, port === undefined ? {} : { port });
  closing.push(started);
  return started;
}

function start(url: string, environment: Record<string, string | undefined> = {}, ...args: string[]): BridgeProcess {
  const bridge = startBridge(
    ['--endpoint', url, ...args],
    bridgeEnvironment({ XDG_CACHE_HOME: cache, ...environment }),
  );
  running.push(bridge);
  return bridge;
}

const initialize: JsonRpc = {
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};
const listTools: JsonRpc = { id: 1, method: 'tools/list' };
const cached = async () =>
  (await readdir(path.join(cache, 'case-insights-mcp')).catch(() => [])).filter((name) => name.endsWith('.json'));
const toolsIn = (answer: JsonRpc) => (answer.result?.['tools'] as { name: string }[]).map(({ name }) => name);

/** Lets one bridge learn the server's answers. */
async function teach(url: string): Promise<void> {
  const bridge = start(url);
  await bridge.ask(initialize);
  await bridge.ask(listTools);
  await expect
    .poll(async () =>
      (
        await readFile(path.join(cache, 'case-insights-mcp', (await cached())[0] ?? ''), 'utf8').catch(() => '')
      ).includes('tools/list'),
    )
    .toBe(true);
  bridge.end();
  await bridge.exited;
}

describe('the first contact', () => {
  it("gives the server's own answer, with the bridge's promise to announce changes and nothing else changed", async () => {
    const server = new Server();
    const { url } = await upstream(server);
    const { result } = await start(url).ask(initialize);
    expect(result).toEqual({
      protocolVersion: '2025-11-25',
      capabilities: { tools: { extra: 1, listChanged: true }, completions: {} },
      serverInfo: { name: 'behind', version: '1.0.0', title: 'Behind' },
      instructions: 'Ask.',
      unknown: { kept: true },
    });
  });

  it.each([
    ['nobody is signed in', { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }],
    ['the server is not there', {}],
  ])('answers with what the bridge ships with where %s', async (_, environment) => {
    const bridge = start('http://127.0.0.1:1/v1', environment);
    const { result } = await bridge.ask(initialize);
    expect(result).toMatchObject({
      protocolVersion: '2025-11-25',
      serverInfo: { name: SERVER_NAME, version: VERSION },
      capabilities: { tools: { listChanged: true }, prompts: { listChanged: true }, resources: { listChanged: true } },
    });
    expect(toolsIn(await bridge.ask(listTools))).toEqual(CATALOGUE.map(({ name }) => name));
    for (const method of ['prompts/list', 'resources/list', 'resources/templates/list'])
      expect(await bridge.ask({ id: method, method })).toHaveProperty('result');
    const call = await bridge.ask({ id: 9, method: 'tools/call', params: { name: 'get_case_summary' } });
    expect(call.error?.data).toMatchObject({
      error: { code: 'AWS_ACCESS_KEY_ID' in environment ? 'NO_CREDENTIALS' : 'UNREACHABLE' },
    });
    expect(await cached()).toEqual([]);
  });

  it('answers so too when the server is silent for three seconds, and takes its late answer in', async () => {
    const server = new Server();
    server.answers = false;
    const { url, calls } = await upstream(server);
    const bridge = start(url);
    expect(await bridge.ask(initialize)).toMatchObject({ result: { serverInfo: { name: SERVER_NAME } } });
    expect(toolsIn(await bridge.ask(listTools))).toContain('query_athena');
    const late = calls.find((call) => call.message?.method === 'tools/list');
    late?.result({ tools: [] });
    expect(await bridge.next()).toMatchObject({ method: 'notifications/tools/list_changed' });
  });

  it("says that the lists have changed once the server answers, and that list is the server's", async () => {
    const probe = await startUpstream(() => undefined);
    const port = Number(new URL(probe.url).port);
    await probe.close();
    const bridge = start(probe.url);
    await bridge.ask(initialize);
    expect(toolsIn(await bridge.ask(listTools))).toContain('query_athena');
    await upstream(new Server(), port);
    bridge.send({ jsonrpc: '2.0', id: 5, method: 'ping' });
    const [one, two] = [await bridge.next(), await bridge.next()];
    expect([one, two]).toContainEqual({ jsonrpc: '2.0', id: 5, result: { method: 'ping' } });
    expect([one, two]).toContainEqual({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    expect(toolsIn(await bridge.ask(listTools))).toEqual(['first']);
  });
});

describe('the second start', () => {
  it('answers from what the server said before, even while it is silent', async () => {
    const server = new Server();
    const { url } = await upstream(server);
    await teach(url);
    server.answers = false;
    const bridge = start(url);
    expect(await bridge.ask(initialize)).toMatchObject({
      result: { serverInfo: { name: 'behind' }, capabilities: { tools: { listChanged: true } } },
    });
    expect(toolsIn(await bridge.ask({ id: 12345678901, method: 'tools/list' }))).toEqual(['first']);
  });

  it('asks the server behind the host, and announces what has changed, once', async () => {
    const server = new Server();
    const { url } = await upstream(server);
    await teach(url);
    server.tool = 'second';
    const bridge = start(url);
    await bridge.ask(initialize);
    expect(toolsIn(await bridge.ask(listTools))).toEqual(['first']);
    expect(await bridge.next()).toEqual({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
    expect(toolsIn(await bridge.ask(listTools))).toEqual(['second']);
    expect(await bridge.ask({ id: 2, method: 'ping' })).toMatchObject({ id: 2 });
    expect(bridge.lines.filter((line) => line.includes('list_changed'))).toHaveLength(1);
  });

  it('tells a 2026-07-28 host to keep an answer no longer than until the server has confirmed it', async () => {
    const { url } = await upstream(new Server());
    const _meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };
    const list = { id: 1, method: 'tools/list', params: { _meta } };
    const first = start(url);
    expect((await first.ask(list)).result).toMatchObject({ ttlMs: 3_600_000 });
    await expect.poll(async () => (await cached()).length).toBe(1);
    expect((await start(url).ask(list)).result).toMatchObject({ ttlMs: 0, tools: [{ name: 'first' }] });
  });

  it.each([
    ['another profile', ['--profile', 'other']],
    ['another server', []],
  ])('asks the server where it is %s', async (what, args) => {
    const server = new Server();
    const { url } = await upstream(server);
    await teach(url);
    server.tool = 'second';
    const file = path.join(cache, 'credentials');
    await writeFile(
      file,
      `[other]\naws_access_key_id = ${KEY.accessKeyId}\naws_secret_access_key = ${KEY.secretAccessKey}\n`,
    );
    const bridge = start(
      what === 'another server' ? `${url}?stage=2` : url,
      { AWS_SHARED_CREDENTIALS_FILE: file },
      ...args,
    );
    await bridge.ask(initialize);
    expect(toolsIn(await bridge.ask(listTools))).toEqual(['second']);
  });

  it('asks the server where the file is broken', async () => {
    const { url } = await upstream(new Server());
    await teach(url);
    const [name = ''] = await cached();
    for (const content of ['', '{"half', '[]', '{"tools/list":7}']) {
      await writeFile(path.join(cache, 'case-insights-mcp', name), content);
      const bridge = start(url);
      expect(await bridge.ask(initialize)).toMatchObject({ result: { serverInfo: { name: 'behind' } } });
      expect(toolsIn(await bridge.ask(listTools))).toEqual(['first']);
    }
  });

  it('does not use what a server with sessions said', async () => {
    const server = new Server();
    const { url } = await startUpstream((call) => {
      if (call.message?.method === 'initialize')
        call.answer(
          200,
          { 'content-type': 'application/json', 'mcp-session-id': 's1' },
          JSON.stringify({ jsonrpc: '2.0', id: call.message.id, result: { capabilities: {} } }),
        );
      else server.serve(call);
    }).then((started) => (closing.push(started), started));
    const bridge = start(url);
    await bridge.ask(initialize);
    await bridge.ask(listTools);
    await bridge.ask({ id: 3, method: 'ping' });
    expect(await cached()).toEqual([]);
  });

  it('takes a refusal for an answer: it does not ask again and again what the server no longer offers', async () => {
    const server = new Server();
    const { url } = await upstream(server);
    await teach(url);
    server.refuses = true;
    server.asked.length = 0;
    const bridge = start(url);
    await bridge.ask(initialize);
    await bridge.ask(listTools);
    await expect.poll(() => server.asked).toEqual(expect.arrayContaining(['initialize', 'tools/list']));
    for (let id = 10; id < 40; id++) await bridge.ask({ id, method: 'ping' });
    expect(server.asked.filter((method) => method !== 'ping')).toHaveLength(2);
  });
});
