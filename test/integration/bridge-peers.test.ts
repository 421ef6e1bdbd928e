import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { aCase } from '../support/cases.ts';
import { startFetchUpstream, type Upstream } from '../support/upstream.ts';

const me = { name: 'test', version: '1' };
const modern = { versionNegotiation: { mode: { pin: '2026-07-28' } } } as const;
const negotiated = { versionNegotiation: { mode: 'auto' } } as const;

describe('the server through the bridge', () => {
  let server: CaseServer;
  let upstream: Upstream;

  beforeAll(async () => {
    server = startCaseServer([aCase(), aCase({ rca_category: 'Throttling' })]);
    upstream = await startFetchUpstream((request) =>
      server.fetch(new Request(request.url.replace('/v1', ''), request)),
    );
  });
  afterAll(async () => {
    await upstream.close();
    await server.close();
  });

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
      const client = new Client(me, negotiated);
      await client.connect(new StdioClientTransport(bridge()));
      return client;
    },
    'the second SDK on revision 2026-07-28': async () => {
      const client = new Client(me, modern);
      await client.connect(new StdioClientTransport(bridge()));
      return client;
    },
  };

  /** The same server without a bridge. */
  async function direct(): Promise<Client> {
    const client = new Client(me);
    const fetch = (url: string | URL, init?: RequestInit) => server.fetch(new Request(url, init));
    await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), { fetch }));
    return client;
  }

  describe.each(Object.entries(clients))('to a client by %s', (_, connect) => {
    it('is the same server as without it: name, instructions, tools, results and failures', async () => {
      const [through, without] = await Promise.all([connect(), direct()]);
      try {
        expect(through.getServerVersion()).toEqual(without.getServerVersion());
        expect(through.getInstructions()).toEqual(without.getInstructions());
        expect((await through.listTools()).tools).toEqual((await without.listTools()).tools);
        for (const call of [
          { name: 'get_case_summary', arguments: { days_back: 90 } },
          { name: 'get_case_summary', arguments: { days_back: 0 } },
          { name: 'no_such_tool', arguments: {} },
        ]) {
          expect(await answerOf(through, call)).toBe(await answerOf(without, call));
        }
      } finally {
        await Promise.all([through.close(), without.close()]);
      }
    });

    it('reports progress', async () => {
      const client = await connect();
      const reports: number[] = [];
      try {
        const call = {
          name: 'analyze_case_summaries',
          arguments: { start_date: '2026-01-01', end_date: '2026-12-31' },
        };
        const onprogress = ({ progress }: { progress: number }) => reports.push(progress);
        // The first SDK takes a schema of the result before the options.
        await (client instanceof OldClient
          ? client.callTool(call, undefined, { onprogress })
          : client.callTool(call, { onprogress }));
      } finally {
        await client.close();
      }
      expect(reports.length).toBeGreaterThan(0);
    });
  });
});

/** What a tool call comes to, result or error, as text; ids that are new for each call are blanked. */
async function answerOf(
  client: Client | OldClient,
  call: { name: string; arguments: Record<string, unknown> },
): Promise<string> {
  const outcome: unknown = await client.callTool(call).catch((error: unknown) => String(error));
  const named = typeof outcome === 'object' && outcome !== null && 'content' in outcome ? outcome.content : outcome;
  return JSON.stringify(named).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '');
}
