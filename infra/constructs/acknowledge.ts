import { Stack, Validations, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Grant } from './grant.ts';

/** A finding of cdk-nag or of the CDK's own validation that is as it should be, and why. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  const pack = rule.startsWith('W') ? 'CloudFormation-Validate' : 'AwsSolutions';
  Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason });
}

/** The wildcards in a policy's resources, each for the reason of its statement; cdk-nag names a finding by the text. */
export function acknowledgeWildcards(policy: CfnResource, grants: readonly Grant[]): void {
  for (const { resources, reason } of grants) {
    for (const resource of resources) {
      const resolved = Stack.of(policy).resolve(resource) as Resolved;
      const text = nagged(resolved);
      if (text.includes('*')) acknowledge(policy, `AwsSolutions-IAM5[Resource::${text}]`, reason);
    }
  }
}

type Resolved = string | { readonly 'Fn::Sub'?: unknown };

function nagged(resource: Resolved): string {
  if (typeof resource === 'string') return resource;
  const substituted = resource['Fn::Sub'];
  return typeof substituted === 'string'
    ? substituted.replace(/\$\{(.+?)\}/g, '<$1>')
    : JSON.stringify(substituted ?? resource);
}
