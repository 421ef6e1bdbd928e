import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';

const SIX_TOOLS = [
  'analyze_case_summaries',
  'analyze_with_bedrock',
  'get_case_summary',
  'get_rca_analysis',
  'get_service_trends',
  'query_athena',
];

/** 1,500 cases: 1,200 on EC2 (300 of them critical, in any case of letters), 300 on RDS. */
const CASES = Array.from({ length: 1_500 }, (_, index) =>
  aCase({
    servicecode: index < 1_200 ? 'amazon-elastic-compute-cloud-linux' : 'amazon-relational-database-service-mysql',
    severitycode: index % 4 === 0 ? (index % 8 === 0 ? 'CRITICAL' : 'critical') : 'normal',
    account_number: index % 2 === 0 ? '111122223333' : '444455556666',
    rca_category: index % 3 === 0 ? 'Throttling' : 'Service Event',
  }),
);

/** What the server that this one replaces got wrong, each under its number in the reference. */
describe('the faults of the first server', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer(CASES);
  });
  afterAll(() => server.close());

  it('1: tools/list names all six tools of the guide, without initialize', async () => {
    const { result } = await server.post({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} });
    const names = (result?.['tools'] as { name: string }[]).map((tool) => tool.name);
    expect(names).toEqual(expect.arrayContaining(SIX_TOOLS));
  });

  it('2: max_results is the number of rows that come back, above 1,000 too', async () => {
    for (const max_results of [1, 100, 1_000, 1_001, 1_500]) {
      const { body } = await server.call('query_athena', {
        query: 'SELECT case_number FROM case_summary',
        max_results,
      });
      expect(body['row_count']).toBe(max_results);
      expect(body['truncated']).toBe(max_results < 1_500);
    }
  });

  it('3: a filter is a value, never SQL', async () => {
    const { body } = await server.call('get_case_summary', { service_code: "x' OR '1'='1", days_back: 365 });
    expect(body['total_cases']).toBe(0);
    expect(server.statements.at(-1)?.text).not.toContain("'1'='1");
  });

  it('4: the instructions of an analysis never pass through the sanitizer of the question', async () => {
    const { body } = await server.call('analyze_case_summaries', {
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      mode: 'prepare',
      analysis_question: `What is wrong ${'with everything '.repeat(100)}`,
    });
    expect(String(body['analysis_question'])).toHaveLength(500);
    const prompt = body['prompt'] as { system: string; user: string };
    expect(prompt.system).toContain('Begin with what was asked');
    expect(prompt.user).toContain(String(body['analysis_question']));
  });

  it('5: the summaries that were read come back on request only', async () => {
    const input = { start_date: '2026-01-01', end_date: '2026-12-31', max_cases: 50 };
    const without = await server.call('analyze_case_summaries', input);
    expect(without.body).not.toHaveProperty('summaries');
    const withThem = await server.call('analyze_case_summaries', { ...input, include_summaries: true });
    expect(withThem.body['summaries']).toHaveLength(50);
  });

  it('6: EC2 finds the long code, and severity does not depend on the case of letters', async () => {
    const ec2 = await server.call('get_case_summary', { service_code: 'EC2', days_back: 365 });
    expect(ec2.body['total_cases']).toBe(1_200);
    const critical = await server.call('analyze_case_summaries', {
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      severity_code: 'Critical',
      max_cases: 5,
    });
    expect(critical.body['total_cases_found']).toBe(375);
    const first = await server.call('analyze_case_summaries', {
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      max_cases: 5,
    });
    const severities = (first.body['sample_cases'] as { severity: string }[]).map((sample) =>
      sample.severity.toLowerCase(),
    );
    expect(severities).toEqual(Array(5).fill('critical'));
  });

  it("8: a failed query carries the engine's reason", async () => {
    const { status, body } = await server.call('query_athena', { query: 'SELECT no_such_column FROM case_summary' });
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({
      code: 'QUERY_FAILED',
      message: expect.stringContaining('no_such_column') as string,
    });
  });

  it('13: a JSON-RPC error is an error, and an unknown tool is no HTTP 500', async () => {
    const unknownMethod = await server.post({ jsonrpc: '2.0', id: 7, method: 'tools/destroy', params: {} });
    expect(unknownMethod).toMatchObject({ id: 7, error: { code: -32601 } });
    expect(unknownMethod.result).toBeUndefined();

    const overMcp = await server.post({
      jsonrpc: '2.0',
      id: 8,
      method: 'tools/call',
      params: { name: 'get_everything', arguments: {} },
    });
    expect(overMcp.result).toMatchObject({ isError: true, structuredContent: { error: { code: 'UNKNOWN_TOOL' } } });

    const overRest = await server.call('get_everything', {});
    expect(overRest).toMatchObject({ status: 404, body: { error: { code: 'UNKNOWN_TOOL' } } });
  });

  it('14: get_case_summary has overall totals beside the rows, and the columns of those names are overall too', async () => {
    const { body } = await server.call('get_case_summary', { days_back: 365 });
    expect(body).toMatchObject({ total_cases: 1_500, unique_accounts: 2, unique_services: 2, row_count: 2 });
    expect(body['rows']).toEqual([
      {
        total_cases: 1_500,
        unique_accounts: 2,
        unique_services: 2,
        rca_category: 'Service Event',
        category_count: 1_000,
      },
      { total_cases: 1_500, unique_accounts: 2, unique_services: 2, rca_category: 'Throttling', category_count: 500 },
    ]);
  });

  it.each([
    ['get_case_summary', { days: 5 }, '`days`'],
    ['get_case_summary', { days_back: '30' }, '`days_back`'],
    ['get_case_summary', { days_back: 40_000 }, '`days_back`'],
    ['get_rca_analysis', {}, '`rca_category`'],
    ['get_rca_analysis', { rca_category: 'Throttling', limit: 0 }, '`limit`'],
    ['query_athena', { query: 5 }, '`query`'],
    ['query_athena', { query: 'SELECT 1', max_results: 100_001 }, '`max_results`'],
    ['analyze_case_summaries', { start_date: '2026-02-30', end_date: '2026-03-01' }, '`start_date`'],
    ['analyze_case_summaries', { start_date: '2026-03-02', end_date: '2026-03-01' }, '`end_date`'],
    ['analyze_case_summaries', { start_date: '2026-01-01', end_date: '2026-03-01', max_cases: -1 }, '`max_cases`'],
    [
      'analyze_case_summaries',
      { start_date: '2026-01-01', end_date: '2026-03-01', max_cases: 10_000_000 },
      '`max_cases`',
    ],
  ])('15: %s with %j names %s in one sentence, and nothing runs', async (tool, input, field) => {
    const before = server.statements.length;
    const { status, body } = await server.call(tool, input);
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(field) as string });
    expect(server.statements).toHaveLength(before);
  });
});
