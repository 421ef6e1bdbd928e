import {
  GetRoleCommand,
  paginateSimulatePrincipalPolicy,
  type EvaluationResult,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { abortWith } from '../abort-with.ts';
import type { Need } from './deployer-needs.ts';

export interface Simulation {
  /** Actions that nothing allows. */
  readonly denied: readonly string[];
  /** Actions that a policy denies outright, or that a boundary or the organization does not let through. */
  readonly forbidden: readonly string[];
}

/**
 * Which of `needs` the caller lacks, by its own policies, its boundary and the organization's policies. Resource and
 * session policies are not considered. Rejects with what the client throws; needs `iam:SimulatePrincipalPolicy`.
 */
export async function simulatePermissions(
  client: IAMClient,
  callerArn: string,
  needs: readonly Need[],
  signal?: AbortSignal,
): Promise<Simulation> {
  const principal = await findPrincipal(client, callerArn);
  const results = await Promise.all(needs.map((need) => simulate(client, principal, need, signal)));
  const lacking = results.flat().filter(({ EvalDecision }) => EvalDecision !== 'allowed');
  const name = ({ EvalActionName = '' }: EvaluationResult) => EvalActionName;
  return {
    forbidden: lacking.filter(isForbidden).map(name),
    denied: lacking.filter((result) => !isForbidden(result)).map(name),
  };
}

async function simulate(
  client: IAMClient,
  principal: string,
  { actions, resource }: Need,
  signal: AbortSignal | undefined,
): Promise<readonly EvaluationResult[]> {
  const results: EvaluationResult[] = [];
  const pages = paginateSimulatePrincipalPolicy(
    { client },
    {
      PolicySourceArn: principal,
      ActionNames: [...actions],
      ResourceArns: [resource],
      ContextEntries: [
        { ContextKeyName: 'iam:PassedToService', ContextKeyType: 'string', ContextKeyValues: ['lambda.amazonaws.com'] },
      ],
    },
    abortWith(signal),
  );
  for await (const { EvaluationResults = [] } of pages) results.push(...EvaluationResults);
  return results;
}

function isForbidden(result: EvaluationResult): boolean {
  return (
    result.EvalDecision === 'explicitDeny' ||
    result.OrganizationsDecisionDetail?.AllowedByOrganizations === false ||
    result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false
  );
}

/** Policies are attached to the role, not to its session, and the session's ARN lacks the role's path. */
async function findPrincipal(client: IAMClient, callerArn: string): Promise<string> {
  const [, partition, account, name] = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn) ?? [];
  if (partition === undefined || account === undefined || name === undefined) return callerArn;
  const guess = `arn:${partition}:iam::${account}:role/${name}`;
  try {
    const { Role } = await client.send(new GetRoleCommand({ RoleName: name }));
    return Role?.Arn ?? guess;
  } catch {
    // A caller without permission to read roles may still simulate.
    return guess;
  }
}
