import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelUnderTest } from '../support/analysis-panel.ts';
import type { BuiltFunction } from '../support/built-function.ts';
import { aCase } from '../support/cases.ts';
import { openDeployedPanel, type DeployedPanel } from '../support/deployed-panel.ts';

const CASES = Array.from({ length: 40 }, (_, index) => aCase({ case_number: String(170_500_000_000 + index) }));
const SLOW = "SELECT 'it takes its time'";
const MODEL = 'eu.vendor.model-v1:0';

describe('the analysis panel over a deployed server', { timeout: 60_000 }, () => {
  let deployed: DeployedPanel;
  let lambda: BuiltFunction;
  let panel: PanelUnderTest;

  beforeAll(async () => {
    deployed = await openDeployedPanel(CASES, MODEL);
    ({ lambda, panel } = deployed);
    lambda.athena.script('it takes its time', { state: 'RUNNING' });
  });
  afterAll(() => deployed.close());

  const operations = () => lambda.athena.requests.map(({ operation }) => operation);
  const modelCalls = () => lambda.bedrock.requests.filter(({ operation }) => operation === 'ConverseStream').length;
  const latest = (list: { readonly runs: readonly { readonly created: number; readonly state: { kind: string } }[] }) =>
    [...list.runs].sort((a, b) => b.created - a.created)[0]?.state;

  it('says what a run would take before the model is paid', async () => {
    const preview = await panel.until('preview', ({ state }) => state === 'known');
    expect(preview).toMatchObject({
      matched: CASES.length,
      author: { kind: 'model', id: MODEL, host: 'server' },
      modelCalls: 1,
    });
    expect(preview.state === 'known' && preview.cost.inputTokens).toBeGreaterThan(0);
    expect(modelCalls()).toBe(0);
  });

  it("has the model's words, marked as the model's", async () => {
    panel.send({ kind: 'run' });
    const result = await panel.until('result', (state) => state !== null);
    expect(result).toMatchObject({
      author: { kind: 'model', id: MODEL, host: 'server' },
      figures: { total: CASES.length },
    });
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

  it.each([
    ['QUERY_REFUSED', 'DELETE FROM case_summary'],
    ['QUERY_REFUSED', 'SELECT 1; DROP TABLE case_summary'],
    ['TABLE_NOT_ALLOWED', 'SELECT * FROM other_database.secrets'],
  ])('says why the guard refuses a statement (%s), of which Athena hears nothing: %s', async (code, statement) => {
    const started = operations().filter((operation) => operation === 'StartQueryExecution').length;
    panel.send({ kind: 'runSql', sql: statement });
    const { run } = await panel.until('sql', ({ run: { state } }) => state !== 'running');
    expect(run).toMatchObject({ state: 'refused', problem: { code, remedy: expect.stringMatching(/\S/) as string } });
    expect(operations().filter((operation) => operation === 'StartQueryExecution')).toHaveLength(started);
  });

  it('gives a model call up when its run is cancelled, while other work goes on', async () => {
    const givenUp = lambda.bedrock.givenUp();
    lambda.bedrock.script('silence');
    panel.send({ kind: 'run' });
    while (lambda.bedrock.underWay() === 0) await setTimeout(20);
    panel.send({ kind: 'runSql', sql: 'SELECT count(*) AS n FROM case_summary' });
    await panel.until('sql', ({ run }) => run.state === 'ready');
    const { runs } = await panel.until('runs', (list) =>
      list.runs.some(({ state }) => state.kind === 'running' && state.steps.length > 0),
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
    // The page shows it, though an earlier answer is open.
    expect(list.runs.find(({ id }) => id === list.awaited)?.state.kind).toBe('failed');
    expect((await panel.until('models', ({ serverHasNone }) => serverHasNone === true)).chosen).toBeNull();
  });

  it('says that the login has expired while an analysis runs, which comes to its end; the next login serves', async () => {
    lambda.bedrock.script({ delayMs: 3_000 });
    const asked = modelCalls();
    panel.send({ kind: 'run' });
    while (modelCalls() === asked) await setTimeout(20);
    deployed.login.expire();
    panel.send({ kind: 'runSql', sql: 'SELECT 2 AS two' });
    const { run } = await panel.until('sql', ({ run: { state } }) => state === 'failed');
    expect(run).toMatchObject({
      problem: {
        code: 'CREDENTIALS_EXPIRED',
        message: 'The session of AWS profile "ops" has expired.',
        remedy: expect.stringContaining('aws sso login --profile ops') as string,
        action: { id: 'chooseCredentials' },
      },
    });
    await panel.until('runs', (list) => latest(list)?.kind === 'finished');
    panel.send({ kind: 'run' });
    const failed = await panel.until('runs', (list) => latest(list)?.kind === 'failed');
    expect(latest(failed)).toMatchObject({ problem: { code: 'CREDENTIALS_EXPIRED' } });
    deployed.login.renew();
    panel.send({ kind: 'run' });
    await panel.until('runs', (list) => latest(list)?.kind === 'finished');
  });

  it('says that a login no longer serves in the middle of the work, and goes on after the next one', async () => {
    deployed.signIn('another secret');
    panel.send({ kind: 'runSql', sql: 'SELECT 1 AS one' });
    const { run } = await panel.until('sql', ({ run: { state } }) => state === 'failed' || state === 'ready');
    expect(run).toMatchObject({ state: 'failed', problem: { remedy: expect.stringMatching(/\S/) as string } });
    expect(JSON.stringify(run)).not.toContain('another secret');
    deployed.signIn();
    for (;;) {
      panel.send({ kind: 'runSql', sql: 'SELECT 1 AS one' });
      const { run: again } = await panel.until('sql', ({ run: { state } }) => state === 'failed' || state === 'ready');
      if (again.state === 'ready') break;
      await setTimeout(100);
    }
  });
});
