import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { awsClients } from '../../extension/aws/clients.ts';
import type { CheckId, CheckResult } from '../../extension/aws/preflight/check.ts';
import { listModelChoices } from '../../extension/aws/preflight/read-model.ts';
import { runPreflight } from '../../extension/aws/preflight/run-preflight.ts';
import { standardChecks, type PlannedDeployment } from '../../extension/aws/preflight/standard-checks.ts';
import { startAccountEndpoint, type AccountEndpoint } from '../support/account-endpoint.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { answerAsReadyAccount, ARN, HAIKU, OLD } from '../support/ready-account.ts';

const NOW = Date.parse('2026-11-20T09:00:00Z');
const PLANNED: PlannedDeployment = {
  region: 'eu-central-1',
  stackName: 'mcp-case-insights',
  identifier: 'acme',
  caseInsightsStack: 'aws-case-insights',
  modelId: `eu.${HAIKU}`,
  assetBucket: undefined,
  setsLoggingRole: false,
};

let account: AccountEndpoint;
beforeEach(async () => {
  account = await startAccountEndpoint();
  answerAsReadyAccount(account);
});
afterEach(() => account.close());

const clients = () =>
  awsClients({ region: 'eu-central-1', credentials: () => Promise.resolve(CREDENTIALS), endpoint: account.url });

async function check(planned: Partial<PlannedDeployment> = {}): Promise<Readonly<Record<CheckId, CheckResult>>> {
  const results = await runPreflight(standardChecks(clients(), { ...PLANNED, ...planned }, () => Date.now()));
  // Every check has a row, which the first test shows.
  return Object.fromEntries(results.map((row) => [row.id, row])) as Record<CheckId, CheckResult>;
}
const refuse = (called: string, code: string, message: string, status = 403) =>
  account.answers.set(called, { status, code, message });

describe('the preflight', () => {
  it('passes where everything is there, with a row for each thing, and asks nothing twice', async () => {
    const heard: CheckId[] = [];
    const rows = await runPreflight(standardChecks(clients(), PLANNED), ({ id }) => heard.push(id));
    expect(rows.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'identity passed',
      'clock passed',
      'region passed',
      'exports passed',
      'athena passed',
      'model passed',
      'logging-role passed',
      'asset-bucket passed',
      'permissions passed',
      'quotas passed',
    ]);
    expect(heard).toHaveLength(rows.length);
    expect(
      rows.every(({ title, detail, remedy }) => title !== '' && detail.endsWith('.') && remedy === undefined),
    ).toBe(true);
    for (const once of ['GetCallerIdentity', 'ListExports']) {
      expect(account.calls.filter((call) => call === once)).toHaveLength(1);
    }
  });

  it('goes on where one thing may not be looked at, and says so instead of failing it', async () => {
    refuse(
      'SimulatePrincipalPolicy',
      'AccessDenied',
      `User: ${ARN} is not authorized to perform: iam:SimulatePrincipalPolicy on resource: x`,
    );
    refuse(
      'ListServiceQuotas',
      'AccessDeniedException',
      `User: ${ARN} is not authorized to perform: servicequotas:ListServiceQuotas`,
    );
    const rows = await check();
    expect(rows.permissions).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('iam:SimulatePrincipalPolicy') as unknown,
    });
    expect(rows.quotas.state).toBe('unknown');
    expect(rows.model.state).toBe('passed');
  });

  it('fails with expired credentials, and says to sign in', async () => {
    refuse('GetCallerIdentity', 'ExpiredToken', 'The security token included in the request is expired');
    expect((await check()).identity).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('Sign in') as unknown,
    });
  });

  it('tells a region that is not enabled, the root user, and a clock that is wrong', async () => {
    refuse('GetCallerIdentity', 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    expect((await check()).region).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('eu-central-1 is not enabled') as unknown,
    });
    account.answers.set('GetCallerIdentity', {
      xml: '<Arn>arn:aws:iam::111122223333:root</Arn><Account>111122223333</Account>',
    });
    account.minutesAhead = 12;
    const rows = await check();
    expect(rows.identity.state).toBe('warning');
    expect(rows.clock).toMatchObject({ state: 'failed', detail: "This machine's clock is 12 minutes slow." });
  });

  it('names the Case Insights stacks that are there where the chosen one is not', async () => {
    const rows = await check({ caseInsightsStack: 'other' });
    expect(rows.exports).toMatchObject({
      state: 'failed',
      remedy: 'Choose one of the stacks in this region: aws-case-insights.',
    });
    expect(rows.athena.state).toBe('unknown');
  });

  it('fails a workgroup that is disabled and a table that may not be read', async () => {
    account.answers.set('GetWorkGroup', { json: { WorkGroup: { Name: 'x', State: 'DISABLED' } } });
    expect((await check()).athena).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('Enable it') as unknown,
    });
    refuse('GetTableMetadata', 'MetadataException', 'Insufficient permissions: glue:GetTable', 400);
    expect((await check()).athena.state).not.toBe('passed');
  });

  it('fails a model that has ended, is not offered, or lacks an agreement', async () => {
    expect((await check({ modelId: `eu.${OLD}` })).model).toMatchObject({
      state: 'failed',
      detail: `eu.${OLD} was retired on 2026-09-10.`,
    });
    expect((await check({ modelId: 'eu.no-such' })).model.detail).toContain('is not available');
    account.answers.set(`GET /foundation-model-availability/${HAIKU}`, {
      json: {
        modelId: HAIKU,
        agreementAvailability: { status: 'NOT_AVAILABLE' },
        authorizationStatus: 'AUTHORIZED',
        entitlementAvailability: 'NOT_AVAILABLE',
        regionAvailability: 'AVAILABLE',
      },
    });
    expect((await check()).model).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('model catalog') as unknown,
    });
  });

  it('wants a logging role: one that is set, or one that the deployment sets, and not both', async () => {
    expect((await check({ setsLoggingRole: true }))['logging-role'].state).toBe('warning');
    account.answers.set('GET /account', { json: {} });
    expect((await check())['logging-role']).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('Turn on') as unknown,
    });
    expect((await check({ setsLoggingRole: true }))['logging-role'].state).toBe('passed');
  });

  it('warns of a bucket that has to be made, and fails one of somebody else', async () => {
    const bucket = '/cdk-hnb659fds-assets-111122223333-eu-central-1';
    for (const path of [bucket, `${bucket}/`]) refuse(`HEAD ${path}`, 'NotFound', '', 404);
    const own = '/case-insights-mcp-111122223333-eu-central-1-an';
    for (const path of [own, `${own}/`]) refuse(`HEAD ${path}`, 'NotFound', '', 404);
    expect((await check())['asset-bucket']).toMatchObject({
      state: 'warning',
      remedy: expect.stringContaining(own.slice(1)) as unknown,
    });
    for (const path of ['/theirs', '/theirs/']) refuse(`HEAD ${path}`, 'Forbidden', '', 403);
    expect((await check({ assetBucket: 'theirs' }))['asset-bucket']).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('does not belong to account 111122223333') as unknown,
    });
  });

  it('tells what the deployer lacks apart from what is forbidden outright', async () => {
    const result = (name: string, decision: string, more = '') =>
      `<member><EvalActionName>${name}</EvalActionName><EvalDecision>${decision}</EvalDecision>${more}</member>`;
    const lacking = result('iam:CreateRole', 'implicitDeny');
    account.answers.set('SimulatePrincipalPolicy', { xml: `<EvaluationResults>${lacking}</EvaluationResults>` });
    expect((await check()).permissions).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('The deployer lacks: iam:CreateRole') as unknown,
    });
    const scp =
      '<OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail>';
    account.answers.set('SimulatePrincipalPolicy', {
      xml: `<EvaluationResults>${lacking}${result('iam:PassRole', 'implicitDeny', scp)}</EvaluationResults>`,
    });
    expect((await check()).permissions).toMatchObject({
      detail: expect.stringContaining('explicitly denied: iam:PassRole') as unknown,
      remedy: expect.stringContaining('SCP') as unknown,
    });
  });

  it('warns of quotas that are too small', async () => {
    account.answers.set('ListServiceQuotas', { json: { Quotas: [{ QuotaName: 'Concurrent executions', Value: 10 }] } });
    expect((await check()).quotas).toMatchObject({
      state: 'warning',
      detail: 'Concurrent Lambda executions: 10 (20 needed).',
    });
  });
});

describe('the list of models', () => {
  it('offers what the account can call, and none that has ended', async () => {
    const bedrock = await clients().bedrock();
    expect((await listModelChoices(bedrock, NOW)).map(({ id }) => id)).toEqual([`eu.${HAIKU}`]);
    expect(await listModelChoices(bedrock, Date.parse('2026-09-01T00:00:00Z'))).toMatchObject([
      { id: `eu.${HAIKU}`, legacy: false },
      { id: `eu.${OLD}`, legacy: true },
    ]);
  });
});

describe('the permissions of the deployer', () => {
  it("are simulated for the role behind the session, path and all, on the deployment's own resources", async () => {
    const role = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/Deployer';
    account.answers.set('GetRole', {
      xml: `<Role><Path>/</Path><RoleName>Deployer</RoleName><RoleId>R</RoleId><Arn>${role}</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate></Role>`,
    });
    await check();
    const simulated = account.forms.filter(({ Action }) => Action === 'SimulatePrincipalPolicy');
    expect(new Set(simulated.map(({ PolicySourceArn }) => PolicySourceArn))).toEqual(new Set([role]));
    expect(simulated.map((form) => form['ResourceArns.member.1']).sort()).toEqual([
      'arn:aws:apigateway:eu-central-1::/restapis',
      'arn:aws:cloudformation:eu-central-1:111122223333:stack/mcp-case-insights/*',
      'arn:aws:iam::111122223333:policy/MCPCaseInsights-UserAccess-acme',
      'arn:aws:iam::111122223333:role/MCPLambda-ExecutionRole-acme',
      'arn:aws:lambda:eu-central-1:111122223333:function:MCP-CaseInsights-acme',
      'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/MCP-CaseInsights-acme',
    ]);
  });
});
