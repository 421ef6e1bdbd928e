import { describe, expect, it } from 'vitest';
import { writeCrossAccount } from '../../../extension/aws/access/cross-account.ts';

const POLICY = { policyArn: 'arn:aws:iam::123456789012:policy/MCPCaseInsights-UserAccess-acme' };

describe('another account', () => {
  it('is let in through a role that its people assume', () => {
    const texts = writeCrossAccount({
      ...POLICY,
      trustedAccount: '444455556666',
      roleName: 'CrossAccountMCPAccess',
      externalId: 'x-42',
    });
    expect(JSON.parse(texts.trustPolicy)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'sts:ExternalId': 'x-42' } },
        },
      ],
    });
    expect(texts.roleArn).toBe('arn:aws:iam::123456789012:role/CrossAccountMCPAccess');
    expect(texts.commands[1]).toContain(`--policy-arn ${POLICY.policyArn}`);
    expect(texts.profile).toContain('external_id = x-42');
  });

  it.each([
    { trustedAccount: '4444' },
    { roleName: 'a; rm -rf /' },
    { roleName: 'x'.repeat(65) },
    { policyArn: 'arn:aws:iam::1:policy/$(id)' },
    { externalId: '`id`' },
  ])('is not written from %o', (wrong) => {
    expect(() => writeCrossAccount({ ...POLICY, trustedAccount: '444455556666', roleName: 'R', ...wrong })).toThrow(
      RangeError,
    );
  });
});
