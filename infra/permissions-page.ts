import { DEPLOYER_GRANTS, type DeployerGrant } from './deployer-grants.ts';
import { LOOKING_GRANTS } from './looking-grants.ts';

interface Statement {
  readonly Sid: string;
  readonly Action: readonly string[];
  readonly Resource: readonly unknown[];
}

interface TemplatePart {
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Metadata?: { readonly Reasons: Readonly<Record<string, string>> };
}

/** docs/permissions.md, before Prettier, from the shipped template and the deployer's grants. */
export function permissionsPage(template: { readonly Resources: Readonly<Record<string, unknown>> }): string {
  // The template is our own.
  const role = template.Resources['MCPLambdaRole'] as TemplatePart;
  const user = template.Resources['MCPUserPolicy'] as TemplatePart;
  const [inline] = role.Properties['Policies'] as readonly { readonly PolicyDocument: unknown }[];
  return `# Permissions

Generated from the template by \`npm run build && node scripts/docs-pages.mjs\`; a test checks that it is up to date. Every statement has a reason. No action has a wildcard.

## What the deployer needs

CloudFormation acts with the permissions of the deployer. A test compares this policy with the calls that the extension makes for a whole deployment, update and deletion, and with those of CloudFormation's handlers for the template's resource types. The policy allows exactly these calls.

${deployer(DEPLOYER_GRANTS)}

The policy expects a stack name that begins with \`mcp-case-insights\`. For a different name, change it in \`Stack\`, \`StackByCommand\`, \`Roles\` and \`PassRoles\`. If you use a bucket of your own, add it to \`Program\`. In other partitions, ARNs begin with \`arn:aws-cn\` or \`arn:aws-us-gov\`.

\`npx cdk deploy\` uses the account's bootstrap roles. The deployer then needs only \`sts:AssumeRole\` on \`arn:aws:iam::*:role/cdk-hnb659fds-*\`.

## What the extension reads during a deployment

This is a second policy, because a policy can have at most 6,144 characters. Without it a deployment still works, and the extension says what it could not read.

${deployer(LOOKING_GRANTS)}

## What the function may do

Role \`MCPLambda-ExecutionRole-{id}\`.

${statements(inline?.PolicyDocument, role)}

## What callers need

Attach policy \`MCPCaseInsights-UserAccess-{id}\` to users and roles. Callers from other accounts must also be named in the parameter \`CallerPrincipals\`, and need a policy with the same statement in their own account. Alternatively, they assume a role in this account that has the policy.

${statements(user.Properties['PolicyDocument'], user)}
`;
}

function deployer(grants: readonly DeployerGrant[]): string {
  const reasons = grants.map(({ sid, reason, onlyWith = '' }) => [sid, reason, onlyWith]);
  return `${table(['statement', 'for', 'only with'], reasons)}

\`\`\`json
${JSON.stringify(deployerPolicy(grants), null, 2)}
\`\`\``;
}

/** The grants as an IAM policy. */
export function deployerPolicy(grants: readonly DeployerGrant[]): object {
  return {
    Version: '2012-10-17',
    Statement: grants.map(({ sid, actions, resources, condition }) => ({
      Sid: sid,
      Effect: 'Allow',
      Action: actions,
      Resource: resources,
      ...(condition !== undefined && { Condition: condition }),
    })),
  };
}

function statements(document: unknown, { Metadata }: TemplatePart): string {
  const { Statement: all } = document as { readonly Statement: readonly (Statement | Conditional)[] };
  return table(
    ['statement', 'actions', 'resources', 'reason'],
    all.map((entry) => {
      const { Sid, Action, Resource } = 'Fn::If' in entry ? entry['Fn::If'][1] : entry;
      const reason = Metadata?.Reasons[Sid] ?? '';
      return [Sid, Action.map(code).join('<br>'), Resource.map((one) => code(readable(one))).join('<br>'), reason];
    }),
  );
}

interface Conditional {
  readonly 'Fn::If': readonly [string, Statement, unknown];
}

/** An ARN as people write it, with placeholders for values that a deployment fills in. */
function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, input] = ['', undefined]] = Object.entries(value as Readonly<Record<string, unknown>>);
  if (name === 'Ref') return `{${String(input).replace('AWS::', '')}}`;
  if (name === 'Fn::ImportValue') return readable(input).replace(/^\{CaseInsightsStackName\}-(.+)$/, '{$1}');
  if (name === 'Fn::If') return alternatives(input as readonly unknown[]);
  if (name !== 'Fn::Sub') return '{model}';
  const [text, values] = (typeof input === 'string' ? [input, {}] : input) as readonly [
    string,
    Record<string, unknown>,
  ];
  return text.replace(/\$\{(?:AWS::)?(\w+)\}/g, (_, key: string) =>
    key in values ? readable(values[key]) : `{${key}}`,
  );
}

function alternatives([condition, then, otherwise]: readonly unknown[]): string {
  if (condition === 'HasBaseModel') return '{model}';
  return [then, otherwise].map(readable).join(' or ');
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
