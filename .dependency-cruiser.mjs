// The arrows of the architecture, as rules. ARCHITECTURE.md says why each stands.

const programs = {
  host: '^extension/(host/|extension\\.ts$)',
  bridge: '^extension/bridge/',
  webviews: '^extension/webviews/',
  local: '^server-lambda/local/',
  app: '^server-lambda/app/',
  handler: '^server-lambda/((handler|lambda)\\.ts$|aws/)',
  infra: '^infra/',
};

/** What charts are made of: data in core, and the folder that draws them. */
const charts = [
  '^server-lambda/charts/',
  '^server-lambda/core/(charts/|contract/|analysis/changes\\.ts$|visible-text\\.ts$)',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-folder-cycles',
      comment:
        'A folder is a directory with all that is below it. Two folders depend on one another in one direction only; ' +
        'a directory and its own subdirectories count as one folder, since its files compose and share what is in them.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment: 'core runs anywhere: only itself, zod and the MCP SDK',
      severity: 'error',
      from: { path: '^server-lambda/core/' },
      to: { pathNot: ['^server-lambda/core/', '^node_modules/(zod|@modelcontextprotocol/(server|core))/'] },
    },
    {
      name: 'only-mcp-knows-mcp',
      severity: 'error',
      from: { path: '^server-lambda/core/', pathNot: ['^server-lambda/core/mcp/', '^server-lambda/core/server\\.ts$'] },
      to: { path: '^node_modules/@modelcontextprotocol/' },
    },
    {
      name: 'only-host-imports-vscode',
      severity: 'error',
      from: { pathNot: [programs.host, '^test/editor/'] },
      to: { path: '(^|/)vscode$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'extension-reaches-aws-protocol-core',
      severity: 'error',
      from: { path: '^extension/(host|bridge)/' },
      to: {
        path: '^(extension|server-lambda|infra)/',
        pathNot: ['^extension/(aws|protocol)/', '^server-lambda/(core|charts)/', '^extension/$1/'],
      },
    },
    {
      name: 'extension-aws-reaches-core',
      severity: 'error',
      from: { path: '^extension/aws/' },
      to: { path: '^(extension|server-lambda|infra)/', pathNot: ['^extension/aws/', '^server-lambda/core/'] },
    },
    {
      name: 'deployment-states-are-pure',
      comment: "what CloudFormation's answers mean needs the SDK's types alone",
      severity: 'error',
      from: { path: '^extension/aws/deploy/state/' },
      to: {
        pathNot: ['^extension/aws/deploy/state/', '^node_modules/zod/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'aws-clients-load-late',
      comment: 'activation never pays for the AWS SDK: the host imports what uses it only when it is needed',
      severity: 'error',
      from: { path: programs.host },
      to: {
        path: '^extension/aws/(deploy|discovery|preflight|access|logs)/',
        pathNot: '^extension/aws/deploy/state/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'protocol-knows-nothing-but-core',
      severity: 'error',
      from: { path: '^extension/protocol/' },
      to: { path: '^(extension|server-lambda|infra)/', pathNot: ['^extension/protocol/', '^server-lambda/core/'] },
    },
    {
      name: 'webviews-know-the-protocol',
      comment: 'and, of core, the table of dimensions that the protocol is made from, charts, and what reads SQL',
      severity: 'error',
      from: { path: programs.webviews },
      to: {
        path: '^(extension|server-lambda|infra)/',
        pathNot: [
          '^extension/(webviews|protocol)/',
          '^server-lambda/core/sql/(completion|scope|lexer)\\.ts$',
          '^server-lambda/core/sql/(functions|syntax)/',
          ...charts,
        ],
      },
    },
    {
      name: 'charts-draw-what-core-says',
      comment: 'and nobody else knows the library that draws',
      severity: 'error',
      from: { path: '^server-lambda/charts/' },
      to: { pathNot: ['^server-lambda/charts/', '^server-lambda/core/charts/', '^node_modules/echarts/'] },
    },
    {
      name: 'only-charts-know-the-library',
      severity: 'error',
      from: { path: '^(extension|server-lambda|infra)/', pathNot: '^server-lambda/charts/' },
      to: { path: '^node_modules/(echarts|zrender)/' },
    },
    {
      name: 'charts-load-late',
      comment: 'the library is larger than all else that a page or the host reads',
      severity: 'error',
      from: { path: '^extension/' },
      to: { path: '^server-lambda/charts/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'handler-reaches-aws-and-core',
      severity: 'error',
      from: { path: programs.handler },
      to: { path: '^(extension|server-lambda|infra)/', pathNot: [programs.handler, '^server-lambda/core/'] },
    },
    {
      name: 'local-reaches-core',
      comment: 'only the gateway runs the handler',
      severity: 'error',
      from: { path: programs.local, pathNot: '^server-lambda/local/gateway/' },
      to: { path: '^(extension|server-lambda|infra)/', pathNot: [programs.local, '^server-lambda/core/'] },
    },
    {
      name: 'gateway-reaches-handler',
      severity: 'error',
      from: { path: '^server-lambda/local/gateway/' },
      to: {
        path: '^(extension|server-lambda|infra)/',
        pathNot: [programs.local, programs.handler, '^server-lambda/core/'],
      },
    },
    {
      name: 'app-stands-alone',
      comment: 'it runs in a browser inside a host, and knows the answers of tools by their shape',
      severity: 'error',
      from: { path: programs.app },
      to: { pathNot: [programs.app, ...charts] },
    },
    {
      name: 'app-is-built-not-imported',
      severity: 'error',
      from: { pathNot: [programs.app, '^test/'] },
      to: { path: programs.app },
    },
    {
      name: 'infra-reaches-contract',
      severity: 'error',
      from: { path: programs.infra },
      to: { path: '^(extension|server-lambda)/', pathNot: '^server-lambda/core/contract/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(extension|server-lambda|infra)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'], pathNot: '(^|/)vscode$' },
    },
    {
      name: 'what-ships-is-a-dependency',
      severity: 'error',
      from: { path: '^(extension|server-lambda)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
