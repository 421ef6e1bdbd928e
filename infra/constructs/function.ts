import { CfnDeletionPolicy, type Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import type { Parameters } from './parameters.ts';
import { acknowledgeWildcards } from './acknowledge.ts';
import { chooseNumber, chooseText, isEqual, isSet } from './condition.ts';
import { functionGrants } from './function-grants.ts';
import { policyDocument, REASONS, reasons } from './grant.ts';
import { importLake } from './lake.ts';
import { modelArns } from './model.ts';
import { NAMES } from './names.ts';
import type { Shared } from './shared.ts';

/** An answer may stream for 15 minutes, which is the most that Lambda and API Gateway allow. */
export const LONGEST_CALL_SECONDS = 900;

/** Adds the function with its role and its log group. */
export function addFunction(
  stack: Stack,
  parameters: Parameters,
  { code, shared }: { readonly code: CfnFunction.CodeProperty; readonly shared: Shared },
): CfnFunction {
  const { boundary, logKey, pagesMayCall } = shared;
  const lake = importLake();
  const hasGuardrail = isSet(stack, 'HasGuardrail', parameters.BedrockGuardrailId);

  const logGroup = new CfnLogGroup(stack, 'MCPFunctionLogGroup', {
    logGroupName: NAMES.functionLogGroup,
    retentionInDays: parameters.LogRetentionDays.valueAsNumber,
    kmsKeyId: logKey,
  });
  const makesLogGroup = isEqual(stack, 'MakesFunctionLogGroup', parameters.FunctionLogGroup, 'create');
  logGroup.cfnOptions.condition = makesLogGroup;
  // If the group stayed, it would block a new stack with the same name.
  logGroup.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  logGroup.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;

  const grants = functionGrants({
    lake,
    model: modelArns(stack, parameters),
    hasGuardrail,
    logGroupName: NAMES.functionLogGroup,
  });
  const role = new CfnRole(stack, 'MCPLambdaRole', {
    roleName: NAMES.role,
    assumeRolePolicyDocument: trusting('lambda.amazonaws.com'),
    permissionsBoundary: boundary,
    policies: [{ policyName: 'CaseInsightsMCP', policyDocument: policyDocument(grants) }],
  });
  acknowledgeWildcards(role, grants);
  role.cfnOptions.metadata = { [REASONS]: reasons(grants) };

  return new CfnFunction(stack, 'MCPLambdaFunction', {
    functionName: NAMES.function,
    description: 'Case Insights MCP server',
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'lambda.handler',
    code,
    role: role.attrArn,
    timeout: LONGEST_CALL_SECONDS,
    memorySize: 1024,
    reservedConcurrentExecutions: chooseNumber(
      isSet(stack, 'HasReservedConcurrency', parameters.ReservedConcurrency),
      parameters.ReservedConcurrency.valueAsString,
    ),
    loggingConfig: {
      // The group has to exist first; otherwise Lambda creates one without retention at the first call.
      logGroup: chooseText(makesLogGroup, logGroup.ref, NAMES.functionLogGroup),
    },
    environment: {
      variables: {
        ATHENA_DATABASE: lake.database,
        ATHENA_WORKGROUP: lake.workGroup,
        ATHENA_REUSE_MINUTES: parameters.ResultReuseMinutes.valueAsString,
        RESULTS_BUCKET: lake.resultsBucket,
        BEDROCK_MODEL_ID: parameters.BedrockModelId.valueAsString,
        BEDROCK_GUARDRAIL_ID: parameters.BedrockGuardrailId.valueAsString,
        BEDROCK_GUARDRAIL_VERSION: parameters.BedrockGuardrailVersion.valueAsString,
        CASE_TABLE: parameters.CaseTableName.valueAsString,
        CASE_TABLES: parameters.MoreTables.valueAsString,
        DATA_SCOPES: parameters.DataScopes.valueAsString,
        CORS_ALLOWED_ORIGINS: chooseText(pagesMayCall, parameters.CorsAllowedOrigins.valueAsString, ''),
        POWERTOOLS_LOG_LEVEL: parameters.LogLevel.valueAsString,
        POWERTOOLS_SERVICE_NAME: NAMES.function,
      },
    },
  });
}

export function trusting(service: string): object {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  };
}
