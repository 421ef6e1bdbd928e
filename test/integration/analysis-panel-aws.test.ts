import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverLaunch } from '../../extension/host/mcp/server-launch.ts';
import { openPanel, type PanelUnderTest } from '../support/analysis-panel.ts';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';
import { startBuiltFunction, type BuiltFunction } from '../support/built-function.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { aCase } from '../support/cases.ts';

const CASES = Array.from({ length: 40 }, (_, index) => aCase({ case_number: String(170_500_000_000 + index) }));
const SLOW = "SELECT 'it takes its time'";
const MODEL = 'eu.vendor.model-v1:0';

/** The panel, the built bridge, the gateway that checks signatures, the built function, and what speaks like AWS. */
describe('the analysis panel over a deployed server', { timeout: 60_000 }, () => {
  let scratch: string;
  let lambda: BuiltFunction;
  let panel: PanelUnderTest;

  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), 'analysis-aws-'));
    lambda = await startBuiltFunction(CASES, MODEL);
    lambda.athena.script('it takes its time', { state: 'RUNNING' });
    signIn(lambda.key.secretAccessKey);
    const installation = { execPath: process.execPath, bridge: BRIDGE, extensionVersion: '1', homeFolder: REPOSITORY };
    const env = bridgeEnvironment({
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_SHARED_CREDENTIALS_FILE: path.join(scratch, 'credentials'),
    });
    panel = openPanel({
      launches: {
        servers: () => [{ label: 'Production', endpoint: `${lambda.url}/mcp`, region: 'us-east-1', profile: 'ops' }],
        ofServer: (server) => {
          const launch = serverLaunch(server, installation);
          // This process holds the function's own credentials.
          const ours = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));
          return Promise.resolve({
            ...launch,
            env: { ...Object.fromEntries(ours.map((name) => [name, null])), ...launch.env, ...env },
          });
        },
      },
    });
    panel.send({
      kind: 'changeDraft',
      period: { preset: 'range', start: '2026-01-01', end: '2026-12-31' },
      question: 'Why?',
    });
    await panel.until('choices', ({ state }) => state === 'ready');
  });
  afterAll(async () => {
    await panel.close();
    await lambda.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  const signIn = (secret: string) => {
    const lines = ['[ops]', `aws_access_key_id = ${lambda.key.accessKeyId}`, `aws_secret_access_key = ${secret}`, ''];
    writeFileSync(path.join(scratch, 'credentials'), lines.join('\n'));
  };
  const operations = () => lambda.athena.requests.map(({ operation }) => operation);
  const modelCalls = () => lambda.bedrock.requests.filter(({ operation }) => operation === 'ConverseStream').length;
  const latest = (list: { readonly runs: readonly { readonly created: number; readonly state: { kind: string } }[] }) =>
    [...list.runs].sort((a, b) => b.created - a.created)[0]?.state;

  it('says what a run would take before the model is paid', async () => {
    const preview = await panel.until('preview', ({ state }) => state === 'known');
    expect(preview).toMatchObject({
      matched: CASES.length,
      author: { kind: 'server-model', model: MODEL },
      modelCalls: 1,
    });
    expect(preview.state === 'known' && preview.cost.inputTokens).toBeGreaterThan(0);
    expect(modelCalls()).toBe(0);
  });

  it("has the model's words, marked as the model's", async () => {
    panel.send({ kind: 'run' });
    const result = await panel.until('result', (state) => state !== null);
    expect(result).toMatchObject({ author: { kind: 'server-model', model: MODEL }, figures: { total: CASES.length } });
    expect(result?.analysis).not.toBe('');
    expect(modelCalls()).toBe(1);
  });

  it('stops a query in Athena when it is cancelled', async () => {
    const before = operations().filter((operation) => operation === 'StopQueryExecution').length;
    const asked = operations().length;
    panel.send({ kind: 'runSql', sql: SLOW });
    while (!operations().slice(asked).includes('GetQueryExecution')) await setTimeout(20);
    panel.send({ kind: 'cancelSql' });
    await panel.until('sql', ({ run }) => run.state === 'cancelled');
    while (operations().filter((operation) => operation === 'StopQueryExecution').length === before)
      await setTimeout(20);
  });

  it('gives a model call up when its run is cancelled, while other work goes on', async () => {
    const givenUp = lambda.bedrock.givenUp();
    lambda.bedrock.script('silence');
    panel.send({ kind: 'run' });
    while (lambda.bedrock.underWay() === 0) await setTimeout(20);
    panel.send({ kind: 'runSql', sql: 'SELECT count(*) AS n FROM case_summary' });
    await panel.until('sql', ({ run }) => run.state === 'ready');
    const { runs } = await panel.until('runs', (list) =>
      list.runs.some(({ state }) => state.kind === 'running' && state.messages.length > 0),
    );
    panel.send({ kind: 'cancel', run: runs.find(({ state }) => state.kind === 'running')?.id ?? '' });
    await panel.until('runs', (list) => latest(list)?.kind === 'cancelled');
    while (lambda.bedrock.givenUp() === givenUp) await setTimeout(20);
  });

  it('says that a model failed, and what to do', async () => {
    lambda.bedrock.script({
      status: 404,
      type: 'ResourceNotFoundException',
      message: 'This model has reached its end.',
    });
    panel.send({ kind: 'run' });
    const list = await panel.until('runs', (state) => latest(state)?.kind === 'failed');
    expect(latest(list)).toMatchObject({ problem: { code: 'MODEL_UNAVAILABLE' } });
    expect((await panel.until('models', ({ serverHasNone }) => serverHasNone === true)).chosen).toBeNull();
  });

  it('says that a login no longer serves in the middle of the work, and goes on after the next one', async () => {
    signIn('another secret');
    panel.send({ kind: 'runSql', sql: 'SELECT 1 AS one' });
    const { run } = await panel.until('sql', ({ run: { state } }) => state === 'failed' || state === 'ready');
    expect(run).toMatchObject({ state: 'failed', problem: { remedy: expect.stringMatching(/\S/) as string } });
    expect(JSON.stringify(run)).not.toContain('another secret');
    signIn(lambda.key.secretAccessKey);
    for (;;) {
      panel.send({ kind: 'runSql', sql: 'SELECT 1 AS one' });
      const { run: again } = await panel.until('sql', ({ run: { state } }) => state === 'failed' || state === 'ready');
      if (again.state === 'ready') break;
      await setTimeout(100);
    }
  });
});
