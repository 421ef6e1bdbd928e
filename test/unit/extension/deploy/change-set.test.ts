import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { readChangeSetState } from '../../../../extension/aws/deploy/state/change-set-state.ts';
import { summarizeChanges } from '../../../../extension/aws/deploy/state/change-summary.ts';
import { explainReason } from '../../../../extension/aws/deploy/state/explain-reason.ts';

const change = (resource: ResourceChange): Change => ({ Type: 'Resource', ResourceChange: resource });
const context = (properties: object) => JSON.stringify({ Properties: properties });
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });

describe("a change set's summary", () => {
  const summary = summarizeChanges([
    change({
      Action: 'Modify',
      LogicalResourceId: 'MCPLambdaFunction',
      ResourceType: 'AWS::Lambda::Function',
      Replacement: 'False',
      Details: [
        { Target: { Attribute: 'Properties', Name: 'Code' } },
        { Target: { Attribute: 'Properties', Name: 'Runtime' } },
        { Target: { Attribute: 'Properties', Name: 'Code' } },
        { Target: { Attribute: 'Tags' } },
      ],
    }),
    change({ Action: 'Add', LogicalResourceId: 'MCPAlarm', ResourceType: 'AWS::CloudWatch::Alarm' }),
    change({ Action: 'Remove', LogicalResourceId: 'OldLogs', ResourceType: 'AWS::Logs::LogGroup' }),
    change({
      Action: 'Remove',
      LogicalResourceId: 'ApiGatewayAccount',
      ResourceType: 'AWS::ApiGateway::Account',
      PolicyAction: 'Retain',
    }),
    change({
      Action: 'Modify',
      LogicalResourceId: 'MCPApiGateway',
      ResourceType: 'AWS::ApiGateway::RestApi',
      Replacement: 'True',
    }),
    change({
      Action: 'Modify',
      LogicalResourceId: 'MCPApiStage',
      ResourceType: 'AWS::ApiGateway::Stage',
      Replacement: 'Conditional',
    }),
    { Type: 'Resource' },
  ]);

  it('counts what is added, changed, replaced and removed', () => {
    expect(summary.counts).toEqual({ add: 1, change: 1, replace: 1, 'may-replace': 1, remove: 2, import: 0 });
  });

  it('groups by what resources are for, the riskiest first', () => {
    expect(summary.groups.map(({ title, changes }) => [title, changes.map(({ logicalId }) => logicalId)])).toEqual([
      ['Function', ['MCPLambdaFunction']],
      ['API', ['ApiGatewayAccount', 'MCPApiGateway', 'MCPApiStage']],
      ['Logs and alarms', ['OldLogs', 'MCPAlarm']],
    ]);
    expect(summary.groups[0]?.changes[0]?.properties).toEqual(['Code', 'Runtime', 'Tags']);
  });

  it('says in words what is replaced or removed, and what that costs', () => {
    expect(summary.warnings).toEqual([
      'OldLogs (AWS::Logs::LogGroup) is removed. Its logs are lost.',
      'ApiGatewayAccount (AWS::ApiGateway::Account) is removed from the stack but stays in the account.',
      expect.stringMatching(/^MCPApiGateway .* is replaced by a new one\. The endpoint's address changes/),
      expect.stringMatching(/^MCPApiStage .* may be replaced/),
    ]);
  });
});

describe('permission growth', () => {
  const growth = (resource: ResourceChange) => summarizeChanges([change(resource)]).permissions;
  const role = (before: object | undefined, after: object, action: 'Add' | 'Modify' = 'Modify') =>
    growth({
      Action: action,
      LogicalResourceId: 'MCPLambdaRole',
      ResourceType: 'AWS::IAM::Role',
      AfterContext: context(after),
      ...(before && { BeforeContext: context(before) }),
    });
  const inline = (...statements: object[]) => ({
    Policies: [{ PolicyName: 'p', PolicyDocument: policy(...statements) }],
  });
  const query = { Effect: 'Allow', Action: 'athena:StartQueryExecution', Resource: 'arn:aws:athena:::workgroup/a' };

  it('names the actions that a role gains, and nothing that it had', () => {
    const after = inline({ ...query, Action: ['athena:StartQueryExecution', 'athena:StopQueryExecution'] });
    expect(role(inline(query), after)).toEqual([
      {
        logicalId: 'MCPLambdaRole',
        sentence: 'MCPLambdaRole will allow athena:StopQueryExecution on arn:aws:athena:::workgroup/a.',
        broad: false,
      },
    ]);
  });

  it('is silent where a statement is only written in another way', () => {
    const split = inline(query, { ...query, Action: ['athena:StopQueryExecution'] });
    const joined = inline({
      ...query,
      Action: ['athena:StopQueryExecution', 'athena:StartQueryExecution'],
      Resource: [query.Resource],
    });
    expect(role(split, joined)).toEqual([]);
  });

  it('puts actions on the same resources into one sentence, and marks what is broad', () => {
    const after = inline({ Effect: 'Allow', Action: ['bedrock:InvokeModel', 's3:*'], Resource: '*' });
    expect(role(undefined, after, 'Add')).toEqual([
      {
        logicalId: 'MCPLambdaRole',
        sentence: 'MCPLambdaRole will allow bedrock:InvokeModel, s3:* on *.',
        broad: true,
      },
    ]);
  });

  it('tells of a condition that falls away, of a Deny that falls away and of NotAction', () => {
    const condition = { StringEquals: { 'aws:ResourceAccount': '111122223333' } };
    expect(role(inline({ ...query, Condition: condition }), inline(query))).toHaveLength(1);
    expect(role(inline({ ...query, Effect: 'Deny' }), inline())[0]?.sentence).toContain('will no longer be denied');
    expect(role(inline(), inline({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))[0]?.sentence).toContain(
      'everything but iam:*',
    );
  });

  it('tells who may assume a role, managed policies, and who may call the function', () => {
    const trust = policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::444455556666:root' },
      Action: 'sts:AssumeRole',
    });
    expect(role({}, { AssumeRolePolicyDocument: trust })[0]?.sentence).toBe(
      'arn:aws:iam::444455556666:root will be able to assume the role MCPLambdaRole (sts:AssumeRole).',
    );
    expect(role({}, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] })[0]).toMatchObject({
      broad: true,
    });
    const permission = growth({
      Action: 'Add',
      LogicalResourceId: 'MCPLambdaApiPermission',
      ResourceType: 'AWS::Lambda::Permission',
      AfterContext: context({ Principal: '*', Action: 'lambda:InvokeFunction', FunctionName: 'MCP-CaseInsights-acme' }),
    });
    expect(permission[0]).toMatchObject({
      broad: true,
      sentence: expect.stringContaining('* will be able to call MCP-') as unknown,
    });
  });

  it('is not silent where CloudFormation lists no values', () => {
    for (const AfterContext of [undefined, 'no json', '{"Properties": 3}']) {
      const [told] = growth({
        Action: 'Modify',
        LogicalResourceId: 'MCPUserPolicy',
        ResourceType: 'AWS::IAM::ManagedPolicy',
        AfterContext,
      });
      expect(told?.sentence).toContain('See the template');
    }
    expect(growth({ Action: 'Add', LogicalResourceId: 'F', ResourceType: 'AWS::Lambda::Function' })).toEqual([]);
    expect(growth({ Action: 'Remove', LogicalResourceId: 'R', ResourceType: 'AWS::IAM::Role' })).toEqual([]);
  });
});

describe('a change set', () => {
  it.each([
    ['CREATE_PENDING', undefined, 'UNAVAILABLE', 'creating'],
    ['CREATE_IN_PROGRESS', undefined, 'UNAVAILABLE', 'creating'],
    ['CREATE_COMPLETE', undefined, 'AVAILABLE', 'ready'],
    ['CREATE_COMPLETE', undefined, 'EXECUTE_IN_PROGRESS', 'executing'],
    ['CREATE_COMPLETE', undefined, 'EXECUTE_COMPLETE', 'executed'],
    ['CREATE_COMPLETE', undefined, 'EXECUTE_FAILED', 'failed'],
    ['CREATE_COMPLETE', undefined, 'OBSOLETE', 'obsolete'],
    ['DELETE_COMPLETE', undefined, 'UNAVAILABLE', 'deleted'],
    [
      'FAILED',
      "The submitted information didn't contain changes. Submit different information to create a change set.",
      'UNAVAILABLE',
      'no-changes',
    ],
    ['FAILED', 'No updates are to be performed.', 'UNAVAILABLE', 'no-changes'],
    ['FAILED', 'Requires capabilities : [CAPABILITY_NAMED_IAM]', 'UNAVAILABLE', 'failed'],
  ] as const)('%s %s %s is %s', (Status, StatusReason, ExecutionStatus, kind) => {
    expect(readChangeSetState({ Status, StatusReason, ExecutionStatus }).kind).toBe(kind);
  });

  it('that fails says why', () => {
    const reason =
      'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck]. To troubleshoot, call DescribeEvents.';
    expect(readChangeSetState({ Status: 'FAILED', StatusReason: reason })).toMatchObject({
      kind: 'failed',
      earlyValidation: true,
      explanation: { kind: 'early-validation', message: expect.stringContaining('ResourceExistenceCheck') as unknown },
    });
  });
});

describe('a reason', () => {
  it.each([
    [
      'Stack:arn:aws:cloudformation:eu-central-1:1:stack/x/1 is in ROLLBACK_COMPLETE state and can not be updated.',
      'must-be-deleted',
      'ROLLBACK_COMPLETE',
    ],
    [
      'Stack:arn:aws:cloudformation:eu-central-1:1:stack/x/1 is in UPDATE_IN_PROGRESS state and can not be updated.',
      'busy',
      'in progress',
    ],
    [
      'Parameters: [UniqueIdentifier, BedrockModelId] must have values',
      'parameters',
      'UniqueIdentifier, BedrockModelId',
    ],
    ['Parameters: [Colour] do not exist in the template', 'parameters', 'Colour'],
    ["Parameter 'UniqueIdentifier' must match pattern [a-z0-9-]+", 'parameters', 'UniqueIdentifier'],
    ['Requires capabilities : [CAPABILITY_NAMED_IAM]', 'capabilities', 'CAPABILITY_NAMED_IAM'],
    ['Stack with id mcp-case-insights does not exist', 'no-stack', 'no longer exists'],
    [
      'Stack [mcp] cannot be deleted while TerminationProtection is enabled',
      'termination-protection',
      'Termination protection',
    ],
    ['ExpiredToken: The security token included in the request is expired', 'credentials-expired', 'expired'],
    ['Signature expired: 20261120T090000Z is now earlier than 20261120T091500Z', 'clock', 'clock'],
    ['Template format error: unsupported structure.', 'template', 'template'],
    ['ChangeSet [x] cannot be executed in its current status of [OBSOLETE]', 'resource-changed', 'no longer fits'],
  ] as const)('%s is told as %s', (reason, kind, says) => {
    const told = explainReason(reason);
    expect(told).toMatchObject({ kind, verbatim: reason });
    expect(told.message).toContain(says);
  });

  it('that nobody foresaw is passed on in its own words, without its wrapping, and whole beside', () => {
    const reason =
      'Resource handler returned message: "Colour \n  must be blue" (RequestToken: 1, HandlerErrorCode: Odd)';
    const told = explainReason(reason, { logicalId: 'Paint' });
    expect(told).toMatchObject({ kind: 'unknown', message: 'Paint failed: Colour must be blue', verbatim: reason });
  });

  it('that is missing is said to be missing', () => {
    expect(explainReason('', { logicalId: 'Paint' }).message).toBe('Paint failed. AWS gave no reason.');
  });
});
