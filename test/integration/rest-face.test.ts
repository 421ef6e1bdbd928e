import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { VERSION } from '#core/contract/version.ts';
import { aCase } from '../support/cases.ts';
import { startCaseServer, type CaseServer } from '../support/case-server.ts';

describe('the server over REST', () => {
  let server: CaseServer;

  beforeAll(() => {
    server = startCaseServer([
      aCase({ case_number: '1', timecreated: '2026-06-29T10:00:00.000Z' }),
      aCase({
        case_number: '2',
        timecreated: '2026-06-30T10:00:00.000Z',
        rca_category: 'Throttling',
        servicecode: 'aws-lambda',
      }),
      aCase({ case_number: '3', timecreated: '2026-06-30T11:00:00.000Z', rca_category: null, case_summary: null }),
    ]);
  });
  afterAll(() => server.close());

  const get = (path: string, init?: RequestInit) => server.fetch(new Request(`http://localhost${path}`, init));

  it('says at / who it is, that it is up, and its version', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ name: 'case-insights-mcp', version: VERSION, status: 'healthy' });
  });

  it('lists the tools at /tools', async () => {
    const { tools } = (await (await get('/tools')).json()) as { tools: { name: string }[] };
    expect(tools.map((tool) => tool.name)).toEqual(CATALOGUE.map((tool) => tool.name));
  });

  it("answers a tool's result itself, unwrapped", async () => {
    const { status, body } = await server.call('get_service_trends', { days_back: 30 });
    expect(status).toBe(200);
    expect(body['columns']).toEqual(['servicecode', 'date', 'case_count', 'rca_category']);
    expect(body['rows']).toEqual([
      { servicecode: 'amazon-elastic-compute-cloud-linux', date: '2026-06-30', case_count: 1, rca_category: null },
      { servicecode: 'aws-lambda', date: '2026-06-30', case_count: 1, rca_category: 'Throttling' },
      {
        servicecode: 'amazon-elastic-compute-cloud-linux',
        date: '2026-06-29',
        case_count: 1,
        rca_category: 'Service Event',
      },
    ]);
  });

  it('lists the newest cases of a root cause first', async () => {
    const { body } = await server.call('get_rca_analysis', { rca_category: 'service event' });
    expect(body).toMatchObject({ row_count: 1, total_cases: 1, truncated: false });
    expect(body['columns']).toEqual([
      'account_number',
      'case_number',
      'subject',
      'servicecode',
      'severitycode',
      'rca_category',
      'rca_reason',
      'timecreated',
    ]);
  });

  it('gives one case in full', async () => {
    const { body } = await server.call('get_case', { case_id: '2' });
    expect(body['cases']).toEqual([
      expect.objectContaining({
        case_number: '2',
        rca_category: 'Throttling',
        lifecycle_reason: 'The design used one zone.',
      }),
    ]);
    expect((await server.call('get_case', { case_id: '77' })).body).toMatchObject({
      cases: [],
      note: 'No case matches case_id "77". Values that exist: 1, 2, 3.',
    });
  });

  it('compares a period with the one before, exactly, and marks what chance does not explain', async () => {
    const many = startCaseServer([
      ...Array.from({ length: 40 }, () =>
        aCase({ timecreated: '2026-06-10T10:00:00.000Z', rca_category: 'Throttling' }),
      ),
      ...Array.from({ length: 5 }, () =>
        aCase({ timecreated: '2026-05-20T10:00:00.000Z', rca_category: 'Throttling' }),
      ),
      ...Array.from({ length: 6 }, () => aCase({ timecreated: '2026-05-21T10:00:00.000Z' })),
      ...Array.from({ length: 7 }, () => aCase({ timecreated: '2026-06-11T10:00:00.000Z' })),
    ]);
    const input = { start_date: '2026-06-01', end_date: '2026-06-30', dimension: 'rca_category' };
    const { body } = await many.call('compare_periods', input);
    expect(body).toMatchObject({
      period: { days: 30 },
      period_before: { start_date: '2026-05-02', end_date: '2026-05-31', days: 30 },
      total: { before: 11, now: 47, change: 36, change_percent: 327.3, significant: true },
      changes: [
        { dimension: 'rca_category', value: 'Throttling', before: 5, now: 40, change: 35, significant: true },
        { dimension: 'rca_category', value: 'Service Event', before: 6, now: 7, change: 1, significant: false },
      ],
    });
    await many.close();
  });

  it.each([
    [{ before_start_date: '2026-01-01' }, '`before_end_date` is required with its counterpart.'],
    [
      { before_start_date: '2026-05-20', before_end_date: '2026-06-02' },
      'The periods overlap: 2026-05-20 to 2026-06-02 and 2026-06-01 to 2026-06-30.',
    ],
  ])('refuses to compare with %j', async (more, message) => {
    const { status, body } = await server.call('compare_periods', {
      start_date: '2026-06-01',
      end_date: '2026-06-30',
      ...more,
    });
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({ code: 'INVALID_INPUT', message });
  });

  it('describes the data: columns, days, counts, and the values of every filter', async () => {
    const { body } = await server.call('describe_data', {});
    expect(body).toMatchObject({
      first_day: '2026-06-29',
      last_day: '2026-06-30',
      total_cases: 3,
      with_summary: 2,
      accounts: 1,
      months: [{ value: '2026-06', count: 3 }],
      values: {
        severity_code: [{ value: 'high', count: 3 }],
        service_code: [
          { value: 'amazon-elastic-compute-cloud-linux', count: 2 },
          { value: 'aws-lambda', count: 1 },
        ],
      },
    });
  });

  it('analyses any data that the caller sends', async () => {
    const data = JSON.stringify([
      { service: 'EC2', cases: 45 },
      { service: 'S3', cases: 23 },
    ]);
    const { body } = await server.call('analyze_with_bedrock', {
      data,
      analysis_prompt: 'Which service has most cases?',
    });
    expect(body['model_id']).toBe('none (statistical digest)');
    expect(body['analysis']).toContain('EC2');
  });

  it("has every field of the guide's response format in an analysis", async () => {
    const { body } = await server.call('analyze_case_summaries', {
      start_date: '2026-06-01',
      end_date: '2026-06-30',
      analysis_question: 'What are the top problems?',
    });
    expect(body).toMatchObject({
      filters_applied: {
        date_range: '2026-06-01 to 2026-06-30',
        severity_code: null,
        service_code: null,
        case_id: null,
        rca_category: null,
        lifecycle_category: null,
      },
      total_cases_found: 3,
      summaries_available: 2,
      summaries_analyzed: 2,
      token_management: { max_input_tokens: 180_000, truncated: false },
      analysis_question: 'What are the top problems?',
      model_used: 'none (statistical digest)',
      author: { kind: 'digest', id: 'statistical' },
      period: { start_date: '2026-06-01', end_date: '2026-06-30' },
      coverage: { without_summary: 1, not_read: 0, limited_by: null },
    });
    expect(body['analysis']).toMatch(/no language model/i);
    expect(body['query_execution_id']).toBeTruthy();
    expect((body['sample_cases'] as unknown[])[0]).toEqual({
      case_number: '2',
      service: 'aws-lambda',
      severity: 'high',
      rca_category: 'Throttling',
      date: '2026-06-30',
    });
  });

  it('counts all cases that match, whatever max_cases says', async () => {
    const { body } = await server.call('analyze_case_summaries', {
      start_date: '2026-06-01',
      end_date: '2026-06-30',
      max_cases: 1,
    });
    expect(body).toMatchObject({
      total_cases_found: 3,
      summaries_available: 2,
      summaries_analyzed: 1,
      token_management: { truncated: true },
      coverage: { not_read: 1, limited_by: 'max_cases' },
      figures: {
        total: 3,
        by_rca_category: [
          { value: 'Service Event', count: 1 },
          { value: 'Throttling', count: 1 },
          { value: null, count: 1 },
        ],
      },
    });
  });

  it.each([
    [
      'get_case_summary',
      { service_code: 'Neptune' },
      'No case matches service_code "Neptune". Values that exist: amazon-elastic-compute-cloud-linux, aws-lambda.',
    ],
    [
      'get_case_summary',
      { account_number: '999999999999' },
      'No case matches account_number "999999999999". Values that exist: 111122223333.',
    ],
    [
      'get_rca_analysis',
      { rca_category: 'Magic' },
      'No case matches rca_category "Magic". Values that exist: Service Event, Throttling.',
    ],
    [
      'analyze_case_summaries',
      { start_date: '2020-01-01', end_date: '2020-12-31' },
      'No case matches the period 2020-01-01 to 2020-12-31: cases exist from 2026-06-29 to 2026-06-30.',
    ],
    [
      'analyze_case_summaries',
      { start_date: '2026-06-29', end_date: '2026-06-29', service_code: 'Lambda' },
      'No case matches all filters together: the period 2026-06-29 to 2026-06-29 alone matches 1, service_code "Lambda" alone matches 1. Drop one of them; cases exist from 2026-06-29 to 2026-06-30.',
    ],
  ])('an empty answer of %s to %j says which filter emptied it and what exists', async (tool, input, note) => {
    const { status, body } = await server.call(tool, input);
    expect(status).toBe(200);
    expect(body['note']).toBe(note);
  });

  it.each([
    ['POST', '/tools/get_case_summary', '{"days_back":', 400],
    ['POST', '/tools/get_case_summary', '[]', 400],
    ['GET', '/tools/get_case_summary', undefined, 405],
    ['POST', '/', '{}', 405],
    ['GET', '/nothing/here', undefined, 404],
    ['POST', '/tools/..%2Fmcp', '{}', 404],
  ])('answers %s %s with %j with an error body and status %#', async (method, path, body, status) => {
    const response = await get(path, { method, ...(body !== undefined && { body }) });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error: { code: expect.any(String) as string, remedy: expect.any(String) as string },
    });
  });

  it('refuses a body beyond 1 MB with 413 and its limit, and reads no more of it', async () => {
    let sent = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
      cancel() {
        cancelled = true;
      },
    });
    // Undici asks for the option wherever a body is streamed; its type is not in the compiler's library.
    const streamed: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    const response = await get('/tools/get_case_summary', streamed);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { code: 'INVALID_INPUT', message: expect.stringContaining('1048576 bytes') as string },
    });
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThan(1_300_000);
  });

  it('takes a body of 1 MB, whatever letters it has', async () => {
    const query = `SELECT 'é' AS x -- ${'é'.repeat(50_000)}`;
    const { status, body } = await server.call('query_athena', { query });
    expect(status, JSON.stringify(body)).toBe(200);
    const padded = '{}'.padEnd(1_048_576);
    expect((await get('/tools/describe_data', { method: 'POST', body: padded })).status).toBe(200);
    expect((await get('/tools/describe_data', { method: 'POST', body: `${padded} ` })).status).toBe(413);
  });

  it('leaves out rows beyond 8 MB, as whole rows, and says how to get the rest', async () => {
    const query = "SELECT rpad('', 100000, 'x') AS text FROM UNNEST(sequence(1, 100)) AS t (n)";
    const { status, body } = await server.call('query_athena', { query, max_results: 100 });
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
    expect(body).toMatchObject({ row_count: 79, truncated: true });
    expect(body['rows']).toHaveLength(79);
    expect(body['note']).toContain('OFFSET 79');
  });

  it('takes an empty body as no arguments', async () => {
    const response = await get('/tools/get_case_summary', { method: 'POST' });
    expect(response.status).toBe(200);
  });
});
