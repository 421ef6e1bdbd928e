import type { ResourceChange } from '@aws-sdk/client-cloudformation';
import { readGrants, type Grant } from './grants.ts';

export interface PermissionGrowth {
  readonly logicalId: string;
  /** One sentence, such as "MCPLambdaRole may from now on perform athena:StopQueryExecution on arn:...". */
  readonly sentence: string;
  /** The grant names every action of a service, every resource or every caller. */
  readonly broad: boolean;
}

/**
 * What a change to a resource allows that was not allowed before. Where CloudFormation gives no property values for a
 * resource that grants permissions, one sentence says so, because silence would look like no growth.
 */
export function readPermissionGrowth(change: ResourceChange): readonly PermissionGrowth[] {
  const { LogicalResourceId: logicalId = '', ResourceType: type = '', Action: action } = change;
  if (!GRANTING.test(type) || action === 'Remove') return [];
  const after = propertiesIn(change.AfterContext);
  if (after === undefined) {
    const sentence = `${logicalId} (${type}) ${action === 'Add' ? 'grants' : 'may grant other'} permissions that CloudFormation does not list. See the template.`;
    return [{ logicalId, sentence, broad: false }];
  }
  const before = propertiesIn(change.BeforeContext);
  // A replaced Deny is a permission too.
  const had = new Set((before === undefined ? [] : readGrants(type, before)).map(keyOf));
  const has = readGrants(type, after);
  const hasKeys = new Set(has.map(keyOf));
  const gained = has.filter((grant) => grant.effect === 'Allow' && !had.has(keyOf(grant)));
  const freed = (before === undefined ? [] : readGrants(type, before)).filter(
    (grant) => grant.effect === 'Deny' && !hasKeys.has(keyOf(grant)),
  );
  return [
    ...merge(gained).map((grant) => ({ logicalId, sentence: sentenceOf(logicalId, grant), broad: isBroad(grant) })),
    ...merge(freed).map((grant) => ({
      logicalId,
      sentence: `${logicalId} will no longer be denied ${grant.actions.join(', ')} on ${grant.resources.join(', ')}.`,
      broad: isBroad(grant),
    })),
  ];
}

const GRANTING =
  /^AWS::IAM::(Role|Policy|ManagedPolicy|RolePolicy|UserPolicy|GroupPolicy)$|^AWS::Lambda::Permission$|^AWS::(S3::Bucket|SQS::Queue|SNS::Topic)Policy$/;

function propertiesIn(context: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (context === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(context);
    const properties: unknown = isRecord(parsed) ? parsed['Properties'] : undefined;
    return isRecord(properties) ? properties : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keyOf(grant: Grant): string {
  return JSON.stringify([grant.effect, grant.kind, grant.who, grant.action, grant.resource, grant.condition]);
}

interface MergedGrant extends Pick<Grant, 'effect' | 'kind' | 'who' | 'condition'> {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Grants that differ in nothing but the action, then in nothing but the resource, become one sentence. */
function merge(grants: readonly Grant[]): readonly MergedGrant[] {
  const byResource = gather(
    grants.map(({ action, resource, ...rest }) => ({ ...rest, actions: [action], resources: [resource] })),
    ({ resources, kind, who, condition }) => JSON.stringify([kind, who, condition, resources]),
  );
  return gather(byResource, ({ actions, kind, who, condition }) => JSON.stringify([kind, who, condition, actions]));
}

function gather(grants: readonly MergedGrant[], keyOf: (grant: MergedGrant) => string): readonly MergedGrant[] {
  const gathered = new Map<string, MergedGrant>();
  for (const grant of grants) {
    const key = keyOf(grant);
    const other = gathered.get(key);
    gathered.set(key, {
      ...grant,
      actions: [...new Set([...(other?.actions ?? []), ...grant.actions])],
      resources: [...new Set([...(other?.resources ?? []), ...grant.resources])],
    });
  }
  return [...gathered.values()];
}

function sentenceOf(logicalId: string, { kind, who, actions, resources, condition }: MergedGrant): string {
  const limited = condition === '' ? '' : `, if ${condition}`;
  switch (kind) {
    case 'policy':
      return `${logicalId} will allow ${actions.join(', ')} on ${resources.join(', ')}${who === '' ? '' : ` to ${who}`}${limited}.`;
    case 'trust':
      return `${who} will be able to assume the role ${logicalId} (${actions.join(', ')})${limited}.`;
    case 'managed-policy':
      return `${logicalId} gets the managed policies ${resources.join(', ')}.`;
    case 'invoke':
      return `${who} will be able to call ${resources.join(', ')} (${actions.join(', ')})${limited}.`;
  }
}

function isBroad({ kind, who, actions, resources }: MergedGrant): boolean {
  if (who === '*') return true;
  if (kind === 'managed-policy')
    return resources.some((arn) => /(AdministratorAccess|FullAccess|PowerUserAccess)$/.test(arn));
  if (kind !== 'policy') return false;
  return actions.some((action) => action === '*' || action.endsWith(':*')) || resources.includes('*');
}
