import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { InMemoryTransport as OldInMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { McpUiResourceMetaSchema } from '@modelcontextprotocol/ext-apps/app-bridge';
import { EXTENSION_ID, RESOURCE_MIME_TYPE } from '@modelcontextprotocol/ext-apps/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIGURES_PAGE } from '#core/mcp/figures-page.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';
import { aCase } from '../support/cases.ts';
import { REPOSITORY } from '../support/case-folder.ts';

const URL_OF_SERVER = new URL('http://localhost/mcp');
const FIGURES = 'ui://case-insights/figures';
const WITH_FIGURES = [
  'get_case_summary',
  'count_cases',
  'analyze_case_summaries',
  'get_service_trends',
  'compare_periods',
  'describe_data',
];
const ANNOUNCED = { extensions: { [EXTENSION_ID]: { mimeTypes: [RESOURCE_MIME_TYPE] } } };

describe('the figures app, over MCP', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer([aCase({ case_number: '900001' }), aCase({ rca_category: 'Throttling' })]);
  });
  afterAll(() => server.close());

  const fetchServer = (url: string | URL, init?: RequestInit) => server.fetch(new Request(url, init));

  /** A client of each era and way, with the given capabilities. */
  const connect = {
    '2026-07-28, over HTTP': async (capabilities: object) => {
      const client = new Client(
        { name: 'test', version: '1' },
        { capabilities, versionNegotiation: { mode: { pin: '2026-07-28' } } },
      );
      await client.connect(new StreamableHTTPClientTransport(URL_OF_SERVER, { fetch: fetchServer }));
      return client;
    },
    '2025-11-25, on a connection': async (capabilities: object) => {
      const client = new OldClient({ name: 'test', version: '1' }, { capabilities });
      const [ours, theirs] = OldInMemoryTransport.createLinkedPair();
      await server.connect().connect(theirs);
      await client.connect(ours);
      return client;
    },
    '2025-11-25, over HTTP': async (capabilities: object) => {
      const client = new OldClient({ name: 'test', version: '1' }, { capabilities });
      await client.connect(new OldTransport(URL_OF_SERVER, { fetch: fetchServer }));
      return client;
    },
  };

  /** The tools that name the app. */
  const named = async (client: Client | OldClient) => {
    const { tools } = await client.listTools();
    expect(tools).toHaveLength(CATALOGUE.length);
    await client.close();
    return tools.filter(({ _meta }) => _meta?.['ui'] !== undefined).map(({ name, _meta }) => [name, _meta?.['ui']]);
  };
  const all = CATALOGUE.map(({ name }) => name)
    .filter((name) => WITH_FIGURES.includes(name))
    .map((name) => [name, { resourceUri: FIGURES }]);

  it.each(Object.entries(connect))('is named to a client of %s that announces the extension', async (_, open) => {
    expect(await named(await open(ANNOUNCED))).toEqual(all);
  });

  it.each(['2026-07-28, over HTTP', '2025-11-25, on a connection'] as const)(
    'is not named to a client of %s that does not announce it, or not for pages',
    async (way) => {
      expect(await named(await connect[way]({}))).toEqual([]);
      const other = { extensions: { [EXTENSION_ID]: { mimeTypes: ['text/html'] } } };
      expect(await named(await connect[way](other))).toEqual([]);
    },
  );

  it('is named to every client of 2025-11-25 over HTTP, of which the server cannot know', async () => {
    expect(await named(await connect['2025-11-25, over HTTP']({}))).toEqual(all);
  });

  it.each(Object.entries(connect))('is announced and read by a client of %s', async (_, open) => {
    const client = await open(ANNOUNCED);
    expect(client.getServerCapabilities()).toMatchObject(ANNOUNCED);
    const { contents } = await client.readResource({ uri: FIGURES });
    expect(contents).toMatchObject([{ uri: FIGURES, mimeType: RESOURCE_MIME_TYPE, text: FIGURES_PAGE }]);
    const { csp } = McpUiResourceMetaSchema.parse(contents[0]?._meta?.['ui']);
    expect(csp).toEqual({ connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] });
    await client.close();
  });

  it('changes nothing of an answer', async () => {
    const answers = await Promise.all(
      [{}, ANNOUNCED].map(async (capabilities) => {
        const client = await connect['2026-07-28, over HTTP'](capabilities);
        const { content, structuredContent } = await client.callTool({ name: 'describe_data', arguments: {} });
        await client.close();
        return { content, structuredContent };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.structuredContent).toMatchObject({ total_cases: 2 });
  });

  it('is no resource that a person would attach', async () => {
    const client = await connect['2026-07-28, over HTTP'](ANNOUNCED);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).not.toContain(FIGURES);
    await client.close();
  });
});

describe('the page of the figures app', () => {
  it('is made when it is first read, not when the server starts', async () => {
    const sources = ['core/server.ts', 'core/mcp/figures-app.ts', 'core/mcp/resources.ts'];
    for (const source of sources) {
      const text = await readFile(path.join(REPOSITORY, 'server-lambda', source), 'utf8');
      expect(text).not.toMatch(/^import .*figures-page/m);
    }
  });

  it('refers to nothing outside, and its own code makes no HTML of texts', async () => {
    const page = FIGURES_PAGE ?? '';
    expect(gzipSync(page).length).toBeLessThan(200_000);
    const [script = ''] = /<script>[^]*<\/script>/.exec(page) ?? [];
    expect(page.replace(script, '')).not.toMatch(/https?:|\b(src|href)=|@import|url\(/);
    expect(script).not.toMatch(/\beval\(|new Function\(|\bfetch\(|XMLHttpRequest|import\(/);
    for (const folder of ['app', 'charts']) {
      for (const name of await readdir(path.join(REPOSITORY, 'server-lambda', folder))) {
        const text = await readFile(path.join(REPOSITORY, 'server-lambda', folder, name), 'utf8');
        expect([name, /innerHTML|insertAdjacentHTML|document\.write/.exec(text)?.[0]]).toEqual([name, undefined]);
      }
    }
  });
});
