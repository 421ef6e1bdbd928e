import type { Change, ResourceChange } from '@aws-sdk/client-cloudformation';
import { readPermissionGrowth, type PermissionGrowth } from './permission-growth.ts';

export type ChangeKind = 'add' | 'change' | 'replace' | 'may-replace' | 'remove' | 'import';

export interface PlannedChange {
  readonly kind: ChangeKind;
  readonly logicalId: string;
  /** Such as `AWS::Lambda::Function`. */
  readonly type: string;
  readonly physicalId: string | undefined;
  /** Names of the properties that change; empty for a resource that is added or removed. */
  readonly properties: readonly string[];
  /** In words, what a person should know before; undefined where there is nothing special. */
  readonly warning: string | undefined;
}

export interface ChangeSummary {
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** By what they are for, the largest risk first within each group. */
  readonly groups: readonly { readonly title: string; readonly changes: readonly PlannedChange[] }[];
  /** One sentence each: replacements and removals. */
  readonly warnings: readonly string[];
  /** Permissions that the change adds. */
  readonly permissions: readonly PermissionGrowth[];
}

/** What a change set will do, from DescribeChangeSet's changes, asked for with their property values. */
export function summarizeChanges(changes: readonly Change[]): ChangeSummary {
  const resources = changes.flatMap(({ ResourceChange: change }) => (change === undefined ? [] : [change]));
  const planned = resources.map(plan);
  const counts = { add: 0, change: 0, replace: 0, 'may-replace': 0, remove: 0, import: 0 };
  for (const { kind } of planned) counts[kind] += 1;
  return {
    counts,
    groups: group(planned),
    warnings: planned.flatMap(({ warning }) => (warning === undefined ? [] : [warning])),
    permissions: resources.flatMap(readPermissionGrowth),
  };
}

function plan(change: ResourceChange): PlannedChange {
  const kind = kindOf(change);
  const logicalId = change.LogicalResourceId ?? '';
  const type = change.ResourceType ?? '';
  return {
    kind,
    logicalId,
    type,
    physicalId: change.PhysicalResourceId,
    properties: [...new Set((change.Details ?? []).flatMap(({ Target }) => Target?.Name ?? Target?.Attribute ?? []))],
    warning: warn(kind, `${logicalId} (${type})`, type, change),
  };
}

function kindOf({ Action: action, Replacement: replacement }: ResourceChange): ChangeKind {
  switch (action) {
    case 'Add':
      return 'add';
    case 'Remove':
      return 'remove';
    case 'Import':
      return 'import';
    case 'Modify':
    case 'Dynamic':
    case 'SyncWithActual':
    case undefined:
      return replacement === 'True' ? 'replace' : replacement === 'Conditional' ? 'may-replace' : 'change';
  }
}

function warn(kind: ChangeKind, who: string, type: string, { PolicyAction: policy }: ResourceChange) {
  if (kind === 'remove') {
    if (policy === 'Retain') return `${who} is removed from the stack but stays in the account.`;
    return `${who} is removed${policy === 'Snapshot' ? ' after a snapshot' : ''}.${LOST[type] === undefined ? '' : ` ${LOST[type]}`}`;
  }
  if (kind !== 'replace' && kind !== 'may-replace') return undefined;
  const what = kind === 'replace' ? 'is replaced by a new one' : 'may be replaced by a new one';
  const kept = policy === 'ReplaceAndRetain' ? ' The old one stays in the account.' : '';
  return `${who} ${what}.${kept}${kept === '' && LOST[type] !== undefined ? ` ${LOST[type]}` : ''}`;
}

/** What is lost together with a resource. */
const LOST: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': "The endpoint's address changes, so every client must be connected again.",
  'AWS::ApiGateway::Stage':
    'The endpoint does not answer during the replacement, and its address changes if the stage is renamed.',
  'AWS::IAM::ManagedPolicy': 'Users, roles and groups that have the policy lose it.',
  'AWS::IAM::Role': 'The old role is deleted, and permissions that others gave it by name no longer apply.',
  'AWS::Lambda::Function': 'The old function is deleted, and permissions that others gave it by name no longer apply.',
  'AWS::Logs::LogGroup': 'Its logs are lost.',
  'AWS::S3::Bucket': 'A bucket with objects in it is not deleted.',
};

const GROUPS: readonly { readonly title: string; readonly types: RegExp }[] = [
  { title: 'Permissions', types: /^AWS::IAM::|::Permission$|Policy$/ },
  { title: 'Function', types: /^AWS::Lambda::/ },
  { title: 'API', types: /^AWS::(ApiGateway|ApiGatewayV2|WAFv2)::/ },
  { title: 'Logs and alarms', types: /^AWS::(Logs|CloudWatch|XRay|SNS|Events)::/ },
  { title: 'Storage', types: /^AWS::(S3|DynamoDB|KMS|Glue|Athena)::/ },
  { title: 'Other', types: /./ },
];

const RISK: readonly ChangeKind[] = ['remove', 'replace', 'may-replace', 'change', 'add', 'import'];

function group(planned: readonly PlannedChange[]): ChangeSummary['groups'] {
  const groupOf = ({ type }: PlannedChange) => GROUPS.find(({ types }) => types.test(type)) ?? GROUPS.at(-1);
  return GROUPS.flatMap((each) => {
    const { title } = each;
    const changes = planned
      .filter((change) => groupOf(change) === each)
      .sort((a, b) => RISK.indexOf(a.kind) - RISK.indexOf(b.kind));
    return changes.length === 0 ? [] : [{ title, changes }];
  });
}
