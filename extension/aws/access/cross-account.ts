export interface CrossAccount {
  /** ARN of the deployment's policy for users. */
  readonly policyArn: string;
  /** The account whose people are let in. */
  readonly trustedAccount: string;
  /** Name of the role that they assume, in the server's account. */
  readonly roleName: string;
  /** Text that the other side must know, where a third party assumes the role. */
  readonly externalId?: string | undefined;
}

export interface CrossAccountTexts {
  /** The role's trust policy, as JSON. */
  readonly trustPolicy: string;
  readonly roleArn: string;
  /** For the AWS CLI, to be run in the server's account. */
  readonly commands: readonly string[];
  /** For `~/.aws/config` of people in the other account. */
  readonly profile: string;
}

/**
 * What lets people of another account in: a role in the server's account that they assume. Throws a RangeError where
 * the account, the role's name or the policy's ARN is none.
 */
export function writeCrossAccount({
  policyArn,
  trustedAccount,
  roleName,
  externalId,
}: CrossAccount): CrossAccountTexts {
  const [, partition, account] = /^arn:([\w-]+):iam::(\d{12}):policy\/[\w+=,.@/-]+$/.exec(policyArn) ?? [];
  if (partition === undefined || account === undefined) throw new RangeError(`not a policy ARN:  ${policyArn}`);
  if (!/^\d{12}$/.test(trustedAccount)) throw new RangeError(`an account has 12 digits: ${trustedAccount}`);
  if (!/^[\w+=,.@-]{1,64}$/.test(roleName)) throw new RangeError(`not a role name:  ${roleName}`);
  if (externalId !== undefined && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId))
    throw new RangeError('not an external ID');
  const roleArn = `arn:${partition}:iam::${account}:role/${roleName}`;
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${trustedAccount}:root` },
        Action: 'sts:AssumeRole',
        ...(externalId !== undefined && { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
      },
    ],
  };
  return {
    trustPolicy: JSON.stringify(trust, undefined, 2),
    roleArn,
    commands: [
      `aws iam create-role --role-name ${roleName} --assume-role-policy-document file://trust-policy.json`,
      `aws iam attach-role-policy --role-name ${roleName} --policy-arn ${policyArn}`,
    ],
    profile: [
      '[profile case-insights]',
      `role_arn = ${roleArn}`,
      'source_profile = default',
      ...(externalId === undefined ? [] : [`external_id = ${externalId}`]),
    ].join('\n'),
  };
}
