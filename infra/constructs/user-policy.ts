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
      reason: 'Calls every path of this stage of the API. The server decides which cases a caller can see.',
      actions: ['execute-api:Invoke'],
      resources: [
        Fn.sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${MCPApiGateway}/${StageName}/*'),
      ],
    },
  ];
  const policy = new CfnManagedPolicy(stack, 'MCPUserPolicy', {
    managedPolicyName: NAMES.userPolicy,
    // A different description would replace the policy, and its users and roles would lose it.
    description: 'Allows access to the MCP Case Insights API',
    policyDocument: policyDocument(grants),
  });
  acknowledgeWildcards(policy, grants);
  policy.cfnOptions.metadata = { [REASONS]: reasons(grants) };
  return policy;
}
