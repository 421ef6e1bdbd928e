import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCaseInsights } from '../../extension/aws/discovery/case-insights-stacks.ts';
import { DEPLOYMENT_TAG, findDeployments } from '../../extension/aws/discovery/deployments.ts';
import { startCloudFormationEndpoint, type CloudFormationEndpoint } from '../support/cloudformation-endpoint.ts';

let aws: CloudFormationEndpoint;
beforeEach(async () => {
  aws = await startCloudFormationEndpoint();
});
afterEach(() => aws.close());

const exportsOf = (stack: string, values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, Value]) => ({
    Name: `${stack}-${name}`,
    Value,
    ExportingStackId: `id-of-${stack}`,
  }));
const analytics = (id: string) => ({
  AnalyticsEnabled: 'true',
  AthenaDatabaseName: `case_insights_${id}`,
  AthenaTableName: 'case_summary',
  AthenaWorkGroupName: `CaseInsights-${id}`,
  AthenaQueryResultsBucket: `s3-${id}-athena-results`,
  GlueCrawlerName: `crawler-${id}`,
});

describe('Case Insights stacks', () => {
  it('are found by their exports, several at once, whatever they are called', async () => {
    aws.exports = [
      ...exportsOf('team-b-AthenaX', analytics('team-b')),
      ...exportsOf('aws-case-insights', analytics('acme')),
      { Name: 'vpc-SubnetId', Value: 'subnet-1', ExportingStackId: 'id-of-vpc' },
      { Name: 'mcp-case-insights-MCPServerEndpoint', Value: 'https://x/v1', ExportingStackId: 'id' },
    ];
    expect(await findCaseInsights(aws.client)).toEqual({
      stacks: [
        {
          stackName: 'aws-case-insights',
          stackId: 'id-of-aws-case-insights',
          identifier: 'acme',
          database: 'case_insights_acme',
          table: 'case_summary',
          workGroup: 'CaseInsights-acme',
          resultsBucket: 's3-acme-athena-results',
        },
        expect.objectContaining({ stackName: 'team-b-AthenaX', identifier: 'team-b' }),
      ],
      withoutAnalytics: [],
    });
  });

  it('without analytics are told apart', async () => {
    aws.exports = [
      ...exportsOf('plain', { AnalyticsEnabled: 'false' }),
      ...exportsOf('half', { AnalyticsEnabled: 'true', AthenaDatabaseName: 'case_insights_half' }),
    ];
    expect(await findCaseInsights(aws.client)).toEqual({ stacks: [], withoutAnalytics: ['half', 'plain'] });
  });

  it('are none in an empty region; and a refusal names the action', async () => {
    expect(await findCaseInsights(aws.client)).toEqual({ stacks: [], withoutAnalytics: [] });
    aws.fail('ListExports', {
      status: 403,
      code: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/ann is not authorized to perform: cloudformation:ListExports because no identity-based policy allows it',
    });
    await expect(findCaseInsights(aws.client)).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      remedy: expect.stringContaining('cloudformation:ListExports') as unknown,
    });
  });
});

describe('deployments', () => {
  const parameters = { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights', BedrockModelId: 'm' };
  const SAMPLE = {
    ApiGatewayCloudWatchLogsRole: 'AWS::IAM::Role',
    ApiGatewayAccount: 'AWS::ApiGateway::Account',
    MCPLambdaRole: 'AWS::IAM::Role',
    MCPLambdaFunction: 'AWS::Lambda::Function',
    MCPApiGateway: 'AWS::ApiGateway::RestApi',
    MCPApiProxyMethod: 'AWS::ApiGateway::Method',
    MCPApiRootMethod: 'AWS::ApiGateway::Method',
  };

  it('of ours are found with their endpoint, model and version', async () => {
    aws.stand({ id: 'a1', name: 'unrelated' });
    aws.stand({
      id: 'a2',
      name: 'mcp-case-insights',
      parameters,
      outputs: { MCPServerEndpoint: 'https://x/v1', MCPUserPolicyArn: 'arn:p', MCPServerVersion: '0.1.0' },
    });
    expect(await findDeployments(aws.client, 'eu-central-1')).toMatchObject([
      {
        stackName: 'mcp-case-insights',
        origin: 'ours',
        endpoint: 'https://x/v1',
        userPolicyArn: 'arn:p',
        serverVersion: '0.1.0',
        identifier: 'acme',
        modelId: 'm',
        updateInPlace: { keepsEndpoint: true, parameters: {}, notes: [] },
      },
    ]);
  });

  it('of ours that failed at the first try are found by their tag', async () => {
    aws.stand({ status: 'ROLLBACK_COMPLETE', parameters, tags: { [DEPLOYMENT_TAG]: '0.1.0' } });
    expect(await findDeployments(aws.client, 'eu-central-1')).toMatchObject([
      {
        origin: 'ours',
        endpoint: undefined,
        updateInPlace: undefined,
        state: { actions: ['delete-and-deploy', 'delete'] },
      },
    ]);
  });

  it("from the sample's template can be updated in place, with what keeps its log group and the account's role", async () => {
    aws.stand({ parameters, outputs: { MCPServerEndpoint: 'https://old/v1' }, resources: SAMPLE });
    const [old] = await findDeployments(aws.client, 'eu-central-1');
    expect(old).toMatchObject({
      origin: 'sample',
      serverVersion: undefined,
      updateInPlace: {
        keepsEndpoint: true,
        parameters: { FunctionLogGroup: 'existing', ApiGatewayAccountLogging: 'true' },
      },
    });
    expect(old?.updateInPlace?.notes.join(' ')).toContain('keeps its address');
  });

  it('are not what merely has parameters of the same names', async () => {
    aws.stand({ parameters, resources: { Bucket: 'AWS::S3::Bucket' } });
    expect(await findDeployments(aws.client, 'eu-central-1')).toEqual([]);
  });
});
