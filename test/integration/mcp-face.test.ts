import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { progressIn } from '#core/contract/progress.ts';
import { VERSION } from '#core/contract/version.ts';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';

const URL_OF_SERVER = new URL('http://localhost/mcp');

describe('the server over MCP', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer([aCase({ case_number: '900001' }), aCase({ rca_category: 'Throttling' })]);
  });
  afterAll(() => server.close());

  const fetchServer = (url: string | URL, init?: RequestInit) => server.fetch(new Request(url, init));

  /** A connected client of each era; the first is an independent implementation. */
  const clients = {
    '2025-11-25, by the first SDK': async () => {
      const client = new OldClient({ name: 'test', version: '1' });
      await client.connect(new OldTransport(URL_OF_SERVER, { fetch: fetchServer }));
      return client;
    },
    '2025-11-25, by the second SDK': async () => {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(new StreamableHTTPClientTransport(URL_OF_SERVER, { fetch: fetchServer }));
      return client;
    },
    '2026-07-28': async () => {
      const client = new Client(
        { name: 'test', version: '1' },
        { versionNegotiation: { mode: { pin: '2026-07-28' } } },
      );
      await client.connect(new StreamableHTTPClientTransport(URL_OF_SERVER, { fetch: fetchServer }));
      return client;
    },
  };

  describe.each(Object.entries(clients))('to a client of %s', (_, connect) => {
    it('says who it is and how it is used', async () => {
      const client = await connect();
      expect(client.getServerVersion()).toMatchObject({ name: 'case-insights-mcp', version: VERSION });
      expect(client.getInstructions()).toContain('get_case_summary');
      await client.close();
    });

    it('lists read-only tools with titles and schemas for what goes in and out', async () => {
      const client = await connect();
      const { tools } = await client.listTools();
      expect(tools.map((tool) => tool.name)).toEqual(CATALOGUE.map((tool) => tool.name));
      for (const tool of tools) {
        expect(tool.title).toBeTruthy();
        expect(tool.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
        expect(tool.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
        expect(tool.outputSchema).toMatchObject({ type: 'object' });
      }
      await client.close();
    });

    it('lists tools in at most 35 KB, for a model may read it all', async () => {
      const client = await connect();
      expect(JSON.stringify(await client.listTools()).length).toBeLessThan(35_000);
      await client.close();
    });

    it('answers with structured content, the same as the text, that fits the output schema', async () => {
      const client = await connect();
      await client.listTools();
      const result = await client.callTool({ name: 'get_case_summary', arguments: { days_back: 90 } });
      expect(result.structuredContent).toMatchObject({ total_cases: 2, row_count: 2 });
      const [block] = result.content as { text: string }[];
      expect(JSON.parse(block!.text)).toEqual(result.structuredContent);
      await client.close();
    });

    it('answers what it cannot do with a sentence, a code and a remedy', async () => {
      const client = await connect();
      await client.listTools();
      const result = await client.callTool({ name: 'get_case_summary', arguments: { days_back: 0 } });
      expect(result.isError).toBe(true);
      expect(result.structuredContent).toMatchObject({
        error: { code: 'INVALID_INPUT', message: '`days_back` must be a whole number from 1 to 36500, not 0.' },
      });
      await client.close();
    });

    it('reports progress of a long call', async () => {
      const client = await connect();
      const messages: (string | undefined)[] = [];
      const data: unknown[] = [];
      const call = {
        name: 'analyze_case_summaries',
        arguments: { start_date: '2026-01-01', end_date: '2026-12-31' },
      };
      const onprogress = (params: { message?: string | undefined }) => {
        messages.push(params.message);
        data.push(progressIn(params));
      };
      // The first SDK takes a schema of the result before the options.
      await (client instanceof OldClient
        ? client.callTool(call, undefined, { onprogress })
        : client.callTool(call, { onprogress }));
      expect(messages.slice(0, 2)).toEqual(['Started', 'Counting the matching cases']);
      expect(data.slice(0, 2)).toEqual([{ phase: 'started' }, { phase: 'counting' }]);
      await client.close();
    });
  });

  it('offers prompts that tell a model which tools to call', async () => {
    const client = await clients['2026-07-28']();
    const { prompts } = await client.listPrompts();
    expect(prompts.map((prompt) => prompt.name)).toEqual([
      'monthly_review',
      'weekly_digest',
      'incident_deep_dive',
      'account_review',
      'throttling_report',
    ]);
    const { messages } = await client.getPrompt({ name: 'incident_deep_dive', arguments: { case_id: '42' } });
    expect(messages[0]!.content).toMatchObject({ text: expect.stringContaining('support case "42"') as string });
    await expect(client.getPrompt({ name: 'incident_deep_dive' })).rejects.toThrow('`case_id` is required');
    await client.close();
  });

  it('offers the columns, the data and single cases as resources', async () => {
    const client = await clients['2025-11-25, by the first SDK']();
    const { resources } = await client.listResources();
    expect(resources.map((resource) => resource.uri)).toEqual(['case-insights://schema', 'case-insights://data']);
    const text = async (uri: string) => {
      const [content] = (await client.readResource({ uri })).contents;
      return content && 'text' in content ? content.text : '';
    };
    expect(await text('case-insights://schema')).toContain('| rca_category |');
    expect(JSON.parse(await text('case-insights://data'))).toMatchObject({ total_cases: 2 });
    expect(JSON.parse(await text('case-insights://case/111122223333/900001'))).toMatchObject({ case_number: '900001' });
    for (const uri of ['case/111122223333/nothing', 'case/111122223333/%zz', 'case/%E0%A4%A/1', 'cases/1/2', 'data/'])
      await expect(text(`case-insights://${uri}`)).rejects.toThrow(/not found/i);
    await client.close();
  });

  it('completes every filter from the values that exist, the most frequent first', async () => {
    const client = await clients['2026-07-28']();
    const complete = async (name: string, value: string) => {
      const ref = { type: 'ref/prompt', name: 'throttling_report' } as const;
      return (await client.complete({ ref, argument: { name, value } })).completion.values;
    };
    expect(await complete('rca_category', 'thr')).toEqual(['Throttling']);
    expect(await complete('service_code', 'COMPUTE')).toEqual(['amazon-elastic-compute-cloud-linux']);
    expect(await complete('month', '2026')).toEqual(['2026-06']);
    expect(await complete('service_code', "' OR 1=1 --")).toEqual([]);
    expect(await complete('colour', '')).toEqual([]);
    await client.close();
  });

  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])(
    'agrees on %s with a client that asks for it',
    async (version) => {
      const params = { protocolVersion: version, capabilities: {}, clientInfo: { name: 'test', version: '1' } };
      const { result } = await server.post({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
      expect(result).toMatchObject({ protocolVersion: version });
    },
  );

  it('answers a client that posts JSON and accepts anything with plain JSON, as the old guide does', async () => {
    const message = {
      jsonrpc: '2.0',
      id: 'a',
      method: 'tools/call',
      params: { name: 'get_case_summary', arguments: {} },
    };
    const answer = await server.post(message);
    expect(answer).toMatchObject({ id: 'a', result: { structuredContent: { row_count: 2 } } });
  });

  it.each([
    ['{"jsonrpc": "2.0", "id": 1, "method":', -32700],
    ['[]', -32600],
    ['"text"', -32600],
  ])('answers the body %s with JSON-RPC error %i', async (body, code) => {
    const headers = { 'content-type': 'application/json' };
    const response = await server.fetch(new Request(URL_OF_SERVER, { method: 'POST', headers, body }));
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code } });
  });

  it('refuses a body over 1 MB before it parses it', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { x: 'x'.repeat(1_100_000) } });
    const response = await server.fetch(new Request(URL_OF_SERVER, { method: 'POST', headers, body }));
    expect(response.status).toBe(413);
  });
});
