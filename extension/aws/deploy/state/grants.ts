import { z } from 'zod';

/** One action on one resource, allowed or denied. */
export interface Grant {
  readonly kind: 'policy' | 'trust' | 'managed-policy' | 'invoke';
  readonly effect: 'Allow' | 'Deny';
  /** The principal; empty for the identity that the policy is attached to. */
  readonly who: string;
  readonly action: string;
  readonly resource: string;
  /** The condition as JSON; empty without one. */
  readonly condition: string;
}

const list = z.union([z.array(z.unknown()), z.unknown().transform((one) => (one === undefined ? [] : [one]))]);

const statement = z.looseObject({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list.optional(),
  NotAction: list.optional(),
  Resource: list.optional(),
  NotResource: list.optional(),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});

const document = z.looseObject({ Statement: list });
const inlinePolicies = z.array(z.looseObject({ PolicyDocument: z.unknown() })).catch([]);

/**
 * What the properties of a resource grant, as a template or a change set's context gives them. Values that are not
 * known yet stay as they are written.
 */
export function readGrants(type: string, properties: Readonly<Record<string, unknown>>): readonly Grant[] {
  if (type === 'AWS::Lambda::Permission') {
    return [
      {
        kind: 'invoke',
        effect: 'Allow',
        who: text(properties['Principal']),
        action: text(properties['Action']),
        resource: text(properties['FunctionName']),
        condition: ['SourceArn', 'SourceAccount', 'PrincipalOrgID']
          .flatMap((name) => (properties[name] === undefined ? [] : [`${name}=${text(properties[name])}`]))
          .join(', '),
      },
    ];
  }
  const managed = list.catch([]).parse(properties['ManagedPolicyArns']);
  return [
    ...statementsIn(properties['PolicyDocument'], 'policy'),
    ...inlinePolicies
      .parse(properties['Policies'])
      .flatMap(({ PolicyDocument }) => statementsIn(PolicyDocument, 'policy')),
    ...statementsIn(properties['AssumeRolePolicyDocument'], 'trust'),
    ...managed.map((arn): Grant => ({ ...NO_LIMIT, kind: 'managed-policy', resource: text(arn) })),
  ];
}

const NO_LIMIT: Omit<Grant, 'kind' | 'resource'> = { effect: 'Allow', who: '', action: '', condition: '' };

function statementsIn(source: unknown, kind: 'policy' | 'trust'): readonly Grant[] {
  const parsed = document.safeParse(typeof source === 'string' ? parseJson(source) : source);
  if (!parsed.success) return [];
  return parsed.data.Statement.flatMap((raw) => {
    const read = statement.safeParse(raw);
    if (!read.success) return [];
    const { Effect: effect, Action, NotAction, Resource, NotResource, Principal, Condition } = read.data;
    const condition = Condition === undefined ? '' : JSON.stringify(Condition);
    return principalsIn(Principal).flatMap((who) =>
      named(Action, NotAction).flatMap((action) =>
        named(Resource, NotResource).map((resource) => ({ kind, effect, who, action, resource, condition })),
      ),
    );
  });
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function named(those: readonly unknown[] | undefined, not: readonly unknown[] | undefined): readonly string[] {
  if (those !== undefined && those.length > 0) return those.map(text);
  if (not !== undefined && not.length > 0) return [`everything but ${not.map(text).join(', ')}`];
  return [''];
}

function principalsIn(principal: unknown): readonly string[] {
  if (principal === undefined) return [''];
  if (typeof principal !== 'object' || principal === null) return [text(principal)];
  return Object.values(principal).flatMap((value) => list.parse(value).map(text));
}

/** A value as a person reads it; intrinsic functions stay JSON. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
