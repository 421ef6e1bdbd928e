import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  paginateListEntitiesForPolicy,
  paginateListGroups,
  paginateListRoles,
  paginateListUsers,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError } from '../explain-aws-error.ts';

export type GranteeKind = 'user' | 'role' | 'group';

/** A user, role or group that a policy can be attached to. */
export interface Grantee {
  readonly kind: GranteeKind;
  readonly name: string;
}

export interface Candidate extends Grantee {
  /** A role of single sign-on, whose policies IAM Identity Center alone may change. */
  readonly managedBySso: boolean;
}

/** Who has the policy now, by kind and name. Rejects with a CaseInsightsError; needs `iam:ListEntitiesForPolicy`. */
export async function listGrantees(client: IAMClient, policyArn: string): Promise<readonly Grantee[]> {
  const found: Grantee[] = [];
  try {
    for await (const page of paginateListEntitiesForPolicy({ client }, { PolicyArn: policyArn })) {
      found.push(
        ...(page.PolicyUsers ?? []).map(({ UserName: name = '' }): Grantee => ({ kind: 'user', name })),
        ...(page.PolicyRoles ?? []).map(({ RoleName: name = '' }): Grantee => ({ kind: 'role', name })),
        ...(page.PolicyGroups ?? []).map(({ GroupName: name = '' }): Grantee => ({ kind: 'group', name })),
      );
    }
  } catch (thrown) {
    throw explainAwsError(thrown, 'list the users, roles and groups that have the policy');
  }
  return found.sort(byName);
}

/** Roles of AWS services cannot be given policies. */
const SERVICE_ROLE = '/aws-service-role/';
const SSO_ROLE = '/aws-reserved/sso.amazonaws.com/';

/**
 * Users, roles or groups of the account that the policy could be given to. Rejects with a CaseInsightsError; needs
 * `iam:ListUsers`, `iam:ListRoles` or `iam:ListGroups`.
 */
export async function listCandidates(client: IAMClient, kind: GranteeKind): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  const add = (name: string, path = '/') => {
    if (!path.startsWith(SERVICE_ROLE)) found.push({ kind, name, managedBySso: path.startsWith(SSO_ROLE) });
  };
  try {
    switch (kind) {
      case 'user':
        for await (const { Users = [] } of paginateListUsers({ client }, {})) {
          for (const { UserName = '', Path } of Users) add(UserName, Path);
        }
        break;
      case 'role':
        for await (const { Roles = [] } of paginateListRoles({ client }, {})) {
          for (const { RoleName = '', Path } of Roles) add(RoleName, Path);
        }
        break;
      case 'group':
        for await (const { Groups = [] } of paginateListGroups({ client }, {})) {
          for (const { GroupName = '', Path } of Groups) add(GroupName, Path);
        }
    }
  } catch (thrown) {
    throw explainAwsError(thrown, `list the ${kind}s of the account`);
  }
  return found.sort(byName);
}

type Change = (client: IAMClient, PolicyArn: string, name: string) => Promise<unknown>;

const ATTACH: Readonly<Record<GranteeKind, Change>> = {
  user: (client, PolicyArn, UserName) => client.send(new AttachUserPolicyCommand({ PolicyArn, UserName })),
  role: (client, PolicyArn, RoleName) => client.send(new AttachRolePolicyCommand({ PolicyArn, RoleName })),
  group: (client, PolicyArn, GroupName) => client.send(new AttachGroupPolicyCommand({ PolicyArn, GroupName })),
};

const DETACH: Readonly<Record<GranteeKind, Change>> = {
  user: (client, PolicyArn, UserName) => client.send(new DetachUserPolicyCommand({ PolicyArn, UserName })),
  role: (client, PolicyArn, RoleName) => client.send(new DetachRolePolicyCommand({ PolicyArn, RoleName })),
  group: (client, PolicyArn, GroupName) => client.send(new DetachGroupPolicyCommand({ PolicyArn, GroupName })),
};

/** Attaches the policy; attaching it twice succeeds. Rejects with a CaseInsightsError. */
export async function grantAccess(client: IAMClient, policyArn: string, { kind, name }: Grantee): Promise<void> {
  try {
    await ATTACH[kind](client, policyArn, name);
  } catch (thrown) {
    throw explainGrant(thrown, `attach the policy to ${kind} ${name}`);
  }
}

/** Detaches the policy; succeeds if it is not attached. Rejects with a CaseInsightsError. */
export async function revokeAccess(client: IAMClient, policyArn: string, { kind, name }: Grantee): Promise<void> {
  try {
    await DETACH[kind](client, policyArn, name);
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name.startsWith('NoSuchEntity')) return;
    throw explainGrant(thrown, `detach the policy from ${kind} ${name}`);
  }
}

function explainGrant(thrown: unknown, doing: string): CaseInsightsError {
  if (thrown instanceof Error && thrown.name.startsWith('UnmodifiableEntity')) {
    return new CaseInsightsError(
      'NOT_AUTHORIZED',
      `AWS refused to ${doing}: IAM Identity Center manages this role.`,
      'Add the policy by name to the permission set in IAM Identity Center, under customer managed policies.',
      { cause: thrown },
    );
  }
  return explainAwsError(thrown, doing);
}

const KINDS: readonly GranteeKind[] = ['user', 'role', 'group'];

function byName(a: Grantee, b: Grantee): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name, 'en');
}
