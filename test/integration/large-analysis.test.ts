import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { failingShare, type Behaviour } from '../support/bedrock-endpoint.ts';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { aCase } from '../support/cases.ts';
import { caseNumbersIn } from '../support/prompt-of.ts';

const SERVICES = ['amazon-elastic-compute-cloud-linux', 'amazon-relational-database-service', 'aws-lambda'];
const SUMMARY =
  'The connections of the orders database were used up at the start of the sale. The pool of the application was larger than the limit of the instance. Support raised the limit and proposed a proxy. The customer moved to a larger instance in the evening and will test the proxy before the next sale. Alarms on connections were missing, so that the first notice came from users, half an hour after the first refused order. Support recommended alarms at four fifths of the limit and a run book for the team on call.';
const SUMMARISED = 2_000;

const CASES = Array.from({ length: SUMMARISED + 100 }, (_, index) =>
  aCase({
    case_number: String(170_600_000_000 + index),
    servicecode: SERVICES[index % SERVICES.length] ?? null,
    severitycode: index % 7 === 0 ? 'critical' : 'low',
    case_summary: index < SUMMARISED ? `${SUMMARY} It was sale ${index}.` : null,
  }),
);

const answer = z.object({
  total_cases_found: z.number(),
  summaries_available: z.number(),
  summaries_analyzed: z.number(),
  analysis: z.string(),
  coverage: z.object({ without_summary: z.number(), not_read: z.number(), limited_by: z.string().nullable() }),
  figures: z.object({ total: z.number() }),
});

/** The function with a model of a small window, so that many parts make the whole. */
describe('an analysis of 2,000 cases', { timeout: 120_000 }, () => {
  let lambda: BuiltFunction;

  beforeAll(async () => {
    lambda = await startBuiltFunction(CASES, 'meta.llama3-8b-instruct-v1:0');
  });
  afterAll(() => lambda.close());

  let asked: number;
  let failed: number;
  beforeEach(() => {
    asked = lambda.bedrock.requests.length;
    failed = lambda.bedrock.failed();
  });

  async function analyze() {
    const { status, body } = await lambda.call('analyze_case_summaries', {
      start_date: '2026-01-01',
      end_date: '2026-12-31',
      analysis_question: 'What are the top problems?',
      max_cases: 20_000,
    });
    expect(status, JSON.stringify(body)).toBe(200);
    return answer.parse(body);
  }

  /** The numbers of the cases that the model was given, in each request since the test began. */
  function casesAsked(): readonly (readonly string[])[] {
    return lambda.bedrock.requests
      .slice(asked)
      .filter(({ operation }) => operation === 'ConverseStream')
      .map(caseNumbersIn);
  }

  it('reads every one of them, though calls fail in every way that passes', async () => {
    // So many that each kind of failure is met several times.
    lambda.bedrock.otherwise = failingShare(0.1);
    const { analysis, ...body } = await analyze();
    expect(body).toMatchObject({
      total_cases_found: 2_100,
      summaries_available: 2_000,
      summaries_analyzed: 2_000,
      coverage: { without_summary: 100, not_read: 0, limited_by: null },
      figures: { total: 2_100 },
    });
    expect(analysis).not.toContain('could not read');
    expect(lambda.bedrock.failed() - failed).toBeGreaterThanOrEqual(5);
    expect(lambda.bedrock.mostUnderWay()).toBeGreaterThan(1);
    expect(lambda.bedrock.mostUnderWay()).toBeLessThanOrEqual(4);
    expect(new Set(casesAsked().flat()).size).toBe(SUMMARISED);
    // The model says how many cases of each service it saw; after every merge that is all of them.
    const counts = [...analysis.matchAll(/: (\d+) cases/g)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(SUMMARISED);
  });

  it('names the cases of a part that the model never reads, and gives the rest', async () => {
    const unlucky = String(170_600_000_000 + 1_234);
    const share = failingShare(0.01);
    let lost: readonly string[] = [];
    lambda.bedrock.otherwise = (request): Behaviour => {
      const cases = caseNumbersIn(request);
      if (!cases.includes(unlucky)) return share(request);
      lost = cases;
      return {
        status: 503,
        type: 'ServiceUnavailableException',
        message: 'Bedrock is unable to process your request.',
      };
    };
    const { analysis, ...body } = await analyze();
    expect(lost.length).toBeGreaterThan(1);
    expect(body).toMatchObject({
      summaries_available: 2_000,
      summaries_analyzed: 2_000 - lost.length,
      coverage: { not_read: lost.length, limited_by: 'model' },
      figures: { total: 2_100 },
    });
    expect(analysis).toContain(`could not read ${lost.length} of 2000 summaries`);
    const counts = [...analysis.matchAll(/: (\d+) cases/g)].map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(SUMMARISED - lost.length);
  });
});
