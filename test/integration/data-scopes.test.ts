import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_TABLE, CATALOG } from '#core/contract/case-record.ts';
import type { DataScope } from '#core/contract/data-scopes.ts';
import type { Statement } from '#core/ports/query-engine.ts';
import { scopedPorts } from '#core/scoped-ports.ts';
import { createCaseInsightsServer, type CaseInsightsServer } from '#core/server.ts';
import type { ServerPorts } from '#core/server-ports.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createDuckDbEngine, type EmbeddedEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';
import { aCase } from '../support/cases.ts';
import { TODAY } from '../support/case-server.ts';

const OWN = '111122223333';
const OTHER = '999900001111';
/** Stands in every text of the cases that the caller may not see, and in no question of the caller's. */
const SECRET = 'Zanzibar';
const PERIOD = { start_date: '2026-01-01', end_date: '2026-12-31' };

const CASES = [
  ...Array.from({ length: 12 }, (_, index) => aCase({ account_number: OWN, case_number: String(100 + index) })),
  ...Array.from({ length: 30 }, (_, index) =>
    aCase({
      account_number: OTHER,
      case_number: `${SECRET}-${index}`,
      displayid: `${SECRET}-${index}`,
      caseid: `case-${SECRET}-${index}`,
      subject: `${SECRET} is on fire`,
      case_summary: `The team of ${SECRET} lost its data. Support of ${SECRET} restored it.`,
      servicecode: `service-${SECRET}`,
      severitycode: 'critical',
      rca_category: `${SECRET} cause`,
      rca_reason: `Because of ${SECRET}.`,
      lifecycle_category: `${SECRET} cycle`,
      submittedby: `boss@${SECRET}.example`,
    }),
  ),
];

/** Tries to see more than one's own account: a tool, and what it is given. */
const ATTEMPTS: readonly (readonly [string, object])[] = [
  ['get_case_summary', { days_back: 36_500 }],
  ['get_case_summary', { days_back: 36_500, account_number: OTHER }],
  ['get_case_summary', { account_number: `${OWN}' OR '1'='1` }],
  ['get_case_summary', { account_number: `${OWN}') OR (1=1` }],
  ['get_case_summary', { service_code: `x' OR account_number = '${OTHER}` }],
  ['get_case_summary', { service_code: 'no such service' }],
  ['get_case_summary', { account_number: [OWN, OTHER], days_back: 36_500 }],
  ['get_case_summary', { exclude_account_number: OWN, days_back: 36_500 }],
  ['get_rca_analysis', { rca_category: 'Service Event', limit: 1_000 }],
  ['get_rca_analysis', { rca_category: "' OR ''='" }],
  ['get_rca_analysis', { rca_category: '%' }],
  ['get_rca_analysis', { rca_category: 'no such category' }],
  ['get_service_trends', { days_back: 36_500 }],
  ['compare_periods', { ...PERIOD, dimension: 'all', limit: 500 }],
  ['compare_periods', { ...PERIOD, account_number: OTHER }],
  ['compare_periods', { ...PERIOD, exclude_account_number: [OWN, 'x'] }],
  ['get_case', { case_id: 'no such case' }],
  ['get_case', { case_id: '100', account_number: OTHER }],
  ['get_case', { case_id: "' OR 1=1 --" }],
  ['search_cases', PERIOD],
  ['search_cases', { ...PERIOD, query: 'fire' }],
  ['search_cases', { ...PERIOD, query: 'fire lost data', match: 'any', sort: 'severity', limit: 50 }],
  ['search_cases', { ...PERIOD, query: 'fires restores' }],
  ['search_cases', { ...PERIOD, exclude_account_number: OWN }],
  ['search_cases', { ...PERIOD, similar_to: '100' }],
  ['search_cases', { ...PERIOD, similar_to: '100', query: 'team', account_number: OTHER }],
  ['describe_data', {}],
  ['analyze_case_summaries', { ...PERIOD, analysis_question: 'Show me every account' }],
  ['analyze_case_summaries', { ...PERIOD, include_summaries: true, max_cases: 20_000 }],
  ['analyze_case_summaries', { ...PERIOD, mode: 'prepare' }],
  ['analyze_case_summaries', { ...PERIOD, mode: 'estimate' }],
  ['analyze_case_summaries', { ...PERIOD, severity_code: 'critical' }],
  ['analyze_case_summaries', { ...PERIOD, severity_code: ['critical', 'high'], exclude_service_code: 'EC2' }],
  ['analyze_case_summaries', { ...PERIOD, exclude_account_number: OWN }],
  ['analyze_case_summaries', { ...PERIOD, case_id: `1' UNION SELECT * FROM case_summary --` }],
  ['query_athena', { query: 'SELECT * FROM case_summary' }],
  ['query_athena', { query: `SELECT * FROM case_summary WHERE account_number = '${OWN}'` }],
  ['query_athena', { query: 'WITH case_summary AS (SELECT 1 AS x) SELECT * FROM case_insights.case_summary' }],
  ['query_athena', { query: 'SHOW PARTITIONS case_summary' }],
  ['query_athena', { query: 'EXPLAIN SELECT * FROM case_summary' }],
  ['query_athena', { query: 'TABLE case_summary' }],
  ['query_athena', { query: 'SELECT 1' }],
];

/** What a person may attach, and what a host completes. */
const READS: readonly (readonly [string, object])[] = [
  ['resources/read', { uri: 'case-insights://data' }],
  ['resources/read', { uri: `case-insights://case/${OTHER}/100` }],
  ['resources/read', { uri: `case-insights://case/${OWN}/..%2F${OTHER}` }],
  ...['account_number', 'case_id', 'service_code', 'rca_category', 'lifecycle_category', 'severity_code'].map(
    (name) =>
      [
        'completion/complete',
        {
          ref: { type: 'ref/resource', uri: 'case-insights://case/{account_number}/{case_number}' },
          argument: { name, value: '' },
          context: { arguments: { account_number: OTHER } },
        },
      ] as const,
  ),
];

let engine: EmbeddedEngine;
const statements: Statement[] = [];

beforeAll(() => {
  engine = createDuckDbEngine({ source: { kind: 'records', records: CASES }, clock: { now: () => TODAY } });
});
afterAll(() => engine.close());

function serverFor(scope: DataScope): CaseInsightsServer {
  const ports: ServerPorts = {
    engine: {
      query: (statement, options) => {
        statements.push(statement);
        return engine.query(statement, options);
      },
    },
    cases: nameSql(CASE_TABLE),
    analyst: createLocalDigest(),
    clock: { now: () => TODAY },
    timer: { every: () => () => undefined, turn: () => Promise.resolve() },
    tables: { catalog: CATALOG, database: 'case_insights', tables: [CASE_TABLE] },
    newMarker: randomUUID,
  };
  return createCaseInsightsServer(scopedPorts(ports, scope));
}

async function post(server: CaseInsightsServer, path: string, body: object): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const request = new Request(`http://localhost${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await server.fetch(request)).text();
}

const tool = (server: CaseInsightsServer, name: string, input: object) => post(server, `/tools/${name}`, input);
const rpc = (server: CaseInsightsServer, method: string, params: object) =>
  post(server, '/mcp', { jsonrpc: '2.0', id: 1, method, params });

/** What an answer says beyond the caller's own words. */
function saidOf(answer: string, input: object): string {
  return Object.values(input).reduce<string>(
    (text, value) => (typeof value === 'string' ? text.replaceAll(value, '') : text),
    answer,
  );
}

describe('a caller who sees one account only', () => {
  const scope: DataScope = { kind: 'accounts', accounts: [OWN] };

  it.each(ATTEMPTS)('gets no case of another from %s %o', async (name, input) => {
    const answer = saidOf(await tool(serverFor(scope), name, input), input);
    expect(answer).not.toContain(SECRET);
    expect(answer).not.toContain(OTHER);
  });

  it.each(READS)('gets no case of another from %s %o', async (method, params) => {
    const answer = await rpc(serverFor(scope), method, params);
    expect(answer).not.toContain(SECRET);
    expect(answer.replaceAll(JSON.stringify(params), '').replaceAll(/case-insights:\/\/[^"]*/g, '')).not.toContain(
      OTHER,
    );
  });

  it('would get them without the scope: the attempts are real', async () => {
    const all = serverFor({ kind: 'everything' });
    const answers = await Promise.all(ATTEMPTS.map(([name, input]) => tool(all, name, input)));
    expect(answers.filter((answer) => answer.includes(SECRET)).length).toBeGreaterThan(12);
  });

  it('gets all of its own, exactly counted', async () => {
    const server = serverFor(scope);
    expect(JSON.parse(await tool(server, 'get_case_summary', { days_back: 36_500 }))).toMatchObject({
      total_cases: 12,
      unique_accounts: 1,
    });
    expect(JSON.parse(await tool(server, 'analyze_case_summaries', PERIOD))).toMatchObject({
      total_cases_found: 12,
      figures: { total: 12, by_account: [{ value: OWN, count: 12 }] },
    });
  });

  it('has statements that no other set of accounts shares, with equal values', async () => {
    const sent = async (...accounts: readonly string[]): Promise<readonly Statement[]> => {
      statements.length = 0;
      for (const [name, input] of ATTEMPTS) await tool(serverFor({ kind: 'accounts', accounts }), name, input);
      return [...statements];
    };
    const own = await sent(OWN);
    const others = [...(await sent(OTHER)), ...(await sent(OWN, OTHER))];
    const texts = new Set(others.map(({ text }) => text));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter(({ text }) => texts.has(text))).toEqual([]);
    expect(own.some(({ values }) => others.some((other) => other.values.join() === values.join()))).toBe(true);
  });

  it('is sent to no tool that is refused: neither by lists, instructions and prompts nor by notes', async () => {
    const server = serverFor(scope);
    const get = async (path: string) => (await server.fetch(new Request(`http://localhost${path}`))).text();
    const clientInfo = { name: 'test', version: '1' };
    const texts = [
      await get('/'),
      await get('/tools'),
      await tool(server, 'no_such_tool', {}),
      await rpc(server, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo }),
      await rpc(server, 'tools/list', {}),
      await rpc(server, 'resources/list', {}),
      await rpc(server, 'prompts/list', {}),
      await rpc(server, 'prompts/get', { name: 'account_review', arguments: { account_number: OWN } }),
      await tool(server, 'describe_data', {}),
      await tool(server, 'get_service_trends', { days_back: 36_500 }),
    ];
    for (const text of texts) {
      expect(text).not.toContain('query_athena');
      expect(text.length).toBeGreaterThan(50);
    }
  });

  it('is told why SQL of its own is refused', async () => {
    expect(JSON.parse(await tool(serverFor(scope), 'query_athena', { query: 'SELECT 1' }))).toEqual({
      error: {
        code: 'NOT_AUTHORIZED',
        message: 'Your role sees only the cases of some accounts, and custom SQL might read others.',
        remedy:
          "Use the other tools, which read only your accounts, or ask for a view of your cases in the stack's data scopes.",
      },
    });
  });
});

describe('a caller who sees a view', () => {
  const scope: DataScope = { kind: 'view', view: 'team-b_cases' };

  it.each([...ATTEMPTS, ...READS])('has nothing but the view read by %s %o', async (name, input) => {
    statements.length = 0;
    const server = serverFor(scope);
    await (name.includes('/') ? rpc(server, name, input) : tool(server, name, input));
    for (const { text } of statements) {
      if (text.includes('FROM')) expect(text).toContain('FROM "team-b_cases"');
      expect(text).not.toMatch(/\b(FROM|JOIN|TABLE)\s+(case_insights\.)?case_summary/i);
    }
  });

  it('may query the view, and is told so when it asks for the table', async () => {
    statements.length = 0;
    const server = serverFor(scope);
    const refused = JSON.parse(await tool(server, 'query_athena', { query: 'SELECT * FROM case_summary' })) as object;
    expect(refused).toMatchObject({ error: { code: 'TABLE_NOT_ALLOWED' } });
    expect(JSON.stringify(refused)).toContain('case_insights.team-b_cases');
    expect(statements).toEqual([]);
    await tool(server, 'query_athena', { query: 'SELECT count(*) AS n FROM "team-b_cases"' });
    expect(statements.map(({ text }) => text)).toEqual(['SELECT count(*) AS n FROM "team-b_cases"']);
  });
});

describe('what a caller who sees a view asks about it', () => {
  const server = () => serverFor({ kind: 'view', view: 'team-b_cases' });

  it.each([
    'SHOW TABLES',
    "SHOW TABLES IN case_insights LIKE '*'",
    'SHOW VIEWS',
    'SHOW DATABASES',
    'SHOW SCHEMAS',
    'SHOW CATALOGS',
    'SHOW FUNCTIONS',
    'SHOW SESSION',
    'SHOW CREATE VIEW "team-b_cases"',
    'SHOW CREATE TABLE "team-b_cases"',
    'SHOW CREATE DATABASE case_insights',
    'SHOW TBLPROPERTIES "team-b_cases"',
    'SHOW STATS FOR "team-b_cases"',
    'SHOW GRANTS ON "team-b_cases"',
    'SHOW PARTITIONS "team-b_cases"',
    'DESCRIBE EXTENDED `team-b_cases`',
    'DESC FORMATTED "team-b_cases"',
    'EXPLAIN SELECT * FROM "team-b_cases"',
    'EXPLAIN (TYPE IO, FORMAT JSON) SELECT * FROM "team-b_cases"',
    'EXPLAIN ANALYZE VERBOSE SELECT * FROM "team-b_cases"',
    'EXPLAIN SHOW TABLES',
  ])('is refused where it would show what is behind it or beside it: %s', async (query) => {
    statements.length = 0;
    const refused = JSON.parse(await tool(server(), 'query_athena', { query })) as { error: { remedy: string } };
    expect(refused).toMatchObject({
      error: {
        code: 'TABLE_NOT_ALLOWED',
        message: expect.stringContaining('can show more than the cases that your role sees') as string,
      },
    });
    expect(refused.error.remedy).toBe('Query team-b_cases instead; DESCRIBE and SHOW COLUMNS describe it.');
    expect(statements).toEqual([]);
  });

  it.each(['DESCRIBE "team-b_cases"', 'DESC `team-b_cases`', 'SHOW COLUMNS IN "team-b_cases"', 'TABLE "team-b_cases"'])(
    'is answered where it is about its rows and columns: %s',
    async (query) => {
      statements.length = 0;
      await tool(server(), 'query_athena', { query });
      expect(statements.map(({ text }) => text)).toEqual([query]);
    },
  );
});

describe('a caller whom no scope names', () => {
  it.each([...ATTEMPTS, ['analyze_with_bedrock', { data: '[]', analysis_prompt: 'x' }] as const])(
    'gets no data and no model from %s %o',
    async (name, input) => {
      statements.length = 0;
      expect(JSON.parse(await tool(serverFor({ kind: 'nothing' }), name, input))).toMatchObject({
        error: { code: expect.stringMatching(/NOT_AUTHORIZED|QUERY_REFUSED/) as string },
      });
      expect(statements).toEqual([]);
    },
  );

  it.each(READS)('is told by %s %o why, and what to do', async (method, params) => {
    const error = {
      code: 'NOT_AUTHORIZED',
      message: 'You may call this server, but its data scopes give your role access to no cases.',
      remedy: 'Ask the owner of the stack to add your role to its parameter DataScopes.',
    };
    expect(JSON.parse(await rpc(serverFor({ kind: 'nothing' }), method, params))).toMatchObject({
      error: { code: -32603, message: `${error.message} ${error.remedy}`, data: { error } },
    });
  });
});
