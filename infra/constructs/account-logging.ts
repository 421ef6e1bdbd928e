import { Aws, CfnDeletionPolicy, type CfnCondition, type Stack } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Parameters } from './parameters.ts';
import { acknowledge } from './acknowledge.ts';
import { isEqual } from './condition.ts';
import { trusting } from './function.ts';
import type { Shared } from './shared.ts';

export interface AccountLogging {
  readonly isSetHere: CfnCondition;
  readonly account: CfnAccount;
}

/**
 * The role that API Gateway writes logs by, for all APIs of the account in the Region; only where it is asked for.
 * Both stay when the stack goes, for other APIs may log by them.
 */
export function addAccountLogging(stack: Stack, parameters: Parameters, { boundary }: Shared): AccountLogging {
  const isSetHere = isEqual(stack, 'SetsAccountLogging', parameters.ApiGatewayAccountLogging, 'true');
  const role = new CfnRole(stack, 'ApiGatewayCloudWatchLogsRole', {
    assumeRolePolicyDocument: trusting('apigateway.amazonaws.com'),
    managedPolicyArns: [`arn:${Aws.PARTITION}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`],
    permissionsBoundary: boundary,
  });
  acknowledge(
    role,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    'The policy that AWS keeps for this one purpose; API Gateway asks for no less.',
  );
  const account = new CfnAccount(stack, 'ApiGatewayAccount', { cloudWatchRoleArn: role.attrArn });
  for (const resource of [role, account]) {
    resource.cfnOptions.condition = isSetHere;
    resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
    resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  }
  return { isSetHere, account };
}
