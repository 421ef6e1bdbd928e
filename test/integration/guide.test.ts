import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE_TABLE } from '#core/contract/case-record.ts';
import { readDataScopes } from '#core/contract/data-scopes.ts';
import { UNPACED } from '#core/ports/pace.ts';
import { nameSql } from '#core/sql/sql.ts';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import type { Tool } from '#core/tools/tool.ts';
import { writeCrossAccount } from '../../extension/aws/access/cross-account.ts';
import { CONTAINER, hostFileText, MCP_HOSTS } from '../../extension/host/mcp-hosts/mcp-hosts.ts';
import { serverLaunch } from '../../extension/host/launch/server-launch.ts';
import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';
import { generateSampleCases } from '../../server-lambda/local/sample/generate-sample-cases.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startCaseServer, TODAY, type CaseServer } from '../support/case-server.ts';
import type { Template } from '../support/deploy-template.ts';
import { readGuide, type Page } from '../support/guide.ts';

const pages = readGuide();
const blocks = pages.flatMap((page) => page.blocks);
const inLanguage = (language: string) => blocks.filter((block) => block.language === language);
const pageNamed = (name: string): Page => {
  const page = pages.find((each) => each.name === name);
  if (page === undefined) throw new Error(`The guide has no page ${name}.`);
  return page;
};

describe('the examples of the guide', () => {
  let server: CaseServer;
  const cases = generateSampleCases({ now: TODAY });
  beforeAll(() => {
    server = startCaseServer(cases);
  });
  afterAll(() => server.close());

  const tools = pageNamed('tools.md');
  const examples = tools.blocks
    .filter(({ language, under: [nearest] }) => language === 'json' && CATALOGUE.some(({ name }) => name === nearest))
    .map((block) => ({ ...block, tool: block.under[0] ?? '' }));

  test('there is one for every tool', () => {
    expect(new Set(examples.map(({ tool }) => tool))).toEqual(new Set(CATALOGUE.map(({ name }) => name)));
  });

  test.each(examples)('$at is answered by $tool over REST and MCP, with cases', async ({ tool, text }) => {
    const input: unknown = JSON.parse(text);
    const { status, body } = await server.call(tool, input);
    expect(status, JSON.stringify(body)).toBe(200);
    if ('total_cases_found' in body) expect(body['total_cases_found']).toBeGreaterThan(0);
    if ('row_count' in body) expect(body['row_count']).toBeGreaterThan(0);
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: tool, arguments: input } };
    expect((await server.post(message)).result).toHaveProperty('structuredContent');
  });

  test('every parameter of every tool is in its table, and no other', () => {
    const text = readFileSync(tools.file, 'utf8');
    for (const { name, input } of CATALOGUE) {
      const section = text.split(/^## /m).find((part) => part.startsWith(`${name}\n`)) ?? '';
      const [parameters = ''] = section.split('What comes back:');
      const cells = [...parameters.matchAll(/^\| (`[^|]*?) +\|/gm)].map(([, cell = '']) => cell);
      const named = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, word]) => word));
      expect(named.toSorted(), name).toEqual(Object.keys(input.shape).toSorted());
    }
  });

  test.each(inLanguage('sql'))('$at passes the guard and runs', async ({ text }) => {
    // Views are made in Athena; what they show is a query.
    const query = text.replace(/^CREATE OR REPLACE VIEW \w+ AS\n/, '');
    const { status, body } = await server.call('query_athena', { query });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body['row_count']).toBeGreaterThan(0);
  });

  test.each(inLanguage('ts'))('$at is a tool that works', async ({ text }) => {
    const core = path.join(REPOSITORY, 'server-lambda', 'core');
    const folder = mkdtempSync(path.join(REPOSITORY, 'dist', 'guide-'));
    const file = path.join(folder, 'tool.ts');
    try {
      const here = text.replaceAll(/from '(\.[^']+)'/g, (_, target: string) => {
        return `from ${JSON.stringify(pathToFileURL(path.join(core, 'tools', target)).href)}`;
      });
      writeFileSync(file, here);
      const [tool] = Object.values((await import(/* @vite-ignore */ pathToFileURL(file).href)) as Record<string, Tool>);
      const answer = await tool!.run(tool!.input.parse({}), {
        engine: server.engine,
        cases: nameSql(CASE_TABLE),
        analyst: createLocalDigest(),
        clock: { now: () => TODAY },
        tables: { catalog: 'awsdatacatalog', database: 'case_insights', tables: [CASE_TABLE] },
        newMarker: () => 'marker',
        progress: () => undefined,
        pace: UNPACED,
      });
      expect(tool!.output.parse(answer)['row_count']).toBeGreaterThan(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('every JSON is JSON', () => {
    for (const { at, text } of inLanguage('json')) {
      expect(() => JSON.parse(text) as unknown, at).not.toThrow();
    }
  });

  const configurations = inLanguage('json').filter(({ text }) => text.includes(`"${CONTAINER}"`));
  test('of configurations there are some', () => {
    expect(configurations.length).toBeGreaterThan(1);
  });

  test.each(configurations)('$at is what the extension writes', ({ text, under: [nearest] }) => {
    const host = MCP_HOSTS.find(({ id }) => id === nearest);
    const server = {
      label: 'Case Insights',
      endpoint: 'https://abc123.execute-api.eu-central-1.amazonaws.com/v1/mcp',
      region: 'eu-central-1',
      profile: 'support',
      callBudget: host?.callBudget,
    };
    const launch = serverLaunch(server, {
      execPath: '/usr/bin/node',
      bridge: '/home/you/case-insights/bridge.js',
      extensionVersion: '1.0.0',
      homeFolder: '/home/you',
    });
    expect(JSON.parse(text)).toEqual(JSON.parse(hostFileText(host ?? { more: {} }, 'case-insights', launch)));
  });

  test('data scopes are such', () => {
    const scopes = pageNamed('scoping.md').blocks.filter(({ language }) => language === 'json');
    expect(scopes).toHaveLength(1);
    for (const { text } of scopes) expect(readDataScopes('DataScopes', text)?.size).toBe(3);
  });

  test('trust and profile of another account are what the extension writes', () => {
    const { blocks: access } = pageNamed('access.md');
    const { trustPolicy, profile } = writeCrossAccount({
      policyArn: 'arn:aws:iam::111122223333:policy/MCPCaseInsights-UserAccess-your-unique-id',
      trustedAccount: '222233334444',
      roleName: 'CrossAccountMCPAccess',
    });
    const trust = access.find(({ language }) => language === 'json');
    expect(JSON.parse(trust?.text ?? '')).toEqual(JSON.parse(trustPolicy));
    expect(access.find(({ language }) => language === 'ini')?.text).toBe(`${profile}\n`);
  });

  test('Logs Insights queries are those that the stack saves', () => {
    const template = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'template.json'), 'utf8')) as Template;
    const saved = Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition')
      .map(({ Properties }) => Properties['QueryString']);
    expect(inLanguage('logs').map(({ text }) => text.trimEnd())).toEqual(saved);
  });
});
