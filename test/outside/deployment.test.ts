import { randomUUID } from 'node:crypto';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { beforeAll, describe, expect, it } from 'vitest';
import { awsClients, type AwsClients } from '../../extension/aws/clients.ts';
import type { ChangeSetRequest } from '../../extension/aws/deploy/change-set-input.ts';
import { executeChangeSet, prepareChangeSet } from '../../extension/aws/deploy/change-set.ts';
import { deleteStack } from '../../extension/aws/deploy/stack-requests.ts';
import { watchStack, type Sighting, type WatchTarget } from '../../extension/aws/deploy/watch-stack.ts';
import { findCaseInsights } from '../../extension/aws/discovery/case-insights-stacks.ts';
import { DEPLOYMENT_TAG, findDeployments } from '../../extension/aws/discovery/deployments.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';
import { PRODUCER } from './producer-template.ts';
import { quickTime } from '../support/quick-time.ts';

const SERVER = {
  Parameters: {
    UniqueIdentifier: { Type: 'String' },
    CaseInsightsStackName: { Type: 'String', Default: 'aws-case-insights' },
  },
  Resources: {
    MCPFunctionLogGroup: {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/MCP-CaseInsights-${UniqueIdentifier}' } },
    },
    MCPLambdaRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { 'Fn::Sub': 'MCPLambda-ExecutionRole-${UniqueIdentifier}' },
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
  },
};

describe("a deployment, at moto's CloudFormation,", needs('python'), () => {
  let clients: AwsClients;
  beforeAll(async () => {
    const credentials = { accessKeyId: 'AKIDMOTO', secretAccessKey: 'secret' };
    clients = awsClients({
      region: 'eu-central-1',
      endpoint: await emptyMoto(),
      credentials: () => Promise.resolve(credentials),
    });
  });

  async function deploy(stackName: string, template: object, more: Partial<ChangeSetRequest> = {}): Promise<Sighting> {
    const client = await clients.cloudFormation();
    const request = {
      stackName,
      template: { parameters: [], source: { body: JSON.stringify(template) } },
      parameters: {},
      ...more,
    };
    const changeSet = await prepareChangeSet(client, request, quickTime());
    expect(changeSet.state.kind).toBe('ready');
    await executeChangeSet(client, changeSet, randomUUID());
    return watch({ stackName, stackId: changeSet.stackId, expected: changeSet.expected });
  }
  async function watch(target: WatchTarget): Promise<Sighting> {
    let last: Sighting | undefined;
    for await (const sighting of watchStack(await clients.cloudFormation(), target, quickTime())) last = sighting;
    if (last === undefined) throw new Error('nothing was seen');
    return last;
  }

  it('finds the data, is made by a change set, found again, and deleted', async () => {
    const client = await clients.cloudFormation();
    await client.send(
      new CreateStackCommand({ StackName: 'aws-case-insights', TemplateBody: JSON.stringify(PRODUCER) }),
    );
    expect((await findCaseInsights(client)).stacks).toMatchObject([
      { stackName: 'aws-case-insights', identifier: 'acme' },
    ]);

    const { view } = await deploy('mcp-case-insights', SERVER, {
      parameters: { UniqueIdentifier: 'acme' },
      tags: { [DEPLOYMENT_TAG]: '0.1.0' },
    });
    expect(view).toMatchObject({
      state: { status: 'CREATE_COMPLETE', succeeded: true },
      parameters: { UniqueIdentifier: 'acme' },
      rootCause: undefined,
    });
    expect(await findDeployments(client, 'eu-central-1')).toMatchObject([
      { stackName: 'mcp-case-insights', origin: 'ours', identifier: 'acme', serverVersion: '0.1.0' },
    ]);

    await deleteStack(client, { stackId: view.stackId ?? '', token: randomUUID() });
    expect((await watch({ stackName: 'mcp-case-insights' })).view.state.phase).toBe('none');
  });
});
