import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { QueryEngine } from '#core/ports/query-engine.ts';
import type { StreamHandler } from '../../../server-lambda/handler.ts';
import { readIntegrationResponse } from '../../../server-lambda/local/gateway/integration-response.ts';
import { installLambdaRuntime, invoke } from '../../../server-lambda/local/gateway/lambda-runtime.ts';
import { proxyEvent } from '../../../server-lambda/local/gateway/proxy-event.ts';
import { startAthenaEndpoint, type AthenaEndpoint } from '../../support/athena-endpoint.ts';
import { startBedrockEndpoint, type BedrockEndpoint } from '../../support/bedrock-endpoint.ts';
import { functionEnvironment } from '../../support/function-environment.ts';

const ACCOUNT = '123456789012';
const roleArn = (role: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/me`;
const PROMPT = { data: 'one', analysis_prompt: 'How many lines?' };

const engine: QueryEngine = {
  query: () => Promise.resolve({ columns: ['a'], rows: [{ a: '1' }], executionId: 'run-1', truncated: false }),
};

/** What Lambda runs, as it is told by its environment; Athena, S3 and Bedrock are endpoints on this machine. */
describe('the function', () => {
  let athena: AthenaEndpoint;
  let bedrock: BedrockEndpoint;
  let handler: StreamHandler;

  beforeAll(async () => {
    installLambdaRuntime();
    [athena, bedrock] = await Promise.all([startAthenaEndpoint(engine), startBedrockEndpoint()]);
    handler = await start({
      DATA_SCOPES: JSON.stringify({
        TeamA: { accounts: ['111122223333'] },
        TeamB: { accounts: ['444455556666'] },
        Support: 'everything',
      }),
      ATHENA_REUSE_MINUTES: '7',
      BEDROCK_GUARDRAIL_ID: 'guard-1',
      BEDROCK_GUARDRAIL_VERSION: '3',
      CORS_ALLOWED_ORIGINS: 'https://page.example',
    });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await Promise.all([athena.close(), bedrock.close()]);
  });

  /** A new instance with these variables beside those that it always has. */
  async function start(variables: Readonly<Record<string, string>> = {}): Promise<StreamHandler> {
    const silence = { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' };
    const environment = { ...functionEnvironment(athena, bedrock, 'eu.vendor.model-v1:0'), ...silence, ...variables };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    vi.resetModules();
    return ((await import('../../../server-lambda/lambda.ts')) as { readonly handler: StreamHandler }).handler;
  }

  async function request(
    target: string,
    {
      method = 'POST',
      body = '',
      headers = [],
      role = 'Support',
      remainingMs = 900_000,
      instance = handler,
    }: RequestParts = {},
  ) {
    const event = proxyEvent(
      { method, target, headers: [['Host', 'a.example'], ...headers], body: Buffer.from(body) },
      {
        stage: 'v1',
        requestId: 'request-1',
        extendedRequestId: 'x=',
        traceId: 'Root=1',
        accessKeyId: 'AKIDEXAMPLE0000000000',
        sourceIp: '127.0.0.1',
        port: 80,
        receivedAt: new Date(0),
      },
    );
    const { requestContext } = event;
    const called = {
      ...event,
      requestContext: {
        ...requestContext,
        accountId: ACCOUNT,
        identity: { ...requestContext.identity, userArn: roleArn(role) },
      },
    };
    const invocation = invoke(
      (given, stream, context) => instance(given, stream, { ...context, getRemainingTimeInMillis: () => remainingMs }),
      called,
      'invocation-1',
    );
    const answer = await readIntegrationResponse(invocation);
    let text = '';
    for await (const chunk of answer.body) text += chunk.toString();
    return { status: answer.head.statusCode, headers: Object.fromEntries(answer.head.headers), text };
  }

  const callTool = async (tool: string, input: object, parts: RequestParts = {}) => {
    const { status, text } = await request(`/v1/tools/${tool}`, { ...parts, body: JSON.stringify(input) });
    return { status, body: JSON.parse(text) as Record<string, unknown> };
  };

  /** What was asked of Athena since. */
  const started = (since: number) =>
    athena.requests.slice(since).filter(({ operation }) => operation === 'StartQueryExecution');

  it('shows each caller the cases of its own role, whoever called before', async () => {
    const asked = async (role: string) => {
      const since = athena.requests.length;
      await callTool('get_case', { case_id: '7' }, { role });
      return JSON.stringify(started(since).map(({ input }) => input));
    };
    for (const [role, own, other] of [
      ['TeamA', '111122223333', '444455556666'],
      ['TeamB', '444455556666', '111122223333'],
      ['TeamA', '111122223333', '444455556666'],
    ] as const) {
      const statements = await asked(role);
      expect(statements).toContain(own);
      expect(statements).not.toContain(other);
    }
    expect(await asked('Support')).not.toMatch(/111122223333|444455556666/);
    expect(await asked('Stranger')).toBe('[]');
  });

  it('takes an answer of Athena that is as old as it may be', async () => {
    const since = athena.requests.length;
    await callTool('query_athena', { query: 'SELECT 1 AS a' });
    expect(started(since)).toMatchObject([
      { input: { ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { MaxAgeInMinutes: 7 } } } },
    ]);
  });

  it('asks the model under its guardrail', async () => {
    expect(await callTool('analyze_with_bedrock', PROMPT)).toMatchObject({ status: 200 });
    expect(bedrock.requests.at(-1)).toMatchObject({
      operation: 'ConverseStream',
      input: { guardrailConfig: { guardrailIdentifier: 'guard-1', guardrailVersion: '3' } },
    });
  });

  it('gives up a query and a model while there is time to say so', async () => {
    athena.script("'slow'", { state: 'RUNNING' });
    const query = "SELECT 'slow' AS a";
    expect(await callTool('query_athena', { query }, { remainingMs: 3_100 })).toMatchObject({
      status: 504,
      body: { error: { message: expect.stringMatching(/longer than 0(\.\d+)? s in Athena/) as string } },
    });
    bedrock.script('silence');
    expect(await callTool('analyze_with_bedrock', PROMPT, { remainingMs: 3_100 })).toMatchObject({
      body: { error: { message: 'eu.vendor.model-v1:0 did not answer in the remaining time.' } },
    });
  });

  it('lets pages of the origins call that it is told', async () => {
    const origin = 'https://page.example';
    const preflight = { method: 'OPTIONS', headers: [['Origin', origin]] } as const;
    const { status, headers } = await request('/v1/mcp', preflight);
    expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
  });

  it('logs what goes wrong around the server', async () => {
    let output = '';
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        output += String(chunk);
        return true;
      });
    const instance = await start({ POWERTOOLS_LOG_LEVEL: 'INFO' });
    // No web-standard request has this method.
    expect((await request('/v1/', { method: 'TRACE', instance })).status).toBe(500);
    expect(output).toContain('"message":"Invocation failed"');
    expect(output).toContain('"request_id":"request-1"');
  });
});

interface RequestParts {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly role?: string;
  readonly instance?: StreamHandler;
  /** What is left of the function's own time. */
  readonly remainingMs?: number;
}
