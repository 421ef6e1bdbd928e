import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEPLOYMENT_TAG } from '../../extension/aws/discovery/deployments.ts';
import type { DeployActionId } from '../../extension/protocol/deploy.ts';
import type { AccountEndpoint } from '../support/account-endpoint.ts';
import type { CloudFormationEndpoint } from '../support/cloudformation-endpoint.ts';
import {
  ASSET_BUCKET,
  assetKey,
  startDeployableAccount,
  type DeployableAccount,
} from '../support/deployable-account.ts';
import { startDeployPerson, type DeployPerson } from '../support/deploy-person.ts';
import { quickTime } from '../support/quick-time.ts';
import { answerAsReadyAccount, HAIKU } from '../support/ready-account.ts';
import { STACK_NAME, STACK_SCRIPTS } from '../support/stack-scripts.ts';

const ENDPOINT = 'https://abc123.execute-api.eu-central-1.amazonaws.com/v1';
const OUTPUTS = { MCPServerEndpoint: ENDPOINT, MCPServerVersion: '0.1.0' };
const PARAMETERS = { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights', StageName: 'v1' };
const linesOf = (name: string) => STACK_SCRIPTS.find((script) => script.name === name)!.lines;

let world: DeployableAccount;
let aws: CloudFormationEndpoint;
let account: AccountEndpoint;
let ann: DeployPerson;
beforeEach(async () => {
  world = await startDeployableAccount();
  ({ aws, account } = world);
  aws.nextChangeSet = { ...aws.nextChangeSet, changes: [added('MCPLambdaRole', 'AWS::IAM::Role')] };
  ann = startDeployPerson({ aws, account, time: quickTime() });
});
afterEach(async () => {
  ann.session.dispose();
  await world.close();
});

const added = (logicalId: string, type: string) => ({
  Type: 'Resource',
  ResourceChange: { Action: 'Add', LogicalResourceId: logicalId, ResourceType: type },
});
const act = (id: DeployActionId, more: { target?: string; resources?: string[] } = {}) =>
  ann.session.receive({ kind: 'act', id, ...more });
const count = (action: string) => aws.calls.filter((call) => call.action === action).length;
const valuesOf = (action: string) => aws.calls.findLast((call) => call.action === action)!.values;
const deployed = (more: object = {}) =>
  aws.stand({ parameters: PARAMETERS, outputs: OUTPUTS, tags: { [DEPLOYMENT_TAG]: '0.1.0' }, ...more });
/** Waits as long as a busy machine may take. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });
const settled = (status: string) =>
  eventually(() => {
    expect(ann.state('stack').stack.status).toBe(status);
    expect(ann.shown.at(-1)?.busy).toBe('');
  });

describe('a first deployment', () => {
  it('needs no typing: the plan stands as it is shown, and everything is checked', async () => {
    await ann.session.open({ kind: 'deploy' });
    await eventually(() => {
      expect(ann.state('planning').preflight).toMatchObject({ running: false, summary: 'All checks passed.' });
    });
    const page = ann.state('planning');
    expect(page.who).toMatchObject({ account: '111122223333', region: 'eu-central-1', label: 'profile ops' });
    expect(page.mode).toBe('create');
    expect(page.discovery.sources).toMatchObject([
      { stackName: 'aws-case-insights', identifier: 'acme', chosen: true },
    ]);
    const fields = page.form.flatMap((group) => group.fields);
    expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject({
      UniqueIdentifier: 'acme',
      CaseInsightsStackName: 'aws-case-insights',
      // The default goes through the global profile, which this account lacks.
      BedrockModelId: `eu.${HAIKU}`,
      ApiGatewayAccountLogging: 'false',
      stackName: STACK_NAME,
    });
    expect(fields.filter(({ problem }) => problem !== '')).toEqual([]);
    expect(page.actions[0]).toMatchObject({ id: 'review', disabled: '' });
    expect(page.package.zipSha256).toBe(assetKey('lambda.zip', '').slice('case-insights-mcp/'.length));
    expect(page.cost.monthly).toBeGreaterThan(3);
    expect(count('CreateChangeSet')).toBe(0);
  });

  it('shows what will happen, asks once, follows to the end, and lists the server', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    expect(ann.state('reviewing').changes).toMatchObject({ state: 'ready', counts: { add: 1 } });
    expect(valuesOf('CreateChangeSet')).toMatchObject({ 'Tags.member.1.Key': DEPLOYMENT_TAG });
    expect(Object.values(valuesOf('CreateChangeSet'))).toContain(ASSET_BUCKET);
    expect(count('ExecuteChangeSet')).toBe(0);

    aws.play('ExecuteChangeSet', linesOf('a creation that succeeds'));
    aws.stacks[0]!.outputs = OUTPUTS;
    // Two clicks are one request.
    await Promise.all([act('deploy'), act('deploy')]);
    await settled('CREATE_COMPLETE');
    await eventually(() => {
      expect(ann.said).toHaveLength(1);
    });
    expect(count('ExecuteChangeSet')).toBe(1);
    expect(ann.asked).toHaveLength(1);
    expect(ann.asked[0]).toMatchObject({
      message: 'Deploy mcp-case-insights?',
      detail: expect.stringContaining('Account 111122223333, region eu-central-1') as unknown,
    });
    expect(ann.said[0]).toContain('connected as Case Insights (mcp-case-insights)');
    expect(ann.servers.get('Case Insights (mcp-case-insights)')).toMatchObject({ endpoint: ENDPOINT, profile: 'ops' });
    const { stack } = ann.state('stack');
    expect(stack.server).toMatchObject({ version: '0.1.0', outdated: false });
    expect(stack.outputs[0]).toMatchObject({ main: true, value: ENDPOINT });
    expect(ann.buttons()[0]).toBe('Show in MCP Server List');
  });

  it('executes nothing where the person would not', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    ann.agrees = false;
    await act('deploy');
    expect(count('ExecuteChangeSet')).toBe(0);
    expect(ann.state('reviewing').busy).toBe('');
    await act('discard');
    expect(ann.state('planning').mode).toBe('create');
    expect(aws.stacks[0]?.status).toBe('DELETE_COMPLETE');
  });

  it('shows the first cause at once, tells it once, and offers to delete and deploy again, which asks anew', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    aws.play('ExecuteChangeSet', linesOf('an account where API Gateway has no logging role'));
    await act('deploy');
    await settled('ROLLBACK_COMPLETE');
    const { stack } = ann.state('stack');
    expect(stack.cause).toMatchObject({ logicalId: 'MCPApiStage' });
    expect(stack.cause?.remedy).not.toBe('');
    expect(ann.buttons()[0]).toBe('Delete and Deploy Again...');
    await eventually(() => {
      expect(ann.said).toEqual([expect.stringContaining('API Gateway has no role')]);
    });
    expect(ann.servers.size).toBe(0);

    await act('delete-and-deploy');
    await eventually(() => {
      expect(ann.state('reviewing').changes.type).toBe('CREATE');
    });
    expect(count('DeleteStack')).toBe(1);
    expect(count('ExecuteChangeSet')).toBe(1);
  });

  it('goes on after a reload in the middle, and tells its end', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    aws.play('ExecuteChangeSet', linesOf('a creation that succeeds'));
    aws.stacks[0]!.outputs = OUTPUTS;
    await act('deploy');
    expect(ann.state('stack').stack.phase).toBe('working');
    ann.session.dispose();
    const before = ann;
    ann = startDeployPerson({ aws, account, time: quickTime() }, before);
    await ann.session.open({ kind: 'restore' });
    expect(ann.state('stack').stack).toMatchObject({ stackName: STACK_NAME });
    await settled('CREATE_COMPLETE');
    await eventually(() => {
      expect(ann.said).toHaveLength(1);
    });
    expect(before.said).toEqual([]);
    expect([...ann.servers.keys()]).toEqual(['Case Insights (mcp-case-insights)']);
  });

  it('finds the change set again that waited when the window was reloaded', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    ann.session.dispose();
    ann = startDeployPerson({ aws, account, time: quickTime() }, ann);
    await ann.session.open({ kind: 'restore' });
    expect(ann.state('reviewing').changes).toMatchObject({ state: 'ready', type: 'CREATE' });
    expect(count('CreateChangeSet')).toBe(1);
  });

  it('never takes the place of a stack that has its name by chance', async () => {
    await ann.session.open({ kind: 'deploy' });
    await ann.session.receive({ kind: 'change', name: 'stackName', value: 'billing' });
    aws.stand({ name: 'billing' });
    await act('review');
    expect(ann.state('planning').notice?.message).toContain('A stack named billing already');
    expect(count('CreateChangeSet')).toBe(0);
  });

  it('survives a network that is lost meanwhile, and says so', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    aws.play('ExecuteChangeSet', linesOf('a creation that succeeds'));
    aws.fail('DescribeStackEvents', 'disconnect', 3);
    await act('deploy');
    await settled('CREATE_COMPLETE');
    expect(ann.shown.some((state) => state.kind === 'stack' && state.stack.lost !== null)).toBe(true);
    expect(ann.state('stack').stack.lost).toBeNull();
  });
});

describe('the form', () => {
  it('says what is wrong with a value before CloudFormation does, and goes on with none', async () => {
    await ann.session.open({ kind: 'deploy' });
    await ann.session.receive({ kind: 'change', name: 'UniqueIdentifier', value: 'Not Lower' });
    const field = ann.state('planning').form[0]?.fields.find(({ name }) => name === 'UniqueIdentifier');
    expect(field?.problem).toBe('The value must consist of lowercase letters, digits and hyphens.');
    expect(ann.buttons()).not.toContain('Review Deployment');
    await act('review');
    expect(count('CreateChangeSet')).toBe(0);
  });

  it('sends only what differs from the template, so that later defaults count', async () => {
    await ann.session.open({ kind: 'deploy' });
    await ann.session.receive({ kind: 'change', name: 'LogLevel', value: 'DEBUG' });
    await act('review');
    const sent = Object.entries(valuesOf('CreateChangeSet')).flatMap(([key, value]) =>
      key.endsWith('.ParameterKey') ? [value] : [],
    );
    expect(sent.sort()).toEqual(['AssetBucket', 'BedrockModelId', 'LogLevel', 'UniqueIdentifier']);
  });

  it('mends what a check found with the button beside it', async () => {
    account.answers.set('GET /account', { json: {} });
    await ann.session.open({ kind: 'deploy' });
    const role = () =>
      ann
        .state('planning')
        .form.flatMap(({ fields }) => fields)
        .find(({ name }) => name === 'ApiGatewayAccountLogging');
    expect(role()).toMatchObject({ value: 'true', note: expect.stringContaining('no logging role') as unknown });
    await act('set-parameter', { target: 'ApiGatewayAccountLogging=false' });
    await eventually(() => {
      const row = ann.state('planning').preflight.rows.find(({ id }) => id === 'logging-role');
      expect(row).toMatchObject({ state: 'failed', actions: [{ label: 'Turn On' }] });
    });
  });
});

describe('a server that stands', () => {
  it('is updated in place, with the values that it has', async () => {
    deployed({ parameters: { ...PARAMETERS, LogLevel: 'WARN' } });
    await ann.session.open({ kind: 'deploy' });
    expect(ann.state('planning')).toMatchObject({ mode: 'update' });
    await act('review');
    expect(ann.state('reviewing').changes.type).toBe('UPDATE');
    aws.play('ExecuteChangeSet', linesOf('an update that succeeds and cleans up'));
    await act('deploy');
    await settled('UPDATE_COMPLETE');
  });

  it('may have nothing to update, which is a success', async () => {
    deployed();
    aws.nextChangeSet = {
      ...aws.nextChangeSet,
      status: 'FAILED',
      reason: "The submitted information didn't contain changes. Submit different information to create a change set.",
    };
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    expect(ann.state('reviewing').changes).toMatchObject({ state: 'no-changes', problem: null });
    expect(ann.buttons()[0]).toBe('Show Deployment');
  });

  it('is joined by a second one under names of its own', async () => {
    deployed();
    await ann.session.open({ kind: 'deploy' });
    await act('deploy-beside', { target: STACK_NAME });
    const page = ann.state('planning');
    const values = Object.fromEntries(
      page.form.flatMap(({ fields }) => fields.map(({ name, value }) => [name, value])),
    );
    expect(values).toMatchObject({ UniqueIdentifier: 'acme', NameSuffix: '-2', stackName: 'mcp-case-insights-2' });
    expect(page.mode).toBe('create');
  });

  it('is deleted once its name was typed, after saying what stays, and leaves the list of servers', async () => {
    deployed();
    await ann.session.open({ kind: 'show', stackName: STACK_NAME });
    await act('connect');
    expect(ann.servers.size).toBe(1);
    ann.agrees = false;
    await act('delete');
    expect(count('DeleteStack')).toBe(0);
    ann.agrees = true;
    await act('delete');
    await eventually(() => {
      expect(ann.said).toEqual(['mcp-case-insights is deleted.']);
    });
    expect(ann.asked.at(-1)?.detail).toContain('It keeps Case Insights and its data');
    expect(count('DeleteStack')).toBe(1);
    expect(ann.servers.size).toBe(0);
    expect(ann.memory.value).toBeUndefined();
  });

  it('that is protected is deleted only after protection was switched off', async () => {
    deployed({ protected: true });
    await ann.session.open({ kind: 'show', stackName: STACK_NAME });
    expect(ann.buttons()).toContain('Allow Deletion...');
    expect(ann.buttons()).not.toContain('Delete...');
    await act('unprotect');
    expect(aws.stacks[0]?.protected).toBe(false);
    expect(ann.buttons()).toContain('Delete...');
    await act('protect');
    expect(aws.stacks[0]?.protected).toBe(true);
  });

  it('is watched where somebody else is at work on it', async () => {
    deployed({ status: 'UPDATE_IN_PROGRESS' });
    aws.happen(linesOf('an update that succeeds and cleans up'));
    await ann.session.open({ kind: 'deploy' });
    expect(ann.state('stack').stack.stackName).toBe(STACK_NAME);
    await settled('UPDATE_COMPLETE');
    // It was none of ours to tell.
    expect(ann.said).toEqual([]);
  });
});

describe('what AWS refuses', () => {
  it('is told with the way to other credentials where these are the trouble', async () => {
    account.answers.set('GetCallerIdentity', { status: 403, code: 'ExpiredToken', message: 'token is expired' });
    await ann.session.open({ kind: 'deploy' });
    const { problem } = ann.state('stopped');
    expect(problem.actions.map(({ id }) => id)).toEqual(['choose-credentials']);
    answerAsReadyAccount(account);
    await act('refresh');
    expect(ann.state('planning').mode).toBe('create');
  });
});
