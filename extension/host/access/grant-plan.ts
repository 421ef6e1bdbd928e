import type { Candidate, Grantee } from '../../aws/access/grant-access.ts';

/** What a selection changes. */
export interface GrantPlan {
  readonly attach: readonly Grantee[];
  readonly detach: readonly Grantee[];
  /** Picked, but only IAM Identity Center may give them anything. */
  readonly throughSso: readonly Candidate[];
  /** Deselected, but only IAM Identity Center may remove them. */
  readonly fromSso: readonly Candidate[];
}

/** The changes from who has the policy now to who was selected, limited to these candidates. */
export function planGrants(
  candidates: readonly Candidate[],
  selected: readonly Candidate[],
  grantees: readonly Grantee[],
): GrantPlan {
  const has = (candidate: Grantee) =>
    grantees.some(({ kind, name }) => kind === candidate.kind && name === candidate.name);
  const wanted = selected.filter((candidate) => !has(candidate));
  const unwanted = candidates.filter((candidate) => has(candidate) && !selected.includes(candidate));
  const toGrantee = ({ kind, name }: Candidate): Grantee => ({ kind, name });
  return {
    attach: wanted.filter(({ managedBySso }) => !managedBySso).map(toGrantee),
    detach: unwanted.filter(({ managedBySso }) => !managedBySso).map(toGrantee),
    throughSso: wanted.filter(({ managedBySso }) => managedBySso),
    fromSso: unwanted.filter(({ managedBySso }) => managedBySso),
  };
}

/** The permission set in the name of a role that IAM Identity Center made: `AWSReservedSSO_SET_0123456789abcdef`. */
export function permissionSetOf(roleName: string): string {
  return /^AWSReservedSSO_(.+)_[0-9a-f]+$/i.exec(roleName)?.[1] ?? roleName;
}
