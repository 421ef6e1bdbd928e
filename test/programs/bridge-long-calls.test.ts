import { describe, expect, it } from 'vitest';
import { startBridge, bridgeEnvironment } from '../support/bridge-process.ts';
import { endedAfterEach } from '../support/ended-after-each.ts';
import { startUpstream, type Call, type EventStream, type JsonRpc } from '../support/upstream.ts';

const { running, closing } = endedAfterEach();

/** Lists one tool; leaves every call open until the test ends it. */
class Server {
  readonly calls: { readonly call: Call; readonly stream: EventStream }[] = [];
  readonly cancellations: Call[] = [];

  readonly serve = (call: Call): void => {
    switch (call.message?.method ?? '') {
      case 'tools/list':
        call.result({ tools: [{ name: 'slow', inputSchema: { type: 'object' }, outputSchema: { type: 'object' } }] });
        break;
      case 'tools/call':
        this.calls.push({ call, stream: call.stream() });
        break;
      case 'notifications/cancelled':
        this.cancellations.push(call);
        call.answer(202, {});
        break;
      default:
        if (call.message?.id === undefined) call.answer(202, {});
        else call.result({ protocolVersion: '2025-11-25', capabilities: { tools: {} } });
    }
  };

  progress(index: number, message: string): void {
    const { call, stream } = this.calls[index] ?? missing();
    const meta = call.message?.params?.['_meta'] as { progressToken?: unknown } | undefined;
    stream.send({
      jsonrpc: '2.0',
      method: 'notifications/progress',
      params: { progressToken: meta?.progressToken, progress: 0.5, message },
    });
  }

  finish(index: number, text: string): void {
    const { call, stream } = this.calls[index] ?? missing();
    stream.send({
      jsonrpc: '2.0',
      id: call.message?.id,
      result: { content: [{ type: 'text', text }], structuredContent: { text } },
    });
    stream.end();
  }
}

function missing(): never {
  throw new Error('The call has not arrived.');
}

const BUDGET = '300ms';
const host = (name: string): JsonRpc => ({
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name, version: '1' } },
});
const slow = (id: number | string, more: object = {}): JsonRpc => ({
  id,
  method: 'tools/call',
  params: { name: 'slow', arguments: { question: 'why' }, ...more },
});
const collect = (id: number | string, handle: unknown, more: object = {}): JsonRpc => ({
  id,
  method: 'tools/call',
  params: { name: 'await_result', arguments: { handle, ...more } },
});
const standing = (answer: JsonRpc) => answer.result?.['structuredContent'] as Record<string, unknown>;

async function connect(args: readonly string[] = ['--call-budget', BUDGET], name = 'test') {
  const server = new Server();
  const upstream = await startUpstream(server.serve);
  closing.push(upstream);
  const bridge = startBridge(['--endpoint', upstream.url, ...args], bridgeEnvironment());
  running.push(bridge);
  await bridge.ask(host(name));
  return { server, bridge };
}

describe('a call that outlasts its budget', () => {
  it('answers in time with what is known so far; its result is collected, and collected again', async () => {
    const { server, bridge } = await connect();
    bridge.send({ jsonrpc: '2.0', ...slow(1, { _meta: { progressToken: 'p' } }) });
    await expect.poll(() => server.calls.length).toBe(1);
    server.progress(0, 'Reading 40 of 90 cases');
    expect(await bridge.next()).toMatchObject({ method: 'notifications/progress', params: { progressToken: 'p' } });
    const early = await bridge.next();
    expect(early.id).toBe(1);
    expect(early.result).not.toHaveProperty('isError');
    expect(standing(early)).toMatchObject({ status: 'running', progress: 'Reading 40 of 90 cases' });
    const { handle } = standing(early);
    expect(JSON.stringify(early.result?.['content'])).toContain(String(handle));

    const again = await bridge.ask(collect(2, handle));
    expect(standing(again)).toMatchObject({ status: 'running', handle });
    bridge.send({ jsonrpc: '2.0', ...collect('three', handle) });
    server.finish(0, 'done');
    expect(await bridge.next()).toMatchObject({ id: 'three', result: { structuredContent: { text: 'done' } } });
    expect(await bridge.ask(collect(4, handle))).toMatchObject({
      id: 4,
      result: { structuredContent: { text: 'done' } },
    });
    expect(server.calls).toHaveLength(1);
  });

  it('reports its progress to whoever waits for it, under the token of that wait', async () => {
    const { server, bridge } = await connect();
    const { handle } = standing(await bridge.ask(slow(1)));
    server.progress(0, 'unheard');
    expect(standing(await bridge.ask(collect('without a token', handle)))).toMatchObject({ progress: 'unheard' });
    bridge.send({
      jsonrpc: '2.0',
      id: 2,
      method: 'tools/call',
      params: { name: 'await_result', arguments: { handle }, _meta: { progressToken: 9 } },
    });
    await expect
      .poll(() => {
        server.progress(0, 'Reading');
        return bridge.lines.some((line) => line.includes('"progressToken":9'));
      })
      .toBe(true);
    expect(bridge.lines.filter((line) => line.includes('notifications/progress')).join()).not.toContain('unheard');
    expect(server.calls).toHaveLength(1);
  });

  it('is not run again when the model forgets the handle and asks the same once more', async () => {
    const { server, bridge } = await connect();
    const first = standing(await bridge.ask(slow(1)));
    expect(standing(await bridge.ask(slow(2)))).toMatchObject({ status: 'running', handle: first['handle'] });
    server.finish(0, 'one');
    expect(await bridge.ask(slow(3))).toMatchObject({ id: 3, result: { structuredContent: { text: 'one' } } });
    expect(server.calls).toHaveLength(1);
    // Once it has been collected, the same question is a new one.
    bridge.send({ jsonrpc: '2.0', ...slow(4) });
    await expect.poll(() => server.calls.length).toBe(2);
    server.finish(1, 'two');
    expect(await bridge.next()).toMatchObject({ id: 4, result: { structuredContent: { text: 'two' } } });
  });

  it('goes on when a wait for it is cancelled, and ends when await_result is told to cancel it', async () => {
    const { server, bridge } = await connect(['--call-budget', '1s']);
    const { handle } = standing(await bridge.ask(slow(1)));
    bridge.send({ jsonrpc: '2.0', ...collect(2, handle) });
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 2 } });
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    expect(standing(await bridge.ask(collect(3, handle)))).toMatchObject({ status: 'running' });
    expect(server.cancellations).toHaveLength(0);
    expect(standing(await bridge.ask(collect(4, handle, { cancel: true })))).toMatchObject({ status: 'cancelled' });
    await expect.poll(() => server.cancellations.length).toBe(1);
    const [told] = server.cancellations;
    expect(told?.headers['case-insights-call-id']).toBe(server.calls[0]?.call.headers['case-insights-call-id']);
    expect(told?.message?.params).toMatchObject({ requestId: 1 });
    await server.calls[0]?.call.hungUp;
    expect(await bridge.ask(collect(5, handle))).toMatchObject({ error: { data: { error: { code: 'CANCELLED' } } } });
    expect(bridge.lines.filter((line) => line.includes('"id":2'))).toEqual([]);
  });

  it('is cancelled like any other as long as the host waits for it', async () => {
    const { server, bridge } = await connect(['--call-budget', '1s']);
    bridge.send({ jsonrpc: '2.0', ...slow(1) });
    await expect.poll(() => server.calls.length).toBe(1);
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    await expect.poll(() => server.cancellations.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(bridge.lines.filter((line) => line.includes('"id":1,'))).toEqual([]);
  });

  it('that fails hands its failure over, under the id that asks', async () => {
    const { server, bridge } = await connect();
    const { handle } = standing(await bridge.ask(slow(1)));
    server.calls[0]?.stream.cut();
    expect(await bridge.ask(collect(2, handle))).toMatchObject({
      id: 2,
      error: { data: { error: { code: 'UNREACHABLE' } } },
    });
  });

  it.skipIf(process.platform === 'win32')(
    'is cancelled at the server, and its wait answered, when the bridge ends',
    async () => {
      const { server, bridge } = await connect(['--call-budget', '500ms']);
      const { handle } = standing(await bridge.ask(slow(1)));
      bridge.send({ jsonrpc: '2.0', ...collect(2, handle) });
      bridge.send({ jsonrpc: '2.0', id: 3, method: 'ping' });
      await bridge.next();
      bridge.child.kill('SIGTERM');
      expect(await bridge.next()).toMatchObject({ id: 2, error: { data: { error: { code: 'CANCELLED' } } } });
      expect(await bridge.exited).toBe(0);
      expect(server.cancellations).toHaveLength(1);
    },
  );
});

describe('await_result', () => {
  it('is listed where a budget is in force, and no tool promises a shape that it may not keep', async () => {
    const { bridge } = await connect();
    const { result } = await bridge.ask({ id: 1, method: 'tools/list' });
    expect(result?.['tools']).toMatchObject([{ name: 'slow' }, { name: 'await_result' }]);
    for (const tool of result?.['tools'] as object[]) expect(tool).not.toHaveProperty('outputSchema');
  });

  it('is neither listed nor known where none is', async () => {
    const { server, bridge } = await connect([]);
    const { result } = await bridge.ask({ id: 1, method: 'tools/list' });
    expect(result?.['tools']).toEqual([
      { name: 'slow', inputSchema: { type: 'object' }, outputSchema: { type: 'object' } },
    ]);
    bridge.send({ jsonrpc: '2.0', ...collect(2, 'x') });
    await expect.poll(() => server.calls.length).toBe(1);
  });

  it('serves Kiro without being asked to', async () => {
    const { bridge } = await connect([], 'Kiro IDE');
    const { result } = await bridge.ask({ id: 1, method: 'tools/list' });
    expect(result?.['tools']).toMatchObject([{}, { name: 'await_result' }]);
  });

  it.each([['call-unknown'], [undefined], [7]])('answers handle %j in one sentence', async (handle) => {
    const { bridge } = await connect();
    const { result } = await bridge.ask(collect(1, handle));
    expect(result).toMatchObject({ isError: true, structuredContent: { error: { code: 'INVALID_INPUT' } } });
  });
});

describe('a call within its budget', () => {
  it('passes as it is', async () => {
    const { server, bridge } = await connect(['--call-budget', '1m']);
    bridge.send('{"jsonrpc":"2.0","id":9007199254740993,"method":"tools/call","params":{"name":"slow"}}');
    await expect.poll(() => server.calls.length).toBe(1);
    server.finish(0, 'done');
    expect(await bridge.nextLine()).toBe(
      '{"jsonrpc":"2.0","id":9007199254740993,"result":{"content":[{"type":"text","text":"done"}],"structuredContent":{"text":"done"}}}',
    );
  });
});

describe('--call-budget', () => {
  it.each(['50', '0s', '-1s', '1h', '16m', 'soon'])('refuses %s in one sentence', async (value) => {
    const bridge = startBridge([`--call-budget=${value}`], bridgeEnvironment());
    running.push(bridge);
    expect(await bridge.exited).toBe(2);
    expect(bridge.log()).toMatch(/^.*--call-budget must be a time such as 50s.*\n$/);
  });
});
