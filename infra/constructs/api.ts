import { Aws, CfnDeletionPolicy, Fn, type Stack } from 'aws-cdk-lib';
import { CfnMethod, CfnResource as CfnApiResource, CfnRestApi, CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission, type CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Parameters } from './parameters.ts';
import { acknowledge } from './acknowledge.ts';
import type { AccountLogging } from './account-logging.ts';
import { ACCESS_LOG_FORMAT } from './access-log-format.ts';
import { chooseList, chooseText, isEqual } from './condition.ts';
import { addDeployments, type Methods } from './deployments.ts';
import { LONGEST_CALL_SECONDS } from './function.ts';
import { NAMES } from './names.ts';
import { addResourcePolicy } from './resource-policy.ts';
import type { Shared } from './shared.ts';

interface ApiParts {
  readonly caseFunction: CfnFunction;
  readonly shared: Shared;
  /** Access logs need the account's logging role first, where this stack sets it. */
  readonly accountLogging: AccountLogging;
}

interface Api {
  readonly restApi: CfnRestApi;
  readonly stage: CfnStage;
}

/** Adds the REST API in front of the function, deployed to its stage: every call signed, every answer streamed. */
export function addApi(stack: Stack, parameters: Parameters, parts: ApiParts): Api {
  const { caseFunction, shared, accountLogging } = parts;
  const policy = addResourcePolicy(stack, parameters, shared);
  const oldTls = isEqual(stack, 'HasOldTls', parameters.TlsPolicy, 'TLS_1_0');
  const restApi = new CfnRestApi(stack, 'MCPApiGateway', {
    name: NAMES.api,
    description: 'Case Insights MCP server',
    securityPolicy: parameters.TlsPolicy.valueAsString,
    endpointAccessMode: chooseText(oldTls, Aws.NO_VALUE, 'BASIC'),
    endpointConfiguration: {
      types: [chooseText(shared.isPrivate, 'PRIVATE', 'REGIONAL')],
      vpcEndpointIds: chooseList(shared.isPrivate, parameters.VpcEndpointIds.valueAsList),
    },
    policy: policy.document,
  });

  acknowledge(
    restApi,
    'AwsSolutions-APIG2',
    'The server parses what it is sent by the schemas of its tools, and says what is wrong.',
  );

  const methods = addMethods(stack, restApi, caseFunction, shared);
  const permission = new CfnPermission(stack, 'MCPLambdaApiPermission', {
    functionName: caseFunction.ref,
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    sourceArn: Fn.sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${MCPApiGateway}/*/*'),
  });
  const deploymentId = addDeployments(stack, parameters, { restApi, methods, shared, policyIsThere: policy.isThere });

  const accessLog = new CfnLogGroup(stack, 'MCPApiAccessLogGroup', {
    logGroupName: NAMES.accessLogGroup,
    retentionInDays: parameters.LogRetentionDays.valueAsNumber,
    kmsKeyId: shared.logKey,
  });
  accessLog.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  accessLog.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  const stage = new CfnStage(stack, 'MCPApiStage', {
    restApiId: restApi.ref,
    stageName: parameters.StageName.valueAsString,
    deploymentId,
    accessLogSetting: {
      // Selects only the group, but makes CloudFormation wait for the logging role, which is optional.
      destinationArn: chooseText(
        accountLogging.isSetHere,
        Fn.select(0, [accessLog.attrArn, accountLogging.account.ref]),
        accessLog.attrArn,
      ),
      format: ACCESS_LOG_FORMAT,
    },
    methodSettings: [
      {
        resourcePath: '/*',
        httpMethod: '*',
        metricsEnabled: false,
        throttlingRateLimit: parameters.ThrottleRateLimit.valueAsNumber,
        throttlingBurstLimit: parameters.ThrottleBurstLimit.valueAsNumber,
      },
    ],
  });
  acknowledge(
    stage,
    'AwsSolutions-APIG6',
    'Execution logs would hold the questions and answers; the access log and the function say enough.',
  );
  stage.addResourceDependency(permission);
  return { restApi, stage };
}

function addMethods(stack: Stack, restApi: CfnRestApi, caseFunction: CfnFunction, { pagesMayCall }: Shared): Methods {
  const proxy = new CfnApiResource(stack, 'MCPApiProxyResource', {
    restApiId: restApi.ref,
    parentId: restApi.attrRootResourceId,
    pathPart: '{proxy+}',
  });
  const integration: CfnMethod.IntegrationProperty = {
    type: 'AWS_PROXY',
    integrationHttpMethod: 'POST',
    responseTransferMode: 'STREAM',
    timeoutInMillis: LONGEST_CALL_SECONDS * 1_000,
    // Streaming has a separate path; the buffered one would return the raw bytes that Lambda streams.
    uri: Fn.sub(
      'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${FunctionArn}/response-streaming-invocations',
      { FunctionArn: caseFunction.attrArn },
    ),
  };
  const method = (id: string, resourceId: string, httpMethod: string, authorizationType: string) =>
    new CfnMethod(stack, id, { restApiId: restApi.ref, resourceId, httpMethod, authorizationType, integration });
  const root = restApi.attrRootResourceId;
  // A browser asks without credentials whether a page may call.
  const preflights = [
    method('MCPApiRootPreflight', root, 'OPTIONS', 'NONE'),
    method('MCPApiProxyPreflight', proxy.ref, 'OPTIONS', 'NONE'),
  ];
  for (const preflight of preflights) {
    preflight.cfnOptions.condition = pagesMayCall;
    acknowledge(preflight, 'AwsSolutions-APIG4', 'Browsers send no credentials here, and the answer holds no data.');
    acknowledge(preflight, 'AwsSolutions-COG4', 'Browsers send no credentials here, and the answer holds no data.');
  }
  const signed = [
    method('MCPApiRootMethod', root, 'ANY', 'AWS_IAM'),
    method('MCPApiProxyMethod', proxy.ref, 'ANY', 'AWS_IAM'),
  ];
  for (const call of signed) acknowledge(call, 'AwsSolutions-COG4', 'Callers sign with their AWS credentials.');
  return { signed, preflights };
}
