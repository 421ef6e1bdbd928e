import type { CfnCondition, Stack } from 'aws-cdk-lib';
import type { Parameters } from './parameters.ts';
import { chooseText, isEqual, isSet } from './condition.ts';

/** What several resources take from the same parameters. */
export interface Shared {
  /** The permissions boundary of every role; none where none is given. */
  readonly boundary: string;
  /** The key of every log group. */
  readonly logKey: string;
  readonly pagesMayCall: CfnCondition;
  readonly isPrivate: CfnCondition;
}

export function addShared(stack: Stack, parameters: Parameters): Shared {
  const { PermissionsBoundaryArn, LogKmsKeyArn, EnableCORS, VpcEndpointIds } = parameters;
  return {
    boundary: chooseText(isSet(stack, 'HasBoundary', PermissionsBoundaryArn), PermissionsBoundaryArn.valueAsString),
    logKey: chooseText(isSet(stack, 'HasLogKey', LogKmsKeyArn), LogKmsKeyArn.valueAsString),
    pagesMayCall: isEqual(stack, 'PagesMayCall', EnableCORS, 'true'),
    isPrivate: isSet(stack, 'IsPrivate', VpcEndpointIds),
  };
}
