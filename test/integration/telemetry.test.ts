import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CATALOGUE } from '#core/tools/catalogue.ts';
import { inputJsonSchema } from '#core/tools/json-schema.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { aCase } from '../support/cases.ts';
import { signRequest } from '../support/sign-request.ts';

/** Stands wherever somebody else's words may be; with it a line that looks like a stack's. */
const CANARY = 'canary4711';
const FORGED = `${CANARY}\n    at ${CANARY} (${CANARY}.js:1:1)`;

const CASES = [1, 2, 3].map((number) =>
  aCase({
    case_number: `90000${number}`,
    subject: FORGED,
    case_summary: `${FORGED}. It was long.`,
    rca_reason: FORGED,
  }),
);
const CALLER = 'arn:aws:iam::123456789012:user/local-demo';
const UUID = /^[0-9a-f-]{36}$/;

/** Arguments with which each tool answers. */
const GOOD: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  get_case_summary: { days_back: 36_500 },
  analyze_case_summaries: { start_date: '2026-01-01', end_date: '2026-12-31', analysis_question: `Why ${CANARY}?` },
  count_cases: { by: 'submitter', contains: CANARY },
  find_recurring_problems: { contains: CANARY },
  search_cases: { query: CANARY },
  get_rca_analysis: { rca_category: 'Service Event' },
  get_service_trends: { days_back: 36_500 },
  compare_periods: { start_date: '2026-06-01', end_date: '2026-06-30', dimension: 'service' },
  get_case: { case_id: '900001' },
  describe_data: {},
  query_athena: { query: `SELECT subject, '${CANARY}' AS x FROM case_summary`, max_results: 2 },
  analyze_with_bedrock: { data: FORGED, analysis_prompt: CANARY },
};

/** What the built function writes to its two streams, which Lambda makes a log of. */
describe('the log and the metrics of the built function', { timeout: 60_000 }, () => {
  let lambda: BuiltFunction;
  let output = '';

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array) => {
        output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
        return true;
      });
    }
    lambda = await startBuiltFunction(CASES, 'eu.vendor.model-v1:0', { logs: true });
  });
  afterAll(async () => {
    await lambda.close();
    vi.restoreAllMocks();
  });
  beforeEach(() => {
    output = '';
  });

  const lines = () =>
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const calls = () => lines().filter((line) => !('_aws' in line));
  const metrics = () => lines().filter((line) => '_aws' in line);

  async function post(path: string, body: string, headers: Readonly<Record<string, string>> = {}) {
    const url = `${lambda.url}${path}`;
    const request = { method: 'POST', url, body, headers: { 'content-type': 'application/json', ...headers } };
    const { host: _, ...signed } = await signRequest(request, lambda.key);
    const response = await fetch(url, { method: 'POST', headers: signed, body });
    return { status: response.status, text: await response.text() };
  }

  it('have one line for a call that answers: what ran, for whom, how long, how much', async () => {
    const { status, body } = await lambda.call('query_athena', GOOD['query_athena']);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(calls()).toEqual([
      {
        sampling_rate: 0,
        level: 'INFO',
        message: 'Tool call',
        service: 'case-insights-mcp',
        timestamp: expect.any(String) as string,
        tool: 'query_athena',
        outcome: 'ok',
        duration_ms: expect.any(Number) as number,
        rows: 2,
        bytes_scanned: expect.any(Number) as number,
        estimated_cost_usd: expect.any(Number) as number,
        request_id: expect.stringMatching(UUID) as string,
        function_request_id: expect.stringMatching(UUID) as string,
        caller_arn: CALLER,
      },
    ]);
  });

  it('count calls by tool and outcome, the rest by tool and over all tools', async () => {
    const { body } = await lambda.call('analyze_case_summaries', GOOD['analyze_case_summaries']);
    const { input_tokens, output_tokens } = body['cost'] as Record<string, number>;
    const [call] = calls();
    expect(call).toMatchObject({ input_tokens, output_tokens, outcome: 'ok' });
    const [counted, measured] = metrics();
    expect(counted).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'CaseInsights',
            Dimensions: [['service', 'tool', 'outcome']],
            Metrics: [{ Name: 'Calls', Unit: 'Count' }],
          },
        ],
      },
      service: 'case-insights-mcp',
      tool: 'analyze_case_summaries',
      outcome: 'ok',
      Calls: 1,
    });
    expect(measured).toMatchObject({
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'CaseInsights',
            Dimensions: [['service'], ['service', 'tool']],
            Metrics: [
              { Name: 'Failures', Unit: 'Count' },
              { Name: 'Duration', Unit: 'Milliseconds' },
              { Name: 'BytesScanned', Unit: 'Bytes' },
              { Name: 'InputTokens', Unit: 'Count' },
              { Name: 'OutputTokens', Unit: 'Count' },
              ...(call?.['estimated_cost_usd'] === undefined ? [] : [{ Name: 'EstimatedCost', Unit: 'None' }]),
            ],
          },
        ],
      },
      tool: 'analyze_case_summaries',
      Failures: 0,
      Duration: call?.['duration_ms'],
      BytesScanned: call?.['bytes_scanned'],
      InputTokens: input_tokens,
      OutputTokens: output_tokens,
    });
    expect(metrics()).toHaveLength(2);
  });

  it('count no tokens that an estimate only foresees', async () => {
    const { body } = await lambda.call('analyze_case_summaries', {
      ...GOOD['analyze_case_summaries'],
      mode: 'estimate',
    });
    expect((body['cost'] as Record<string, number>)['input_tokens']).toBeGreaterThan(0);
    expect(calls()).toMatchObject([{ tool: 'analyze_case_summaries', outcome: 'ok' }]);
    expect(calls()[0]).not.toHaveProperty('input_tokens');
    expect(metrics()[1]).not.toHaveProperty('InputTokens');
  });

  it('tell a failure by its code, with what the queries before it read', async () => {
    lambda.bedrock.script({ status: 403, type: 'AccessDeniedException', message: FORGED });
    const another = { ...GOOD['analyze_case_summaries'], start_date: '2026-02-01' };
    const { status } = await lambda.call('analyze_case_summaries', another);
    expect(status).toBe(502);
    const [call] = calls();
    expect(call).toMatchObject({ level: 'WARN', tool: 'analyze_case_summaries', outcome: 'NOT_AUTHORIZED' });
    expect(call?.['bytes_scanned']).toBeGreaterThan(0);
    expect(call?.['causes']).toMatchObject([{ name: 'AccessDeniedException' }]);
    expect(metrics()).toMatchObject([{ outcome: 'NOT_AUTHORIZED', Calls: 1 }, { Failures: 1 }]);
  });

  it('have a call over MCP in them before its answer has ended', async () => {
    const message = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'describe_data', arguments: {} } };
    const { status, text } = await post('/mcp', JSON.stringify(message), {
      accept: 'application/json, text/event-stream',
    });
    expect({ status, called: text.includes('"row_count"') || text.includes('structuredContent') }).toEqual({
      status: 200,
      called: true,
    });
    expect(calls()).toMatchObject([{ tool: 'describe_data', outcome: 'ok', caller_arn: CALLER }]);
  });

  it("know each caller's request, when several run at once", async () => {
    await Promise.all(Array.from({ length: 6 }, () => lambda.call('get_case', GOOD['get_case'])));
    expect(new Set(calls().map((call) => call['request_id'])).size).toBe(6);
  });

  it('hold nothing that somebody else wrote: no argument, case, literal, or failure of a service', async () => {
    for (const tool of CATALOGUE) {
      const good = GOOD[tool.name];
      expect(good, `arguments for ${tool.name}`).toBeDefined();
      const properties = Object.keys((inputJsonSchema(tool) as { properties?: object }).properties ?? {});
      const { status, body } = await lambda.call(tool.name, good);
      expect(status, `${tool.name}: ${JSON.stringify(body)}`).toBe(200);
      const inputs = [...properties, CANARY].map((name) => ({ ...good, [name]: FORGED }));
      await Promise.all(inputs.map((input) => lambda.call(tool.name, input)));
    }
    await lambda.call(CANARY, { [CANARY]: CANARY });
    await lambda.call('query_athena', { query: `SELECT ${CANARY} FROM case_summary` });
    await lambda.call('query_athena', { query: `SELECT * FROM ${CANARY}` });
    await lambda.call('query_athena', { query: `SELECT CAST('${CANARY}' AS bigint) FROM case_summary` });
    await lambda.call('query_athena', { query: `DROP TABLE ${CANARY}; '` });
    const arguments_ = { query: `SELECT '${CANARY}`, [CANARY]: 1 };
    for (const params of [
      { name: CANARY, arguments: {} },
      { name: 'query_athena', arguments: arguments_ },
    ]) {
      await post('/mcp', JSON.stringify({ jsonrpc: '2.0', id: CANARY, method: 'tools/call', params }));
    }
    await post('/mcp', `{"${CANARY}`);
    await post('/tools/get_case', `{"${CANARY}`);
    await post(`/${CANARY}?${CANARY}=${CANARY}`, CANARY, { [CANARY]: CANARY, 'mcp-session-id': CANARY });

    const error = { ErrorCategory: 2, ErrorType: 1006, Retryable: false, ErrorMessage: FORGED };
    lambda.athena.script('AS failing', { state: 'FAILED', reason: FORGED, error });
    await lambda.call('query_athena', { query: `SELECT '${CANARY}' AS failing` });
    for (const type of ['InvalidRequestException', 'AccessDeniedException', CANARY]) {
      lambda.athena.fail('StartQueryExecution', { status: 400, type, message: FORGED });
      await lambda.call('query_athena', { query: `SELECT '${type}' AS x, '${CANARY}' AS y` });
    }
    for (const type of ['ValidationException', 'ResourceNotFoundException', 'AccessDeniedException', CANARY]) {
      lambda.bedrock.script({ status: 400, type, message: FORGED });
      await lambda.call('analyze_with_bedrock', GOOD['analyze_with_bedrock']);
    }
    lambda.bedrock.script({ breaks: { after: 1, with: { exception: 'validationException', message: FORGED } } });
    await lambda.call('analyze_with_bedrock', GOOD['analyze_with_bedrock']);

    const outcomes = new Set(calls().map((call) => call['outcome']));
    for (const outcome of ['ok', 'INVALID_INPUT', 'UNKNOWN_TOOL', 'QUERY_REFUSED', 'QUERY_FAILED', 'NOT_AUTHORIZED']) {
      expect(outcomes).toContain(outcome);
    }
    const tools = new Set(metrics().map((line) => line['tool']));
    expect(tools).toEqual(new Set([...CATALOGUE.map((tool) => tool.name), 'unknown']));
    for (const secret of [
      CANARY,
      CREDENTIALS.secretAccessKey,
      lambda.key.secretAccessKey,
      'Signature=',
      'Credential=',
    ]) {
      expect(output.split('\n').filter((line) => line.includes(secret))).toEqual([]);
    }
  });
});
