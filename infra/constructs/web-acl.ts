import { Fn, type Stack } from 'aws-cdk-lib';
import type { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { Parameters } from './parameters.ts';
import { isSet } from './condition.ts';

/** Puts an existing web ACL in front of the stage. */
export function addWebAcl(stack: Stack, parameters: Parameters, stage: CfnStage): void {
  const association = new CfnWebACLAssociation(stack, 'MCPWebAclAssociation', {
    webAclArn: parameters.WebAclArn.valueAsString,
    resourceArn: Fn.sub(
      'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${MCPApiGateway}/stages/${StageName}',
    ),
  });
  association.cfnOptions.condition = isSet(stack, 'HasWebAcl', parameters.WebAclArn);
  association.addResourceDependency(stage);
}
