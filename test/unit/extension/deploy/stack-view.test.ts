import { StackStatus } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { readStackState, type StackAction } from '../../../../extension/aws/deploy/state/stack-state.ts';
import { readStackView } from '../../../../extension/aws/deploy/state/stack-view.ts';
import {
  eventsOf,
  SCRIPT_START,
  STACK_ID,
  STACK_NAME,
  STACK_SCRIPTS,
  type StackScript,
} from '../../../support/stack-scripts.ts';

const stack = (StackStatus: StackStatus) => ({
  StackId: STACK_ID,
  StackName: STACK_NAME,
  CreationTime: new Date(SCRIPT_START),
  StackStatus,
});

const view = (script: StackScript, until = Infinity, extra: Partial<Parameters<typeof readStackView>[0]> = {}) => {
  const events = eventsOf(script).filter(({ Timestamp }) => Timestamp!.getTime() <= SCRIPT_START + until * 1_000);
  return readStackView({
    stackName: STACK_NAME,
    stack: stack(script.ends),
    events,
    now: SCRIPT_START + Math.min(until, 600) * 1_000,
    ...extra,
  });
};
const script = (name: string) => STACK_SCRIPTS.find((one) => one.name === name)!;

describe('what is shown of', () => {
  it.each(STACK_SCRIPTS)('$name: its end and its first cause, in words with a remedy', (one) => {
    const shown = view(one);
    expect(shown.state.status).toBe(one.ends);
    expect(shown.state.settled).toBe(true);
    expect(shown.state.succeeded).toBe(one.cause === undefined && !shown.cancelled);
    if (one.cause === undefined) {
      expect(shown.rootCause).toBeUndefined();
      return;
    }
    const { logicalId, explanation } = shown.rootCause!;
    expect({ logicalId, kind: explanation.kind }).toEqual({ logicalId: one.cause.logicalId, kind: one.cause.kind });
    expect(explanation.message).toMatch(one.cause.says);
    expect(explanation.remedy).toMatch(one.cause.remedy ?? /\w{3}/);
    expect(explanation.verbatim).not.toBe('');
    expect(one.lines).toContain(explanation.verbatim.split(' Acme::ApiGuard')[0]);
  });

  it('a failure while the rollback still runs: the first cause already', () => {
    const one = script('an account where API Gateway has no logging role');
    const shown = view(one, 6, { stack: stack('ROLLBACK_IN_PROGRESS') });
    expect(shown.rootCause?.logicalId).toBe('MCPApiStage');
    expect(shown.progress?.direction).toBe('back');
    expect(shown.state).toMatchObject({ phase: 'working', actions: ['watch'] });
  });

  it("a hook's refusal: the hook's own words", () => {
    expect(view(script('a hook that refuses the API')).rootCause?.explanation.verbatim).toContain(
      'Public REST APIs need approval ACME-42.',
    );
  });

  it('a failed rollback: what stands in the way, apart from the first cause', () => {
    expect(view(script('an update that cannot be rolled back')).stuck).toMatchObject([
      { logicalId: 'MCPLambdaFunction', explanation: { kind: 'not-found' } },
    ]);
    expect(view(script('a creation whose rollback fails too')).stuck).toMatchObject([
      { logicalId: 'MCPExportBucket', explanation: { kind: 'bucket-not-empty' } },
    ]);
    expect(view(script('a deletion that a user of the policy stops')).stuck).toMatchObject([
      { logicalId: 'MCPUserPolicy' },
    ]);
  });

  it('an update that somebody took back: no failure', () => {
    const shown = view(script('an update that somebody rolls back'));
    expect(shown).toMatchObject({ cancelled: true, rootCause: undefined, state: { deployed: true } });
  });

  it('a stack with a failure in an earlier operation: only the latest one', () => {
    const earlier = eventsOf(script('an update that cannot be rolled back'), 'earlier');
    const later = eventsOf(script('an update that succeeds and cleans up'), 'later').map((event) => ({
      ...event,
      EventId: `later-${event.EventId!}`,
      Timestamp: new Date(event.Timestamp!.getTime() + 3_600_000),
    }));
    const both = { stackName: STACK_NAME, stack: stack('UPDATE_COMPLETE'), events: [...later, ...earlier], now: 0 };
    expect(readStackView(both).rootCause).toBeUndefined();
    expect(readStackView({ ...both, tokens: ['later'] }).progress?.resources).toHaveLength(2);
    expect(
      readStackView({ ...both, stack: stack('UPDATE_ROLLBACK_FAILED'), tokens: ['earlier'] }).rootCause?.logicalId,
    ).toBe('MCPApiStage');
    expect(readStackView({ ...both, tokens: ['not seen yet'] }).progress).toBeUndefined();
  });

  it('outputs and parameters by name', () => {
    const shown = view(script('a creation that succeeds'), Infinity, {
      stack: {
        ...stack('CREATE_COMPLETE'),
        Outputs: [{ OutputKey: 'MCPServerEndpoint', OutputValue: 'https://x/v1' }],
        Parameters: [{ ParameterKey: 'UniqueIdentifier', ParameterValue: 'acme' }],
      },
    });
    expect(shown.outputs).toEqual({ MCPServerEndpoint: 'https://x/v1' });
    expect(shown.parameters).toEqual({ UniqueIdentifier: 'acme' });
  });
});

describe('progress', () => {
  const expected = [
    { logicalId: 'MCPLambdaRole', type: 'AWS::IAM::Role' },
    { logicalId: 'MCPLambdaFunction', type: 'AWS::Lambda::Function' },
    { logicalId: 'MCPApiGateway', type: 'AWS::ApiGateway::RestApi' },
    { logicalId: 'MCPUserPolicy', type: 'AWS::IAM::ManagedPolicy' },
  ];
  const creation = script('a creation that succeeds');

  it('counts what is done of what is expected, with the time that each resource takes', () => {
    const { progress } = view(creation, 66, { stack: stack('CREATE_IN_PROGRESS'), expected });
    expect(progress).toMatchObject({
      share: 0.25,
      direction: 'forward',
      elapsedMs: 26_000,
      resources: [
        { logicalId: 'MCPLambdaRole', state: 'done', elapsedMs: 18_000 },
        { logicalId: 'MCPLambdaFunction', state: 'working', elapsedMs: 4_000 },
        { logicalId: 'MCPApiGateway', state: 'waiting', elapsedMs: 0 },
        { logicalId: 'MCPUserPolicy', state: 'waiting' },
      ],
    });
  });

  it('never goes down while the operation goes forward, and is whole at its end', () => {
    const shares = [40, 43, 44, 61, 62, 70, 71, 72, 75].map(
      (until) => view(creation, until, { expected }).progress?.share ?? -1,
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('is unknown where nobody knows how many resources there are', () => {
    expect(view(creation, 66).progress?.share).toBeUndefined();
  });

  it('stands still at the time of the end, however much later it is read', () => {
    expect(view(creation, 600).progress?.elapsedMs).toBe(35_000);
  });

  it('is never below zero on a machine whose clock is slow', () => {
    const { progress } = view(creation, 66, { now: SCRIPT_START - 3_600_000 });
    expect(progress?.elapsedMs).toBe(0);
  });
});

describe('a stack in state', () => {
  const actions: Readonly<Record<StackStatus, readonly StackAction[]>> = {
    REVIEW_IN_PROGRESS: ['deploy', 'delete'],
    CREATE_IN_PROGRESS: ['watch', 'delete'],
    CREATE_COMPLETE: ['update', 'delete'],
    CREATE_FAILED: ['delete-and-deploy', 'roll-back', 'delete'],
    ROLLBACK_IN_PROGRESS: ['watch'],
    ROLLBACK_COMPLETE: ['delete-and-deploy', 'delete'],
    ROLLBACK_FAILED: ['delete-and-deploy', 'delete'],
    UPDATE_IN_PROGRESS: ['watch', 'cancel-update'],
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: ['watch'],
    UPDATE_COMPLETE: ['update', 'delete'],
    UPDATE_FAILED: ['roll-back', 'update', 'delete'],
    UPDATE_ROLLBACK_IN_PROGRESS: ['watch'],
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: ['watch'],
    UPDATE_ROLLBACK_COMPLETE: ['update', 'delete'],
    UPDATE_ROLLBACK_FAILED: ['continue-rollback', 'continue-rollback-skipping', 'delete'],
    DELETE_IN_PROGRESS: ['watch'],
    DELETE_FAILED: ['delete', 'delete-retaining', 'force-delete'],
    DELETE_COMPLETE: ['deploy'],
    IMPORT_IN_PROGRESS: ['watch'],
    IMPORT_COMPLETE: ['update', 'delete'],
    IMPORT_ROLLBACK_IN_PROGRESS: ['watch'],
    IMPORT_ROLLBACK_COMPLETE: ['update', 'delete'],
    IMPORT_ROLLBACK_FAILED: ['delete'],
  };

  it.each(Object.values(StackStatus))('%s allows what CloudFormation accepts, and is told in a sentence', (status) => {
    const state = readStackState(stack(status));
    expect(state.actions).toEqual(actions[status]);
    expect(state.headline).toMatch(/^[A-Z].*\.$/);
    expect(state.settled).toBe(!status.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS');
    if (state.phase === 'failed') expect(state.advice).toMatch(/\.$/);
  });

  it('NONE can be deployed to', () => {
    expect(readStackState(undefined)).toMatchObject({
      status: 'NONE',
      actions: ['deploy'],
      deployed: false,
      settled: true,
    });
  });

  it('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS is a success already, and still watched', () => {
    expect(readStackState(stack('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'))).toMatchObject({
      succeeded: true,
      settled: false,
      deployed: true,
    });
  });

  it('with termination protection must be unprotected before it is deleted', () => {
    expect(readStackState({ ...stack('CREATE_COMPLETE'), EnableTerminationProtection: true }).actions).toEqual([
      'update',
      'unprotect',
    ]);
  });

  it('that CloudFormation adds later is watched while it works, and shown by its name', () => {
    const later = (status: string) => readStackState(stack(status as StackStatus));
    expect(later('MIGRATE_IN_PROGRESS')).toMatchObject({ phase: 'working', settled: false, actions: ['watch'] });
    expect(later('MIGRATE_COMPLETE').headline).toContain('MIGRATE_COMPLETE');
  });
});
