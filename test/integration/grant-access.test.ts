import {
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCrossAccount } from '../../extension/aws/access/cross-account.ts';
import { grantAccess, listCandidates, listGrantees, revokeAccess } from '../../extension/aws/access/grant-access.ts';
import { hasMoto, startMoto, type Moto } from '../support/moto.ts';

if (!hasMoto()) process.stderr.write('moto_server is not installed: the tests of granting access are left out.\n');

const POLICY = { policyArn: 'arn:aws:iam::123456789012:policy/MCPCaseInsights-UserAccess-acme' };
const ANYONE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
});

describe.skipIf(!hasMoto())("access, at moto's IAM,", () => {
  let moto: Moto;
  let iam: IAMClient;
  let policyArn = '';
  beforeAll(async () => {
    moto = await startMoto();
    iam = new IAMClient({
      endpoint: moto.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDMOTO', secretAccessKey: 'secret' },
    });
    for (const UserName of ['zoe', 'ann']) await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new CreateGroupCommand({ GroupName: 'leads' }));
    const role = (RoleName: string, Path: string) =>
      iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: ANYONE }));
    await role('analyst', '/');
    await role('AWSReservedSSO_Ops_1', '/aws-reserved/sso.amazonaws.com/eu-central-1/');
    await role('AWSServiceRoleForSupport', '/aws-service-role/support.amazonaws.com/');
    const made = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'MCPCaseInsights-UserAccess-acme',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*' }],
        }),
      }),
    );
    policyArn = made.Policy?.Arn ?? '';
  });
  afterAll(async () => {
    iam.destroy();
    await moto.stop();
  });

  it('can be given to users, roles and groups, sorted, without the roles of AWS services', async () => {
    expect((await listCandidates(iam, 'user')).map(({ name }) => name)).toEqual(['ann', 'zoe']);
    expect(await listCandidates(iam, 'group')).toEqual([{ kind: 'group', name: 'leads', managedBySso: false }]);
    expect(await listCandidates(iam, 'role')).toEqual([
      { kind: 'role', name: 'analyst', managedBySso: false },
      { kind: 'role', name: 'AWSReservedSSO_Ops_1', managedBySso: true },
    ]);
  });

  it('is given, shown and taken back, each as often as one likes', async () => {
    const all = [
      { kind: 'user', name: 'ann' },
      { kind: 'role', name: 'analyst' },
      { kind: 'group', name: 'leads' },
    ] as const;
    expect(await listGrantees(iam, policyArn)).toEqual([]);
    for (const grantee of [...all, all[0]]) await grantAccess(iam, policyArn, grantee);
    expect(await listGrantees(iam, policyArn)).toEqual(all);
    for (const grantee of [...all, all[0]]) await revokeAccess(iam, policyArn, grantee);
    expect(await listGrantees(iam, policyArn)).toEqual([]);
  });

  it('cannot be given to nobody', async () => {
    await expect(grantAccess(iam, policyArn, { kind: 'user', name: 'nobody' })).rejects.toMatchObject({
      message: expect.stringContaining('attach the policy to user nobody') as unknown,
    });
  });
});

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
