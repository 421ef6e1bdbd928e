import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discardChangeSet, executeChangeSet, prepareChangeSet } from '../../extension/aws/deploy/change-set.ts';
import type { ChangeSetRequest } from '../../extension/aws/deploy/change-set-input.ts';
import { findPendingChangeSet } from '../../extension/aws/deploy/find-change-set.ts';
import {
  cancelUpdate,
  continueRollback,
  deleteStack,
  rollBack,
  setTerminationProtection,
} from '../../extension/aws/deploy/stack-requests.ts';
import { watchStack, type Sighting, type WatchTarget } from '../../extension/aws/deploy/watch-stack.ts';
import { startCloudFormationEndpoint, type CloudFormationEndpoint } from '../support/cloudformation-endpoint.ts';
import { quickTime } from '../support/quick-time.ts';
import { STACK_ID, STACK_NAME, STACK_SCRIPTS } from '../support/stack-scripts.ts';

let aws: CloudFormationEndpoint;
beforeEach(async () => {
  aws = await startCloudFormationEndpoint();
});
afterEach(() => aws.close());

const linesOf = (name: string) => STACK_SCRIPTS.find((script) => script.name === name)!.lines;
const request = (more: Partial<ChangeSetRequest> = {}): ChangeSetRequest => ({
  stackName: STACK_NAME,
  template: { parameters: ['UniqueIdentifier', 'StageName', 'AssetBucket'], source: { body: '{"Resources":{}}' } },
  parameters: { UniqueIdentifier: 'acme' },
  ...more,
});
const added = (logicalId: string, type: string) => ({
  Type: 'Resource',
  ResourceChange: { Action: 'Add', LogicalResourceId: logicalId, ResourceType: type },
});
const CHANGES = [
  added('MCPLambdaRole', 'AWS::IAM::Role'),
  added('MCPLambdaFunction', 'AWS::Lambda::Function'),
  added('MCPApiGateway', 'AWS::ApiGateway::RestApi'),
];

async function watch(target: Partial<WatchTarget> = {}, signal?: AbortSignal, time = quickTime()): Promise<Sighting[]> {
  const seen: Sighting[] = [];
  for await (const sighting of watchStack(aws.client, { stackName: STACK_NAME, ...target }, time, signal)) {
    seen.push(sighting);
    if (seen.length > 60) throw new Error('it never ends');
  }
  return seen;
}
const count = (action: string) => aws.calls.filter((call) => call.action === action).length;

describe('a first deployment', () => {
  it('is a change set, then its execution, watched to the end with a share that grows', async () => {
    aws.nextChangeSet = { ...aws.nextChangeSet, pending: 2, changes: CHANGES };
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    expect(changeSet).toMatchObject({ type: 'CREATE', state: { kind: 'ready' }, summary: { counts: { add: 3 } } });
    expect(count('ExecuteChangeSet')).toBe(0);
    expect(aws.calls.find(({ action }) => action === 'CreateChangeSet')?.values).toMatchObject({
      'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
      'Parameters.member.1.ParameterKey': 'UniqueIdentifier',
      'Parameters.member.1.ParameterValue': 'acme',
    });
    expect(aws.calls.find(({ action }) => action === 'DescribeChangeSet')?.values['IncludePropertyValues']).toBe(
      'true',
    );

    aws.play('ExecuteChangeSet', linesOf('a creation that succeeds'));
    await executeChangeSet(aws.client, changeSet, 'token-1');
    const seen = await watch({ stackId: changeSet.stackId, tokens: ['token-1'], expected: changeSet.expected });
    const shares = seen.map(({ view }) => view.progress?.share ?? 0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(seen.at(-1)?.view).toMatchObject({
      state: { status: 'CREATE_COMPLETE', succeeded: true },
      progress: { share: 1 },
    });
    expect(seen.length).toBeGreaterThan(5);
    const { values } = aws.calls.find(({ action }) => action === 'ExecuteChangeSet')!;
    expect(values['ClientRequestToken']).toBe('token-1');
    // Watched by its id: a stack that is deleted in the meantime is found by nothing else.
    expect(aws.calls.findLast(({ action }) => action === 'DescribeStackEvents')?.values['StackName']).toBe(STACK_ID);
  });

  it('that fails shows the first cause at once, keeps it through the rollback, and offers to delete and deploy', async () => {
    aws.nextChangeSet = { ...aws.nextChangeSet, changes: CHANGES };
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    aws.play('ExecuteChangeSet', linesOf('an account where API Gateway has no logging role'));
    await executeChangeSet(aws.client, changeSet, 'token-1');
    const seen = await watch({ stackId: changeSet.stackId, tokens: ['token-1'] });
    const causes = seen.map(({ view }) => view.rootCause?.logicalId);
    const first = causes.indexOf('MCPApiStage');
    expect(causes.slice(first).every((cause) => cause === 'MCPApiStage')).toBe(true);
    expect(seen[first]?.view.state.status).toBe('CREATE_IN_PROGRESS');
    expect(seen.at(-1)?.view.state.actions).toContain('delete-and-deploy');

    await expect(prepareChangeSet(aws.client, request(), quickTime())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      remedy: expect.stringContaining('delete the empty stack') as unknown,
    });
    await deleteStack(aws.client, { stackId: STACK_ID, token: 'token-2' });
    expect((await watch({ stackId: STACK_ID, tokens: ['token-2'] })).at(-1)?.view.state.status).toBe('DELETE_COMPLETE');
    expect((await prepareChangeSet(aws.client, request(), quickTime())).type).toBe('CREATE');
  });

  it('that nobody wants after all leaves nothing behind', async () => {
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    await discardChangeSet(aws.client, changeSet);
    expect(aws.stacks[0]?.status).toBe('DELETE_COMPLETE');
  });
});

describe('a change set', () => {
  it('for a stack that stands is an update, which keeps the parameters that nobody named', async () => {
    aws.stand({ parameters: { UniqueIdentifier: 'acme', StageName: 'prod', Old: 'x' } });
    const changeSet = await prepareChangeSet(aws.client, request({ parameters: { AssetBucket: 'b' } }), quickTime());
    expect(changeSet.type).toBe('UPDATE');
    const { values } = aws.calls.find(({ action }) => action === 'CreateChangeSet')!;
    expect(values).toMatchObject({
      'Parameters.member.1.ParameterKey': 'AssetBucket',
      'Parameters.member.2.ParameterKey': 'UniqueIdentifier',
      'Parameters.member.2.UsePreviousValue': 'true',
      'Parameters.member.3.ParameterKey': 'StageName',
    });
    expect(Object.values(values)).not.toContain('Old');
  });

  it('keeps the tags of the stack, and switches the revision of the API where its addresses change', async () => {
    const parameters = { UniqueIdentifier: 'acme', AllowedSourceIps: '', ApiRevision: 'blue' };
    aws.stand({ parameters, tags: { team: 'cloud' } });
    const template = { parameters: Object.keys(parameters), source: { body: '{"Resources":{}}' } };
    const changed = { parameters: { AllowedSourceIps: '192.0.2.0/24' }, tags: { 'case-insights-mcp': '0.1.0' } };
    await prepareChangeSet(aws.client, request({ template, ...changed }), quickTime());
    expect(aws.calls.find(({ action }) => action === 'CreateChangeSet')?.values).toMatchObject({
      'Parameters.member.2.ParameterKey': 'ApiRevision',
      'Parameters.member.2.ParameterValue': 'green',
      'Tags.member.1.Key': 'team',
      'Tags.member.2.Value': '0.1.0',
    });
  });

  it('without changes is a success', async () => {
    aws.stand({});
    aws.nextChangeSet = {
      ...aws.nextChangeSet,
      status: 'FAILED',
      reason: "The submitted information didn't contain changes. Submit different information to create a change set.",
    };
    expect((await prepareChangeSet(aws.client, request(), quickTime())).state).toEqual({ kind: 'no-changes' });
  });

  it('that early validation stops says what was found', async () => {
    aws.nextChangeSet = {
      ...aws.nextChangeSet,
      status: 'FAILED',
      reason: 'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck].',
      findings: [
        {
          EventType: 'VALIDATION_ERROR',
          LogicalResourceId: 'MCPLambdaRole',
          ValidationName: 'NAME_CONFLICT_VALIDATION',
          ValidationStatus: 'FAILED',
          ValidationStatusReason:
            "Resource of type 'AWS::IAM::Role' with identifier 'MCPLambda-ExecutionRole-acme' already exists.",
          ValidationPath: '/Resources/MCPLambdaRole/Properties/RoleName',
        },
      ],
    };
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    expect(changeSet.state).toMatchObject({ kind: 'failed', explanation: { kind: 'early-validation' } });
    expect(changeSet.findings).toEqual([
      "MCPLambdaRole: Resource of type 'AWS::IAM::Role' with identifier 'MCPLambda-ExecutionRole-acme' already exists. (/Resources/MCPLambdaRole/Properties/RoleName)",
    ]);
  });

  it('whose making is interrupted by a lost connection is waited for all the same', async () => {
    aws.nextChangeSet = { ...aws.nextChangeSet, pending: 1, changes: CHANGES };
    aws.fail('DescribeChangeSet', 'disconnect', 2);
    expect((await prepareChangeSet(aws.client, request(), quickTime())).state.kind).toBe('ready');
  });

  it('that is outdated says to make a new one', async () => {
    aws.nextChangeSet = { ...aws.nextChangeSet, execution: 'OBSOLETE' };
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    expect(changeSet.state.kind).toBe('obsolete');
    await expect(executeChangeSet(aws.client, changeSet, 't')).rejects.toMatchObject({
      remedy: 'Create a new change set.',
    });
  });

  it('that AWS forbids names the action and what stands in the way', async () => {
    aws.fail('CreateChangeSet', {
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: cloudformation:CreateChangeSet on resource: arn:aws:cloudformation:eu-central-1:111122223333:stack/mcp/* with an explicit deny in a service control policy',
    });
    await expect(prepareChangeSet(aws.client, request(), quickTime())).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      message: expect.stringContaining('forbids cloudformation:CreateChangeSet') as unknown,
      remedy: expect.stringContaining('SCP') as unknown,
    });
  });
});

describe('a change set that waits to be executed', () => {
  it('is found again after a reload, from the name alone, the newest first', async () => {
    expect(await findPendingChangeSet(aws.client, STACK_NAME)).toBeUndefined();
    await prepareChangeSet(aws.client, request(), quickTime(1_000));
    aws.nextChangeSet = { ...aws.nextChangeSet, changes: CHANGES };
    const newest = await prepareChangeSet(aws.client, request(), quickTime(2_000));
    expect(await findPendingChangeSet(aws.client, STACK_NAME)).toEqual(newest);
    await executeChangeSet(aws.client, newest, 't');
    expect((await findPendingChangeSet(aws.client, STACK_NAME))?.id).not.toBe(newest.id);
  });
});

describe('watching', () => {
  it('takes up an operation after a reload, from the name alone', async () => {
    aws.nextChangeSet = { ...aws.nextChangeSet, changes: CHANGES };
    const changeSet = await prepareChangeSet(aws.client, request(), quickTime());
    aws.play('ExecuteChangeSet', linesOf('a creation that succeeds'));
    await executeChangeSet(aws.client, changeSet, 'token-1');
    const reload = new AbortController();
    for await (const { view } of watchStack(aws.client, { stackName: STACK_NAME }, quickTime(), reload.signal)) {
      if (view.state.status === 'CREATE_IN_PROGRESS') reload.abort();
    }
    const seen = await watch();
    expect(seen[0]?.view.state.status).toBe('CREATE_IN_PROGRESS');
    expect(seen[0]?.view.progress?.share).toBeDefined();
    expect(seen.at(-1)?.view).toMatchObject({ state: { status: 'CREATE_COMPLETE' }, progress: { share: 1 } });
  });

  it('takes up a rollback after a reload with the first cause, however far back that is', async () => {
    aws.stand({ status: 'UPDATE_IN_PROGRESS' });
    aws.happen(linesOf('an update that cannot be rolled back'), 'token-1');
    await watch();
    const seen = await watch();
    expect(seen[0]?.view).toMatchObject({
      state: { status: 'UPDATE_ROLLBACK_FAILED' },
      rootCause: { logicalId: 'MCPApiStage' },
      stuck: [{ logicalId: 'MCPLambdaFunction' }],
    });
  });

  it('that is given up leaves the stack alone', async () => {
    aws.stand({ status: 'UPDATE_IN_PROGRESS' });
    const page = new AbortController();
    const time = quickTime();
    const seen = watchStack(aws.client, { stackName: STACK_NAME }, time, page.signal);
    await seen.next();
    page.abort();
    expect(await seen.next()).toEqual({ done: true, value: undefined });
    expect(new Set(aws.calls.map(({ action }) => action))).toEqual(new Set(['DescribeStacks', 'DescribeStackEvents']));
  });

  it('survives a lost network, a throttled service and an expired session, and says so meanwhile', async () => {
    aws.stand({ status: 'UPDATE_IN_PROGRESS' });
    aws.happen(linesOf('an update that succeeds and cleans up'), 'token-1');
    aws.fail('DescribeStacks', 'disconnect', 2);
    aws.fail('DescribeStackEvents', { status: 400, code: 'Throttling', message: 'Rate exceeded' });
    aws.fail('DescribeStackEvents', {
      status: 403,
      code: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    });
    const time = quickTime();
    const seen = await watch({ tokens: ['token-1'] }, undefined, time);
    expect(seen.flatMap(({ lost }) => lost?.code ?? [])).toEqual(['UNREACHABLE', 'THROTTLED', 'CREDENTIALS_EXPIRED']);
    expect(seen.at(-1)).toMatchObject({ lost: undefined, view: { state: { status: 'UPDATE_COMPLETE' } } });
    expect(time.slept.slice(0, 4)).toEqual([4_000, 8_000, 16_000, 30_000]);
    expect(Math.max(...time.slept.slice(4))).toBeLessThanOrEqual(3_000);
  });

  it('ends with a sentence where it is not permitted', async () => {
    aws.stand({ status: 'UPDATE_IN_PROGRESS' });
    aws.fail('DescribeStackEvents', {
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: cloudformation:DescribeStackEvents',
    });
    await expect(watch()).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' });
  });

  it('does not take the state before for the end of a request that was just made', async () => {
    aws.stand({ status: 'UPDATE_COMPLETE' });
    const waiting = watchStack(aws.client, { stackName: STACK_NAME, tokens: ['token-9'] }, quickTime());
    expect((await waiting.next()).value).toMatchObject({ view: { progress: undefined } });
    aws.happen(linesOf('an update that somebody rolls back'), 'token-9');
    const seen: Sighting[] = [];
    for await (const sighting of waiting) seen.push(sighting);
    expect(seen.at(-1)?.view).toMatchObject({ cancelled: true, state: { status: 'UPDATE_ROLLBACK_COMPLETE' } });
  });

  it('shows that there is nothing', async () => {
    expect(await watch()).toMatchObject([{ view: { state: { phase: 'none' }, stackId: undefined } }]);
  });
});

describe('a request about a stack', () => {
  it('cancels an update only while it is in progress', async () => {
    aws.stand({ status: 'UPDATE_IN_PROGRESS' });
    await cancelUpdate(aws.client, { stackId: STACK_ID, token: 't' });
    aws.stacks[0]!.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await expect(cancelUpdate(aws.client, { stackId: STACK_ID, token: 't' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(count('CancelUpdateStack')).toBe(1);
  });

  it('continues a rollback, leaving out what cannot be rolled back', async () => {
    aws.stand({ status: 'UPDATE_ROLLBACK_FAILED' });
    aws.play(
      'ContinueUpdateRollback',
      '0 STACK UPDATE_ROLLBACK_IN_PROGRESS User Initiated\n5 STACK UPDATE_ROLLBACK_COMPLETE',
    );
    await continueRollback(aws.client, { stackId: STACK_ID, token: 't', skip: ['MCPLambdaFunction'] });
    expect(aws.calls.at(-1)?.values['ResourcesToSkip.member.1']).toBe('MCPLambdaFunction');
    expect((await watch({ tokens: ['t'] })).at(-1)?.view.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });

  it('rolls back what failed with rollback switched off', async () => {
    aws.stand({ status: 'UPDATE_FAILED' });
    await rollBack(aws.client, { stackId: STACK_ID, token: 't' });
    expect(aws.calls.at(-1)).toMatchObject({ action: 'RollbackStack', values: { ClientRequestToken: 't' } });
  });

  it('deletes, shows what stands in the way, and then keeps it or forces', async () => {
    aws.stand({
      resources: {
        MCPApiStage: 'AWS::ApiGateway::Stage',
        MCPUserPolicy: 'AWS::IAM::ManagedPolicy',
        R: 'AWS::IAM::Role',
      },
    });
    aws.play('DeleteStack', linesOf('a deletion that a user of the policy stops'));
    await deleteStack(aws.client, { stackId: STACK_ID, token: 'd1' });
    const seen = await watch({ stackId: STACK_ID, tokens: ['d1'] });
    expect(seen.find(({ view }) => view.progress?.share)?.view.progress?.resources).toHaveLength(3);
    const { stuck, state } = seen.at(-1)!.view;
    expect(state.actions).toContain('delete-retaining');
    const retain = stuck.map(({ logicalId }) => logicalId);
    expect(retain).toEqual(['MCPUserPolicy']);
    await deleteStack(aws.client, { stackId: STACK_ID, token: 'd2', retain });
    expect(aws.calls.at(-1)?.values['RetainResources.member.1']).toBe('MCPUserPolicy');
    aws.stacks[0]!.status = 'DELETE_FAILED';
    await deleteStack(aws.client, { stackId: STACK_ID, token: 'd3', force: true });
    expect(aws.calls.at(-1)?.values['DeletionMode']).toBe('FORCE_DELETE_STACK');
  });

  it('does not delete a protected stack until it is unprotected', async () => {
    aws.stand({});
    await setTerminationProtection(aws.client, STACK_ID, true);
    await expect(deleteStack(aws.client, { stackId: STACK_ID, token: 'd' })).rejects.toMatchObject({
      remedy: 'Turn off termination protection first.',
    });
    await setTerminationProtection(aws.client, STACK_ID, false);
    await deleteStack(aws.client, { stackId: STACK_ID, token: 'd' });
    expect(aws.stacks[0]?.status).toBe('DELETE_COMPLETE');
  });
});
