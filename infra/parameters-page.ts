interface Described {
  readonly Default?: string | number;
  readonly Description?: string;
  readonly AllowedValues?: readonly (string | number)[];
}

interface Form {
  readonly ParameterGroups: readonly {
    readonly Label: { readonly default: string };
    readonly Parameters: readonly string[];
  }[];
}

interface ParametersTemplate {
  readonly Parameters: Readonly<Record<string, Described>>;
  readonly Metadata: Readonly<Record<string, unknown>>;
}

/** docs/parameters.md, before Prettier, from the shipped template. */
export function parametersPage({ Parameters, Metadata }: ParametersTemplate): string {
  // The template is our own.
  const { ParameterGroups: groups } = Metadata['AWS::CloudFormation::Interface'] as Form;
  const grouped = new Set(groups.flatMap(({ Parameters: names }) => names));
  const others = Object.keys(Parameters).filter((name) => !grouped.has(name));
  const table = (names: readonly string[]) => [
    '| parameter | default | what it does |',
    '| --- | --- | --- |',
    ...names.map((name) => row(name, Parameters[name])),
  ];
  return `# Parameters

Generated from the template by \`npm run build && node scripts/docs-pages.mjs\`; a test checks that it is up to date. Only the identifier has no default. You can change the other parameters in an update.

${groups.map(({ Label, Parameters: names }) => [`## ${Label.default}`, '', ...table(names)].join('\n')).join('\n\n')}

## The program

${table(others).join('\n')}

The CDK does not need this parameter: \`npx cdk deploy\` publishes the program itself.

## Tags

Tags are not parameters. Tag the stack, and CloudFormation copies its tags to every resource that supports tags (the function, the roles, the API and its stage, the log groups, the alarms). The extension keeps the stack's tags in an update. With \`aws cloudformation create-stack\` and \`update-stack\`, use \`--tags Key=team,Value=cloud\`; with the CDK, \`npx cdk deploy --tags team=cloud\`.

## A new deployment of the API

API Gateway serves an API as it was last deployed. The stack creates a new deployment automatically when a new version changes the API, when you turn browser calls on or off, and when you add the first restriction on callers or remove the last one. Any other change of \`AllowedSourceIps\`, \`VpcEndpointIds\`, \`CallerPrincipals\` or \`TlsPolicy\` takes effect only if you also switch \`ApiRevision\` from \`blue\` to \`green\` or back. The extension does this for you. With the command line or the CDK, do it yourself (both keep parameters that you don't name):

\`\`\`
aws cloudformation deploy --stack-name mcp-case-insights --template-file dist/template.json \\
  --capabilities CAPABILITY_NAMED_IAM --parameter-overrides AllowedSourceIps=192.0.2.0/24 ApiRevision=green
npx cdk deploy --parameters AllowedSourceIps=192.0.2.0/24 --parameters ApiRevision=green
\`\`\`
`;
}

function row(name: string, { Default, Description = '', AllowedValues = [] }: Described = {}): string {
  const standard = Default === undefined ? 'none' : Default === '' ? 'empty' : `\`${Default}\``;
  const few = AllowedValues.length > 0 && AllowedValues.length < 6;
  const choice = few ? ` One of ${AllowedValues.map((value) => `\`${value}\``).join(', ')}.` : '';
  return `| \`${name}\` | ${standard} | ${Description.replaceAll('|', '\\|')}${choice} |`;
}
