import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { aCase } from '../support/cases.ts';
import { signRequest } from '../support/sign-request.ts';

const CASES = Array.from({ length: 40 }, (_, index) => aCase({ case_number: String(170_500_000_000 + index) }));

/** dist/lambda.js as Lambda runs it, behind the gateway; Athena, S3 and Bedrock are endpoints on this machine. */
describe('the built function', { timeout: 60_000 }, () => {
  let lambda: BuiltFunction;

  beforeAll(async () => {
    lambda = await startBuiltFunction(CASES, 'eu.vendor.model-v1:0');
  });
  afterAll(() => lambda.close());

  it('counts in Athena', async () => {
    const { status, body } = await lambda.call('get_case_summary', { days_back: 36_500 });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ total_cases: 40, unique_accounts: 1 });
    expect(lambda.athena.requests.map(({ operation }) => operation)).toContain('StartQueryExecution');
  });

  it('analyses with the model on Bedrock, and says which', async () => {
    const { status, body } = await lambda.call('analyze_case_summaries', {
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      analysis_question: 'What are the top problems?',
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      total_cases_found: 40,
      summaries_analyzed: 40,
      model_used: 'eu.vendor.model-v1:0',
      figures: { total: 40 },
    });
    expect(body['analysis']).toBeTruthy();
    const cited = z.array(z.string()).parse(body['cited_cases']);
    expect(cited.length).toBeGreaterThan(0);
    expect(CASES.map(({ case_number: number }) => number)).toEqual(expect.arrayContaining(cited));
    expect(body['cost']).toMatchObject({ input_tokens: expect.any(Number) as number });
    expect(lambda.bedrock.requests.map(({ operation }) => operation)).toContain('ConverseStream');
  });

  it('refuses what writes, before Athena hears of it', async () => {
    const asked = lambda.athena.requests.length;
    const { status, body } = await lambda.call('query_athena', { query: 'DROP TABLE case_summary' });
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({ code: 'QUERY_REFUSED' });
    expect(lambda.athena.requests).toHaveLength(asked);
  });

  it('runs four calls of a batch at once, lets sixteen wait, and tells the rest to', async () => {
    const url = `${lambda.url}/mcp`;
    const params = { name: 'get_case', arguments: { case_id: '170500000000' } };
    const batch = Array.from({ length: 30 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'tools/call', params }));
    const body = JSON.stringify(batch);
    const accept = 'application/json';
    const request = { method: 'POST', url, body, headers: { 'content-type': 'application/json', accept } };
    const { host: _, ...headers } = await signRequest(request, lambda.key);
    const response = await fetch(url, { method: 'POST', headers, body });
    const answers = z
      .array(z.object({ result: z.looseObject({ isError: z.boolean().optional(), structuredContent: z.unknown() }) }))
      .parse(await response.json());
    const refused = answers.filter(({ result }) => result.isError);
    expect({ answers: answers.length, refused: refused.length }).toEqual({ answers: 30, refused: 10 });
    expect(refused[0]?.result.structuredContent).toMatchObject({ error: { code: 'THROTTLED' } });
  });
});
