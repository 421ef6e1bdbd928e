import {
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantAccess, listCandidates, listGrantees, revokeAccess } from '../../extension/aws/access/grant-access.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';

const ANYONE = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }],
});

describe("access, at moto's IAM,", needs('python'), () => {
  let iam: IAMClient;
  let policyArn = '';
  beforeAll(async () => {
    iam = new IAMClient({
      endpoint: await emptyMoto(),
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
  afterAll(() => {
    iam.destroy();
  });

  it('can be given to users, roles and groups, sorted, without the roles of AWS services', async () => {
    expect((await listCandidates(iam, 'user')).map(({ name }) => name)).toEqual(['ann', 'zoe']);
    expect(await listCandidates(iam, 'group')).toEqual([{ kind: 'group', name: 'leads', managedBySso: false }]);
    expect(await listCandidates(iam, 'role')).toEqual([
      { kind: 'role', name: 'analyst', managedBySso: false },
      { kind: 'role', name: 'AWSReservedSSO_Ops_1', managedBySso: true },
    ]);
  });

  it('is granted, listed and revoked, each as often as one likes', async () => {
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
