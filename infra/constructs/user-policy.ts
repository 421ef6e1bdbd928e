import { Fn, type Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { acknowledgeWildcards } from './acknowledge.ts';
import { policyDocument, REASONS, reasons, type Grant } from './grant.ts';
import { NAMES } from './names.ts';

/** Adds the policy that lets its users and roles call the API. */
export function addUserPolicy(stack: Stack): CfnManagedPolicy {
  const grants: readonly Grant[] = [
    {
      sid: 'CallServer',
      reason: 'Calls this API, every path of this stage; which cases a caller sees is decided by the server.',
      actions: ['execute-api:Invoke'],
      resources: [
        Fn.sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${MCPApiGateway}/${StageName}/*'),
      ],
    },
  ];
  const policy = new CfnManagedPolicy(stack, 'MCPUserPolicy', {
    managedPolicyName: NAMES.userPolicy,
    // Another description would be another policy, and whoever it is attached to would lose it.
    description: 'Allows access to the MCP Case Insights API',
    policyDocument: policyDocument(grants),
  });
  acknowledgeWildcards(policy, grants);
  policy.cfnOptions.metadata = { [REASONS]: reasons(grants) };
  return policy;
}
