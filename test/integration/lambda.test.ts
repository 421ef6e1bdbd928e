import { createRequire } from 'node:module';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamHandler } from '../../server-lambda/handler.ts';
import { createDuckDbEngine, type EmbeddedEngine } from '../../server-lambda/local/engine/duckdb-engine.ts';
import { startGateway, type Gateway } from '../../server-lambda/local/gateway/gateway.ts';
import { installLambdaRuntime } from '../../server-lambda/local/gateway/lambda-runtime.ts';
import { startAthenaEndpoint, WORKGROUP, type AthenaEndpoint } from '../support/athena-endpoint.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { startBedrockEndpoint, type BedrockEndpoint } from '../support/bedrock-endpoint.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { aCase } from '../support/cases.ts';
import { TODAY } from '../support/case-server.ts';
import { signRequest } from '../support/sign-request.ts';

const KEY = { accessKeyId: 'AKIAGATEWAYTEST00000', secretAccessKey: 'gateway-secret' };
const CASES = Array.from({ length: 40 }, (_, index) => aCase({ case_number: String(170_500_000_000 + index) }));

/** dist/lambda.js as Lambda runs it, behind the gateway; Athena, S3 and Bedrock are endpoints on this machine. */
describe('the built function', { timeout: 60_000 }, () => {
  let duckdb: EmbeddedEngine;
  let athena: AthenaEndpoint;
  let bedrock: BedrockEndpoint;
  let gateway: Gateway;
  const before = { ...process.env };

  beforeAll(async () => {
    duckdb = createDuckDbEngine({ source: { kind: 'records', records: CASES }, clock: { now: () => TODAY } });
    athena = await startAthenaEndpoint(duckdb);
    bedrock = await startBedrockEndpoint();
    Object.assign(process.env, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_ENDPOINT_URL_ATHENA: athena.url,
      AWS_ENDPOINT_URL_S3: athena.url,
      AWS_ENDPOINT_URL_BEDROCK: bedrock.url,
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: bedrock.url,
      ATHENA_DATABASE: 'case_insights',
      ATHENA_WORKGROUP: WORKGROUP,
      BEDROCK_MODEL_ID: 'eu.vendor.model-v1:0',
    });
    installLambdaRuntime();
    const lambda = createRequire(import.meta.url)(path.join(REPOSITORY, 'dist', 'lambda.js')) as {
      handler: StreamHandler;
    };
    gateway = await startGateway({
      handler: lambda.handler,
      key: KEY,
      region: 'us-east-1',
      port: 0,
      throttle: null,
      log: () => undefined,
    });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await gateway.close();
    await bedrock.close();
    await athena.close();
    await duckdb.close();
  });

  async function call(tool: string, input: unknown) {
    const url = `${gateway.url}/tools/${tool}`;
    const body = JSON.stringify(input);
    const { host: _, ...headers } = await signRequest(
      { method: 'POST', url, body, headers: { 'content-type': 'application/json' } },
      KEY,
    );
    const response = await fetch(url, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('counts in Athena', async () => {
    const { status, body } = await call('get_case_summary', { days_back: 36_500 });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ total_cases: 40, unique_accounts: 1 });
    expect(athena.requests.map(({ operation }) => operation)).toContain('StartQueryExecution');
  });

  it('analyses with the model on Bedrock, and says which', async () => {
    const { status, body } = await call('analyze_case_summaries', {
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
    expect(body['cost']).toMatchObject({ input_tokens: expect.any(Number) as number });
    expect(bedrock.requests.map(({ operation }) => operation)).toContain('ConverseStream');
  });

  it('refuses what writes, before Athena hears of it', async () => {
    const asked = athena.requests.length;
    const { status, body } = await call('query_athena', { query: 'DROP TABLE case_summary' });
    expect(status).toBe(400);
    expect(body['error']).toMatchObject({ code: 'QUERY_REFUSED' });
    expect(athena.requests).toHaveLength(asked);
  });
});
