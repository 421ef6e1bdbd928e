import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { bridgeEnvironment, startBridge, type BridgeProcess } from '../support/bridge-process.ts';
import { aCase } from '../support/cases.ts';

const CASES = Array.from({ length: 40 }, (_, index) => aCase({ case_number: String(170_500_000_000 + index) }));
const SLOW = "SELECT 'it takes its time'";
const PERIOD = { start_date: '2026-01-01', end_date: '2026-12-31' };

/** Two instances of the built function take requests in turn: a cancellation never meets the call that it means. */
describe('a call that its caller cancels, through the bridge', { timeout: 60_000 }, () => {
  let lambda: BuiltFunction;
  let bridge: BridgeProcess;

  beforeAll(async () => {
    lambda = await startBuiltFunction(CASES, 'eu.vendor.model-v1:0', { instances: 2 });
    lambda.athena.script('it takes its time', { state: 'RUNNING' });
  });
  afterAll(() => lambda.close());

  beforeEach(async () => {
    const { accessKeyId, secretAccessKey } = lambda.key;
    bridge = startBridge(
      ['--endpoint', lambda.url],
      bridgeEnvironment({
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: 'us-east-1',
      }),
    );
    await bridge.ask({
      id: 0,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    });
    return async () => {
      bridge.end();
      await bridge.exited;
    };
  });

  const call = (name: string, input: object) => {
    bridge.send({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name, arguments: input, _meta: { progressToken: 'p' } },
    });
  };
  const operations = () => lambda.athena.requests.map(({ operation }) => operation);
  const stopped = () => operations().filter((operation) => operation === 'StopQueryExecution').length;

  it('has its query stopped in Athena when the host cancels', async () => {
    const before = stopped();
    const started = lambda.athena.requests.length;
    call('query_athena', { query: SLOW });
    await until(() => operations().slice(started).includes('GetQueryExecution'));
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7, reason: 'enough' } });
    await until(() => stopped() > before);
  });

  it('has its query stopped in Athena when the host goes away', async () => {
    const before = stopped();
    const started = lambda.athena.requests.length;
    call('query_athena', { query: SLOW });
    await until(() => operations().slice(started).includes('GetQueryExecution'));
    bridge.end();
    await until(() => stopped() > before);
  });

  it.each([
    ['resources/read', { uri: 'case-insights://data' }, 'AS first_day, max('],
    [
      'completion/complete',
      {
        ref: { type: 'ref/prompt', name: 'account_review' },
        argument: { name: 'account_number', value: '1' },
      },
      'strpos(lower(account_number)',
    ],
  ])('has its query stopped in Athena when it is %s', async (method, params, statement) => {
    lambda.athena.script(statement, { state: 'RUNNING' });
    const before = stopped();
    bridge.send({ jsonrpc: '2.0', id: 7, method, params });
    await until(() => lambda.athena.requests.some(({ input }) => String(input['QueryString']).includes(statement)));
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } });
    await until(() => stopped() > before);
  });

  it('has its model call given up', async () => {
    const givenUp = lambda.bedrock.givenUp();
    lambda.bedrock.script('silence');
    call('analyze_case_summaries', { ...PERIOD, analysis_question: 'Why?' });
    await until(() => lambda.bedrock.underWay() === 1);
    bridge.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } });
    await until(() => lambda.bedrock.givenUp() > givenUp);
  });

  it('leaves no mark behind', async () => {
    await until(() => lambda.athena.objects.size === 0);
    expect(operations()).toContain('PutObject');
    expect(operations()).toContain('DeleteObject');
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(20);
}
