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

/** docs/permissions.md, before Prettier, from the shipped template and the list of what the deployer's calls need. */
export function permissionsPage(template: { readonly Resources: Readonly<Record<string, unknown>> }): string {
  // The template is our own.
  const role = template.Resources['MCPLambdaRole'] as TemplatePart;
  const user = template.Resources['MCPUserPolicy'] as TemplatePart;
  const [inline] = role.Properties['Policies'] as readonly { readonly PolicyDocument: unknown }[];
  return `# Permissions

Made from the template by \`npm run build && node scripts/docs-pages.mjs\`; a test holds them together. Every statement has its reason; no action has a wildcard.

## Who deploys

CloudFormation acts by the permissions of whoever deploys. The policy is held against the calls that the extension makes for a whole deployment, update and deletion, and against what CloudFormation's handlers of the template's resource types call: it has all of it, and no more.

${deployer(DEPLOYER_GRANTS)}

The stack's name begins with \`mcp-case-insights\`; with another, change it in \`Stack\`, \`StackByCommand\`, \`Roles\` and \`PassRoles\`. A bucket of your own choice goes into \`Program\`. In other partitions, ARNs begin with \`arn:aws-cn\` or \`arn:aws-us-gov\`.

With \`npx cdk deploy\` none of it is needed: the account's bootstrap roles deploy, and the deployer needs \`sts:AssumeRole\` on \`arn:aws:iam::*:role/cdk-hnb659fds-*\` alone.

## What the deployer looks at

A second policy, because one has room for 6,144 characters. Without it a deployment goes on all the same: the extension then says what it could not see.

${deployer(LOOKING_GRANTS)}

## What the function may do

Role \`MCPLambda-ExecutionRole-{id}\`.

${statements(inline?.PolicyDocument, role)}

## What callers need

Policy \`MCPCaseInsights-UserAccess-{id}\`: attach it to users and roles. Callers of other accounts are named in the parameter \`CallerPrincipals\` too, and have a policy of their own account with the same statement; or they assume a role of this account that has the policy.

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

/** The grants as a policy that IAM takes. */
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

/** An ARN as people write it, with placeholders for what the deployment knows. */
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
