import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_TABLE, CATALOG, type CaseRecord } from '#core/contract/case-record.ts';
import { createModelAnalyst } from '#core/analysis/model-analyst.ts';
import type { Analyst } from '#core/ports/analyst.ts';
import { OutOfTime } from '#core/ports/language-model.ts';
import type { QueryEngine } from '#core/ports/query-engine.ts';
import { nameSql } from '#core/sql/sql.ts';
import { createCaseInsightsServer, type CaseInsightsServer } from '#core/server.ts';
import { createDuckDbEngine, type EmbeddedEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';
import { endpointEngine, startAthenaEndpoint, type AthenaEndpoint } from '../support/athena-endpoint.ts';
import { aCase } from '../support/cases.ts';
import { TODAY } from '../support/case-server.ts';

const CASES: readonly CaseRecord[] = ['high', 'critical', 'low'].flatMap((severitycode, index) =>
  [...Array(7).keys()].map((day) =>
    aCase({
      severitycode,
      timecreated: `2026-0${4 + index}-${String(3 * day + 1).padStart(2, '0')}T10:00:00.000Z`,
      rca_category: day % 3 === 0 ? null : ['Throttling', "It's a quota"][day % 2],
      servicecode: day % 2 === 0 ? 'aws-lambda' : 'amazon-elastic-compute-cloud-linux',
    } as Partial<CaseRecord>),
  ),
);

let duckdb: EmbeddedEngine;
let endpoint: AthenaEndpoint;
let onAthena: CaseInsightsServer;
let embedded: CaseInsightsServer;

beforeAll(async () => {
  duckdb = createDuckDbEngine({ source: { kind: 'records', records: CASES }, clock: { now: () => TODAY } });
  endpoint = await startAthenaEndpoint(duckdb);
  embedded = createServer(duckdb);
  onAthena = createServer(endpointEngine(endpoint));
});

afterAll(async () => {
  await endpoint.close();
  await duckdb.close();
});

function createServer(engine: QueryEngine, analyst: Analyst = createLocalDigest()): CaseInsightsServer {
  return createCaseInsightsServer({
    engine,
    cases: nameSql(CASE_TABLE),
    analyst,
    clock: { now: () => TODAY },
    timer: { every: () => () => undefined, turn: () => Promise.resolve() },
    tables: { catalog: CATALOG, database: 'case_insights', tables: [CASE_TABLE] },
    newMarker: () => 'marker',
  });
}

async function ask(server: CaseInsightsServer, tool: string, input: object) {
  const response = await server.fetch(post(tool, input));
  return { status: response.status, body: JSON.parse(await response.text(), withoutOwn) as unknown };
}

function post(tool: string, input: object): Request {
  return new Request(`http://localhost/tools/${tool}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
}

/** What each engine has of its own: the names of its runs, and what they cost. */
const OWN = new Set(['execution_id', 'query_execution_id', 'query_statistics', 'cost']);

function withoutOwn(key: string, value: unknown): unknown {
  return OWN.has(key) ? undefined : value;
}

const PERIOD = { start_date: '2026-04-01', end_date: '2026-06-30' };
const CALLS: readonly (readonly [string, object])[] = [
  ['get_case_summary', { days_back: 90 }],
  ['get_case_summary', { days_back: 90, service_code: 'EC2', account_number: '111122223333' }],
  ['get_case_summary', { service_code: "x' OR '1'='1" }],
  ['count_cases', PERIOD],
  ['count_cases', { ...PERIOD, by: ['week', 'rca_category'], service_code: 'EC2', account_number: '111122223333' }],
  ['count_cases', { ...PERIOD, by: ['weekday', 'hour'], contains: 'capacity' }],
  ['count_cases', { by: ['service', 'severity'], share: true, compare: true, measure: 'time_to_close', limit: 2 }],
  ['count_cases', { ...PERIOD, by: 'day', rca_category: "It's a quota", exclude_severity_code: 'low', limit: 10 }],
  ['search_cases', { ...PERIOD, query: 'capacity "in one zone"', service_code: 'EC2' }],
  ['search_cases', { ...PERIOD, query: "it's 100% of \\ (all) 日本", match: 'any', sort: 'date', offset: 5, limit: 5 }],
  ['search_cases', { ...PERIOD, severity_code: ['high', 'critical'], limit: 50 }],
  ['search_cases', { ...PERIOD, similar_to: CASES[0]?.case_number }],
  ['search_cases', { ...PERIOD, query: 'capacitty' }],
  ['get_rca_analysis', { rca_category: "It's a quota", limit: 5 }],
  ['get_service_trends', { days_back: 365 }],
  ['analyze_case_summaries', { ...PERIOD, analysis_question: 'What recurs?', service_code: 'Lambda' }],
  [
    'analyze_case_summaries',
    { ...PERIOD, analysis_question: 'What recurs?', mode: 'prepare', include_summaries: true },
  ],
  ['get_case', { case_id: CASES[0]?.case_number }],
  ['describe_data', {}],
  [
    'query_athena',
    { query: 'SELECT severitycode, count(*) AS n FROM case_summary GROUP BY 1 ORDER BY 1', max_results: 2 },
  ],
  ['query_athena', { query: 'DESCRIBE case_summary' }],
  ['query_athena', { query: 'SHOW PARTITIONS case_summary' }],
  ['query_athena', { query: 'SHOW TABLES' }],
];

describe('the server on Athena', () => {
  it('says what the queries of an answer took', async () => {
    const response = await onAthena.fetch(post('compare_periods', { ...PERIOD, account_number: '111122223333' }));
    expect(await response.json()).toMatchObject({
      query_statistics: { bytes_scanned: 12_345, elapsed_ms: 512, estimated_cost_usd: 0.00005 },
    });
  });

  it('counts by two facts, compared and measured, in one statement', async () => {
    const from = endpoint.requests.length;
    const input = { by: ['service', 'severity'], share: true, compare: true, measure: 'time_to_close' };
    expect((await ask(onAthena, 'count_cases', input)).status).toBe(200);
    const operations = endpoint.requests.slice(from).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation === 'StartQueryExecution')).toHaveLength(1);
  });

  it('searches in one statement', async () => {
    const from = endpoint.requests.length;
    expect((await ask(onAthena, 'search_cases', { ...PERIOD, query: 'capacity zone' })).status).toBe(200);
    const operations = endpoint.requests.slice(from).map(({ operation }) => operation);
    expect(operations.filter((operation) => operation === 'StartQueryExecution')).toHaveLength(1);
  });

  it('keeps the exact figures where the model has no time to say a word', async () => {
    const model = {
      id: 'slow.model',
      maxInputTokens: 100_000,
      timeLeft: () => 0,
      countTokens: () => Promise.resolve(undefined),
      reply: () => Promise.reject(new OutOfTime('slow.model')),
    };
    const server = createServer(
      duckdb,
      createModelAnalyst(model, () => 'marker'),
    );
    const { status, body } = await ask(server, 'analyze_case_summaries', { ...PERIOD, analysis_question: 'Why?' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      total_cases_found: CASES.length,
      figures: { total: CASES.length },
      summaries_analyzed: 0,
      analysis:
        '*slow.model did not answer in the remaining time. The figures are exact and complete. Ask about fewer cases or a shorter period.*',
      coverage: { not_read: CASES.length, limited_by: 'model' },
    });
  });

  it.each(CALLS)('answers %s %o as it does on the embedded engine', async (tool, input) => {
    const answer = await ask(onAthena, tool, input);
    expect(answer).toEqual(await ask(embedded, tool, input));
    expect(answer.status).toBe(200);
  });

  it('asked with parameters in WHERE clauses only, where Athena takes them', () => {
    const started = endpoint.requests.filter(({ operation }) => operation === 'StartQueryExecution');
    expect(started.length).toBeGreaterThan(CALLS.length / 2);
    const clauses = started.flatMap(({ input }) => {
      // Patterns have question marks, too.
      const text = String(input['QueryString']).replaceAll(/'(?:[^']|'')*'/g, "''");
      const texts = text.split('?').slice(0, -1);
      return texts.map((_, index) =>
        texts
          .slice(0, index + 1)
          .join('?')
          .match(/\b(SELECT|FROM|WHERE|GROUP|HAVING|ORDER)\b/g)
          ?.at(-1),
      );
    });
    expect(new Set(clauses)).toEqual(new Set(['WHERE']));
  });
});
