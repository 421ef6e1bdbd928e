import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createMcpHandler, McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';
import { startFetchUpstream, type Upstream } from '../support/upstream.ts';

const me = { name: 'test', version: '1' };

/** Opened by the test when the progress of the tool `wait` has arrived. */
let progressSeen: () => void = () => undefined;

describe('an MCP server behind the bridge', () => {
  const handler = createMcpHandler(server);
  let upstream: Upstream;

  beforeAll(async () => {
    upstream = await startFetchUpstream((request) => handler.fetch(request));
  });
  afterAll(() => upstream.close());

  const bridge = () => ({
    command: process.execPath,
    args: [BRIDGE, '--endpoint', upstream.url, '--log-level', 'error'],
    env: bridgeEnvironment(),
  });

  const clients = {
    'the first SDK': async () => {
      const client = new OldClient(me);
      await client.connect(new OldStdio(bridge()));
      return client;
    },
    'the second SDK': async () => {
      const client = new Client(me);
      await client.connect(new StdioClientTransport(bridge()));
      return client;
    },
    'the second SDK, which asks for the newest revision first': async () => {
      const client = new Client(me, { versionNegotiation: { mode: 'auto' } });
      await client.connect(new StdioClientTransport(bridge()));
      return client;
    },
    'the second SDK on revision 2026-07-28': async () => {
      const client = new Client(me, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
      await client.connect(new StdioClientTransport(bridge()));
      return client;
    },
  };

  /** The same server without a bridge. */
  async function direct(): Promise<Client> {
    const client = new Client(me);
    const fetch = (url: string | URL, init?: RequestInit) => handler.fetch(new Request(url, init));
    await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch }));
    return client;
  }

  it.each(Object.entries(clients))(
    'is to %s the server itself: identity, tools, results, failures',
    async (_, connect) => {
      const [through, without] = await Promise.all([connect(), direct()]);
      try {
        expect(through.getServerVersion()).toEqual(without.getServerVersion());
        expect(through.getInstructions()).toBe('Ask.');
        expect((await through.listTools()).tools).toEqual((await without.listTools()).tools);
        for (const name of ['describe', 'fail', 'ሴ "unknown"']) {
          const call = { name, arguments: { text: 'Ünïcode 😀' } };
          expect(await outcomeOf(through, call)).toEqual(await outcomeOf(without, call));
        }
      } finally {
        await Promise.all([through.close(), without.close()]);
      }
    },
  );

  it.each(Object.entries(clients))('reports progress to %s while the call goes on', async (_, connect) => {
    const client = await connect();
    try {
      const call = { name: 'wait', arguments: {} };
      const onprogress = () => {
        progressSeen();
      };
      // The first SDK takes a schema of the result before the options.
      const result = await (client instanceof OldClient
        ? client.callTool(call, undefined, { onprogress })
        : client.callTool(call, { onprogress }));
      expect(result.content).toEqual([{ type: 'text', text: 'seen' }]);
    } finally {
      await client.close();
    }
  });
});

/** What a tool call comes to, a result or an error. */
async function outcomeOf(
  client: Client | OldClient,
  call: { name: string; arguments: Record<string, unknown> },
): Promise<unknown> {
  try {
    const { content, isError, structuredContent } = await client.callTool(call);
    return { content, isError, structuredContent };
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? thrown.code : thrown;
  }
}

function server(): McpServer {
  const mcp = new McpServer(
    { name: 'behind', version: '1.2.3', title: 'Behind' },
    { capabilities: { tools: {} }, instructions: 'Ask.' },
  );
  const tools = ['describe', 'fail', 'wait'].map((name) => ({
    name,
    title: `Tool ${name}`,
    inputSchema: { type: 'object' as const },
  }));
  mcp.server.setRequestHandler('tools/list', () => ({ tools }));
  mcp.server.setRequestHandler('tools/call', async ({ params }, { mcpReq }): Promise<CallToolResult> => {
    switch (params.name) {
      case 'describe':
        return { content: [{ type: 'text', text: 'described' }], structuredContent: { given: params.arguments } };
      case 'wait': {
        const progressToken = mcpReq._meta?.progressToken;
        if (progressToken === undefined) throw new Error('The call asks for no progress.');
        const seen = new Promise<void>((resolve) => (progressSeen = resolve));
        await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress: 1 } });
        await seen;
        return { content: [{ type: 'text', text: 'seen' }] };
      }
      default:
        return { content: [{ type: 'text', text: `no ${params.name}` }], isError: true };
    }
  });
  return mcp;
}
