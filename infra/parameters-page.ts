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

Made from the template by \`npm run build && node scripts/docs-pages.mjs\`; a test holds them together. One of them has no default: the identifier. Everything else can be left as it is, and changed by an update.

${groups.map(({ Label, Parameters: names }) => [`## ${Label.default}`, '', ...table(names)].join('\n')).join('\n\n')}

## The program

${table(others).join('\n')}

With the CDK this parameter isn't there: \`npx cdk deploy\` publishes the program itself.

## Tags

Tags are no parameters: tag the stack, and CloudFormation puts its tags on everything in it that takes tags (the function, the roles, the API and its stage, the log groups, the alarms). With the extension, the tags that the stack has stay through an update; with \`aws cloudformation create-stack\` and \`update-stack\`, they are \`--tags Key=team,Value=cloud\`; with the CDK, \`npx cdk deploy --tags team=cloud\`.

## A new deployment of the API

API Gateway serves an API as it was when it was last deployed. The stack makes a new deployment by itself when a new version changes the API, when pages in browsers are let in or shut out, and when the first limit on who may call is set or the last one taken away. Any other change of \`AllowedSourceIps\`, \`VpcEndpointIds\`, \`CallerPrincipals\` or \`TlsPolicy\` needs \`ApiRevision\` switched from \`blue\` to \`green\` or back, or it takes no effect. The extension does that by itself; by command line or with the CDK it is yours to do (both keep what isn't named):

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
