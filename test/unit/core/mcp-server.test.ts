import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server';
import { describe, expect, it } from 'vitest';
import { createMcpServer } from '#core/mcp/mcp-server.ts';
import { fakeCancellations, fakePorts, never, rowsOf, type FakePorts } from '../../support/fake-ports.ts';

const CALL = { name: 'query_athena', arguments: { query: 'SELECT 1 AS a' } };

/** A connection to the server, as over stdio; `send` may fail for what it is told of. */
async function connect(ports: FakePorts, { callId, mayFail = () => false }: Options = {}) {
  const heard: JSONRPCMessage[] = [];
  const transport: Transport = {
    start: () => Promise.resolve(),
    close: () => Promise.resolve(),
    send: (message) => {
      if (mayFail(message)) return Promise.reject(new Error('the client is gone'));
      heard.push(message);
      return Promise.resolve();
    },
  };
  await createMcpServer(ports, callId).connect(transport);
  const send = (message: object) => transport.onmessage?.({ jsonrpc: '2.0', ...message } as JSONRPCMessage);
  let id = 0;
  const ask = async (method: string, params: object) => {
    const mine = ++id;
    send({ id: mine, method, params });
    const answer = () => heard.find((message) => 'id' in message && message.id === mine);
    await expect.poll(answer).toBeDefined();
    return answer() as { readonly result?: Record<string, unknown>; readonly error?: unknown };
  };
  return { heard, send, ask };
}

interface Options {
  readonly callId?: string;
  readonly mayFail?: (message: JSONRPCMessage) => boolean;
}

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
};

describe('a connection', () => {
  it('begins with the notice that every reader must know first', async () => {
    const instructions = async (ports: FakePorts) => {
      const { result } = await (await connect(ports)).ask('initialize', INITIALIZE);
      return String(result?.['instructions']);
    };
    const plain = await instructions(fakePorts());
    expect(plain).toContain('get_case_summary');
    expect(await instructions(fakePorts(undefined, { notice: 'The data is synthetic.' }))).toBe(
      `The data is synthetic.\n${plain}`,
    );
  });
});

describe('the list of tools', () => {
  it('says that all of them read alone, and which reach a model', async () => {
    const { result } = await (await connect(fakePorts())).ask('tools/list', {});
    const tools = result?.['tools'] as readonly { readonly name: string; readonly annotations: object }[];
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
    const hints = new Map(tools.map(({ name, annotations }) => [name, annotations]));
    expect(hints.get('analyze_with_bedrock')).toMatchObject({ openWorldHint: true });
    expect(hints.get('get_case')).toMatchObject({ openWorldHint: false });
  });
});

describe('a call of a tool', () => {
  it('that fails is an error with what happened, what to do, and both as data', async () => {
    const { ask } = await connect(fakePorts());
    const { result } = await ask('tools/call', { name: 'query_athena', arguments: { query: 'DROP TABLE x' } });
    const error = (result?.['structuredContent'] as { readonly error: Record<string, string> }).error;
    expect(result).toMatchObject({
      isError: true,
      content: [{ type: 'text', text: `${error['message']} ${error['remedy']}` }],
    });
    expect(error['code']).toBe('QUERY_REFUSED');
  });

  it('ends its query when the client cancels it', async () => {
    const ports = fakePorts(() => never());
    const { send } = await connect(ports);
    send({ id: 7, method: 'tools/call', params: CALL });
    await expect.poll(() => ports.queries.length).toBe(1);
    expect(ports.queries[0]?.options.signal?.aborted).toBe(false);
    send({ method: 'notifications/cancelled', params: { requestId: 7 } });
    await expect.poll(() => ports.queries[0]?.options.signal?.aborted).toBe(true);
  });

  it('is told about while it runs, and no more when it has ended', async () => {
    const ports = fakePorts(() => rowsOf({ a: 1 }));
    const { ask, heard } = await connect(ports);
    await ask('tools/call', { ...CALL, _meta: { progressToken: 'p' } });
    expect(heard.filter((message) => 'method' in message && message.method === 'notifications/progress')).not.toEqual(
      [],
    );
    expect(ports.acts.size).toBe(0);
  });

  it('is answered, though what tells about it can not be sent', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const { ask } = await connect(
        fakePorts(() => rowsOf({ a: 1 })),
        {
          mayFail: (message) => 'method' in message,
        },
      );
      const { result } = await ask('tools/call', { ...CALL, _meta: { progressToken: 'p' } });
      expect(result).toMatchObject({ structuredContent: { rows: [{ a: 1 }] } });
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

describe('a resource', () => {
  it('ends its query when the client cancels it, here or by the id of the call', async () => {
    const cancellations = fakeCancellations();
    const ports = fakePorts(() => never(), { cancellations });
    const { send } = await connect(ports, { callId: 'call-1' });
    const aborted = () => ports.queries.map(({ options }) => options.signal?.aborted);
    send({ id: 1, method: 'resources/read', params: { uri: 'case-insights://case/1/2' } });
    send({ id: 2, method: 'resources/read', params: { uri: 'case-insights://case/1/3' } });
    await expect.poll(() => ports.queries.length).toBe(2);
    send({ method: 'notifications/cancelled', params: { requestId: 1 } });
    await expect.poll(aborted).toEqual([true, false]);
    await cancellations.cancel('call-1');
    expect(aborted()).toEqual([true, true]);
  });
});

describe('a completion', () => {
  const params = (name: string, value: string, context?: object) => ({
    ref: { type: 'ref/prompt', name: 'throttling_report' },
    argument: { name, value },
    ...(context !== undefined && { context }),
  });
  const values = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${index}`, cases: 1 }));

  it('has a hundred values at the most, and says whether there are more', async () => {
    const complete = async (count: number) => {
      const { ask } = await connect(fakePorts(() => rowsOf(...values(count))));
      const { result } = await ask('completion/complete', params('service_code', 'v'));
      return result?.['completion'];
    };
    const hundred = values(100).map(({ value }) => value);
    expect(await complete(100)).toMatchObject({ values: hundred, hasMore: false });
    expect(await complete(101)).toMatchObject({ values: hundred, hasMore: true });
  });

  it.each(['colour', 'constructor', '__proto__', 'toString'])('has none for %s, and asks for none', async (name) => {
    const ports = fakePorts();
    const { ask } = await connect(ports);
    expect(await ask('completion/complete', params(name, ''))).toMatchObject({
      result: { completion: { values: [] } },
    });
    expect(ports.queries).toEqual([]);
  });

  it('asks with at most 200 characters of what was typed', async () => {
    const ports = fakePorts();
    const { ask } = await connect(ports);
    await ask('completion/complete', params('service_code', 'x'.repeat(5_000)));
    expect(ports.queries[0]?.statement.values).toContain('x'.repeat(200));
  });

  it('of a case is one of the account that was chosen before', async () => {
    const ports = fakePorts();
    const { ask } = await connect(ports);
    await ask('completion/complete', params('case_id', '17', { arguments: { account_number: '111122223333' } }));
    await ask('completion/complete', params('case_id', '17'));
    const [inAccount, anywhere] = ports.queries.map(({ statement }) => statement.values);
    expect(inAccount).toContain('111122223333');
    expect(anywhere).not.toContain('111122223333');
  });
});
