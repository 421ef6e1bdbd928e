import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEPLOYMENT_TAG } from '../../extension/aws/discovery/deployments.ts';
import type { DeployActionId } from '../../extension/protocol/deploy.ts';
import type { CloudFormationEndpoint, ScriptedStack } from '../support/cloudformation-endpoint.ts';
import { startDeployableAccount, type DeployableAccount } from '../support/deployable-account.ts';
import { startDeployPerson, type DeployPerson } from '../support/deploy-person.ts';
import { quickTime } from '../support/quick-time.ts';
import { STACK_ID, STACK_NAME, STACK_SCRIPTS } from '../support/stack-scripts.ts';

const ENDPOINT = 'https://abc123.execute-api.eu-central-1.amazonaws.com/v1';
const linesOf = (name: string) => STACK_SCRIPTS.find((script) => script.name === name)!.lines;

let world: DeployableAccount;
let aws: CloudFormationEndpoint;
let ann: DeployPerson;
beforeEach(async () => {
  world = await startDeployableAccount();
  ({ aws } = world);
  ann = startDeployPerson({ ...world, time: quickTime() });
});
afterEach(async () => {
  ann.session.dispose();
  await world.close();
});

const act = (id: DeployActionId, resources?: readonly string[]) =>
  ann.session.receive({ kind: 'act', id, ...(resources && { resources: [...resources] }) });
const count = (action: string) => aws.calls.filter((call) => call.action === action).length;
const valuesOf = (action: string) => aws.calls.findLast((call) => call.action === action)!.values;
const deployed = (more: Partial<ScriptedStack> = {}) =>
  aws.stand({
    parameters: { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights', LogLevel: 'DEBUG' },
    outputs: { MCPServerEndpoint: ENDPOINT, MCPServerVersion: '0.1.0' },
    tags: { [DEPLOYMENT_TAG]: '0.1.0' },
    resources: { MCPApiStage: 'AWS::ApiGateway::Stage', MCPUserPolicy: 'AWS::IAM::ManagedPolicy' },
    ...more,
  });
/** Waits as long as a busy machine may take. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });
const settled = (status: string) =>
  eventually(() => {
    expect(ann.state('stack').stack.status).toBe(status);
    expect(ann.shown.at(-1)?.busy).toBe('');
  });
const told = (...sentences: unknown[]) =>
  eventually(() => {
    expect(ann.said).toEqual(sentences);
  });
/** The stack in a state that a script led to, on the page. */
async function troubled(script: string, more: Partial<ScriptedStack> = {}): Promise<void> {
  const { lines, ends } = STACK_SCRIPTS.find(({ name }) => name === script)!;
  deployed({ ...more, status: /STACK (\S+_IN_PROGRESS)/.exec(lines)![1]! });
  aws.happen(lines, 'of somebody else');
  await ann.session.open({ kind: 'show', stackName: STACK_NAME });
  await settled(ends);
}

describe('an update under way', () => {
  beforeEach(async () => {
    deployed();
    aws.nextChangeSet = {
      ...aws.nextChangeSet,
      changes: [
        {
          Type: 'Resource',
          ResourceChange: {
            Action: 'Modify',
            LogicalResourceId: 'MCPLambdaFunction',
            ResourceType: 'AWS::Lambda::Function',
          },
        },
      ],
    };
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    // It gets this far, and no further.
    aws.play('ExecuteChangeSet', '0 STACK UPDATE_IN_PROGRESS User Initiated\n3 MCPLambdaFunction UPDATE_IN_PROGRESS');
    await act('deploy');
    await settled('UPDATE_IN_PROGRESS');
    ann.asked.length = 0;
  });

  it('is cancelled once the person has agreed, followed through its rollback, and told as no failure', async () => {
    ann.agrees = false;
    await act('cancel-update');
    expect(count('CancelUpdateStack')).toBe(0);
    expect(ann.asked).toMatchObject([
      {
        message: 'Cancel the update of mcp-case-insights?',
        detail: expect.stringContaining('account 111122223333, region eu-central-1') as unknown,
      },
    ]);
    ann.agrees = true;
    aws.play(
      'CancelUpdateStack',
      `
      5 STACK UPDATE_ROLLBACK_IN_PROGRESS User Initiated
      6 MCPLambdaFunction UPDATE_FAILED Resource update cancelled
      9 MCPLambdaFunction UPDATE_COMPLETE
      10 STACK UPDATE_ROLLBACK_COMPLETE`,
    );
    await act('cancel-update');
    await settled('UPDATE_ROLLBACK_COMPLETE');
    expect(valuesOf('CancelUpdateStack')).toMatchObject({ StackName: STACK_ID });
    expect(ann.state('stack').stack).toMatchObject({ cancelled: true, cause: null });
    await told('The update of mcp-case-insights was cancelled and rolled back.');
    expect(ann.failures).toEqual([]);
    expect(ann.memory.value).toMatchObject({ unfinished: false });
  });

  it('that is over before the person agrees is not cancelled: the page says what is', async () => {
    ann.beforeAgreeing = () => {
      aws.stacks[0]!.status = 'UPDATE_COMPLETE';
    };
    await act('cancel-update');
    expect(count('CancelUpdateStack')).toBe(0);
    expect(ann.shown.at(-1)?.notice?.message).toBe(
      'It is not possible to cancel the update while the stack is in state UPDATE_COMPLETE.',
    );
  });

  it('offers no button that CloudFormation would refuse', () => {
    expect(ann.buttons()).toContain('Cancel Update...');
    for (const label of ['Delete...', 'Update...', 'Continue Rollback...']) {
      expect(ann.buttons()).not.toContain(label);
    }
  });
});

describe('a rollback that stopped', () => {
  it('shows what stands in the way, and goes on without what is marked', async () => {
    await troubled('an update that cannot be rolled back');
    const { stack } = ann.state('stack');
    expect(stack.cause).toMatchObject({ logicalId: 'MCPApiStage' });
    expect(stack.stuck.map(({ logicalId }) => logicalId)).toEqual(['MCPLambdaFunction']);
    expect(ann.buttons()[0]).toBe('Continue Rollback...');

    aws.play(
      'ContinueUpdateRollback',
      `
      0 STACK UPDATE_ROLLBACK_IN_PROGRESS User Initiated
      4 MCPLambdaFunction UPDATE_COMPLETE
      5 STACK UPDATE_ROLLBACK_COMPLETE`,
    );
    // What the page was never shown is nothing that it can mark.
    await act('continue-rollback', ['MCPLambdaFunction', 'MCPUserPolicy']);
    expect(ann.asked.at(-1)?.detail).toContain('may no longer match the template: MCPLambdaFunction.');
    const sent = valuesOf('ContinueUpdateRollback');
    expect(sent).toMatchObject({ StackName: STACK_ID, 'ResourcesToSkip.member.1': 'MCPLambdaFunction' });
    expect(sent).not.toHaveProperty('ResourcesToSkip.member.2');
    await settled('UPDATE_ROLLBACK_COMPLETE');
    await told('mcp-case-insights: The last update was rolled back. The stack is as it was before.');
    expect(ann.failures).toEqual([]);
    // Nobody cancelled anything.
    expect(ann.state('stack').stack).toMatchObject({ cancelled: false, cause: null, stuck: [] });
  });

  it('is continued with every resource where none is marked, and may stop again', async () => {
    await troubled('an update that cannot be rolled back');
    aws.play(
      'ContinueUpdateRollback',
      `
      0 STACK UPDATE_ROLLBACK_IN_PROGRESS User Initiated
      4 MCPLambdaFunction UPDATE_FAILED Function not found
      5 STACK UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [MCPLambdaFunction].`,
    );
    await act('continue-rollback');
    expect(ann.asked.at(-1)?.detail).toContain('Every resource is rolled back');
    expect(valuesOf('ContinueUpdateRollback')).not.toHaveProperty('ResourcesToSkip.member.1');
    await told(expect.stringContaining('MCPLambdaFunction'));
    expect(ann.failures).toHaveLength(1);
    expect(ann.state('stack').stack.stuck).toHaveLength(1);
    expect(ann.buttons()[0]).toBe('Continue Rollback...');
  });
});

describe('a creation that stopped without going back', () => {
  it('is rolled back where the person wants that', async () => {
    await troubled('a creation that fails with rollback switched off');
    expect(ann.buttons()).toContain('Roll Back...');
    aws.play('RollbackStack', '0 STACK ROLLBACK_IN_PROGRESS User Initiated\n4 STACK ROLLBACK_COMPLETE');
    await act('roll-back');
    await settled('ROLLBACK_COMPLETE');
    expect(ann.asked.at(-1)?.message).toBe('Roll back mcp-case-insights?');
    expect(ann.buttons()[0]).toBe('Delete and Deploy Again...');
  });
});

describe('a deletion that something stops', () => {
  beforeEach(async () => {
    await ann.session.open({ kind: 'look' });
    await troubled('a deletion that a user of the policy stops');
  });

  it('names what is in the way, and is done again without it', async () => {
    const { stack } = ann.state('stack');
    expect(stack.stuck.map(({ logicalId }) => logicalId)).toEqual(['MCPUserPolicy']);
    expect(stack.cause?.message).toContain('still in use');
    aws.play('DeleteStack', linesOf('a deletion that succeeds'));
    await act('delete-retaining', ['MCPUserPolicy']);
    expect(ann.asked.at(-1)).toMatchObject({
      message: STACK_NAME,
      detail: expect.stringContaining('no longer managed by the stack: MCPUserPolicy.') as unknown,
    });
    expect(valuesOf('DeleteStack')).toMatchObject({
      StackName: STACK_ID,
      'RetainResources.member.1': 'MCPUserPolicy',
    });
    await told('mcp-case-insights is deleted.');
    expect(ann.state('stack').stack.phase).toBe('none');
    expect(ann.memory.value).toBeUndefined();
  });

  it('keeps nothing that was not marked, and says so before the name is typed', async () => {
    ann.agrees = false;
    await act('delete-retaining', []);
    expect(ann.asked.at(-1)?.detail).toContain('No resource is marked to be kept, so all are deleted.');
    expect(count('DeleteStack')).toBe(0);
  });

  it('is forced after the name was typed, and after saying what stays', async () => {
    await act('force-delete');
    expect(ann.asked.at(-1)?.detail).toContain('stay in the account');
    expect(ann.asked.at(-1)?.detail).toContain('MCPUserPolicy');
    expect(valuesOf('DeleteStack')).toMatchObject({ DeletionMode: 'FORCE_DELETE_STACK' });
    await told('mcp-case-insights is deleted.');
  });
});

describe('what is left of a creation that failed', () => {
  const failed = 'an account where API Gateway has no logging role';

  it('is deleted, and deployed again with the values that it was to have', async () => {
    await troubled(failed, { outputs: {} });
    aws.play('DeleteStack', linesOf('a deletion that succeeds'));
    await act('delete-and-deploy');
    await eventually(() => {
      expect(ann.state('reviewing').changes.type).toBe('CREATE');
    });
    expect(count('DeleteStack')).toBe(1);
    const sent = Object.values(valuesOf('CreateChangeSet'));
    expect(sent).toContain(STACK_NAME);
    expect(sent[sent.indexOf('LogLevel') + 1]).toBe('DEBUG');
    // Nothing is told before its end, and nothing is deployed without another yes.
    expect(ann.said).toEqual([]);
    expect(count('ExecuteChangeSet')).toBe(0);
  });

  it('is deployed again with the logging role that it lacked', async () => {
    world.account.answers.set('GET /account', { json: {} });
    const parameters = { UniqueIdentifier: 'acme', ApiGatewayAccountLogging: 'false' };
    await troubled(failed, { outputs: {}, parameters });
    aws.play('DeleteStack', linesOf('a deletion that succeeds'));
    await act('delete-and-deploy');
    await eventually(() => {
      expect(ann.state('reviewing').changes.type).toBe('CREATE');
    });
    const sent = Object.values(valuesOf('CreateChangeSet'));
    expect(sent[sent.indexOf('ApiGatewayAccountLogging') + 1]).toBe('true');
  });

  it('stays where the person would not', async () => {
    await troubled(failed, { outputs: {} });
    ann.agrees = false;
    await act('delete-and-deploy');
    expect(count('DeleteStack')).toBe(0);
    expect(ann.state('stack').stack.status).toBe('ROLLBACK_COMPLETE');
  });

  it('that cannot be deleted is told once, and a later deletion deploys nothing', async () => {
    await troubled(failed, { outputs: {} });
    aws.play('DeleteStack', linesOf('a deletion that a user of the policy stops'));
    await act('delete-and-deploy');
    await settled('DELETE_FAILED');
    await told(expect.stringContaining('still in use'));
    aws.play('DeleteStack', linesOf('a deletion that succeeds'));
    await act('delete');
    await told(expect.stringContaining('still in use'), 'mcp-case-insights is deleted.');
    expect(ann.state('stack').stack.phase).toBe('none');
    expect(count('CreateChangeSet')).toBe(0);
  });

  it('is deployed again although the window was reloaded while it was deleted', async () => {
    await troubled(failed, { outputs: {} });
    aws.play('DeleteStack', '0 STACK DELETE_IN_PROGRESS User Initiated');
    await act('delete-and-deploy');
    await settled('DELETE_IN_PROGRESS');
    ann.session.dispose();
    ann = startDeployPerson({ ...world, time: quickTime() }, ann);
    aws.happen('1 MCPApiStage DELETE_COMPLETE\n2 STACK DELETE_COMPLETE');
    await ann.session.open({ kind: 'restore' });
    await eventually(() => {
      expect(ann.state('reviewing').changes.type).toBe('CREATE');
    });
    const sent = Object.values(valuesOf('CreateChangeSet'));
    expect(sent[sent.indexOf('LogLevel') + 1]).toBe('DEBUG');
    expect(ann.said).toEqual([]);
  });
});

describe('another region', () => {
  it('is looked at anew, and the plan is made for it', async () => {
    await ann.session.open({ kind: 'deploy' });
    await eventually(() => {
      expect(ann.state('planning').preflight.running).toBe(false);
    });
    ann.region = 'us-east-1';
    await act('change-region');
    const page = ann.state('planning');
    expect(page.who?.region).toBe('us-east-1');
    expect(page.headline).toContain('in us-east-1.');
    expect(page.package.bucket).toBe('cdk-hnb659fds-assets-111122223333-us-east-1');
    await eventually(() => {
      const rows = ann.state('planning').preflight.rows;
      expect(rows.find(({ id }) => id === 'region')?.detail).toBe('Region us-east-1 is enabled.');
    });
  });

  it('that is the same after all changes nothing', async () => {
    await ann.session.open({ kind: 'deploy' });
    await ann.session.receive({ kind: 'change', name: 'LogLevel', value: 'DEBUG' });
    await act('change-region');
    const fields = ann.state('planning').form.flatMap((group) => group.fields);
    expect(fields.find(({ name }) => name === 'LogLevel')?.value).toBe('DEBUG');
  });
});
