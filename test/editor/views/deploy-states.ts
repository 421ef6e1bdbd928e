import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { readStackState } from '../../../extension/aws/deploy/state/stack-state.ts';
import type { Translate } from '../../../extension/host/deploy/ports.ts';
import { stackActions } from '../../../extension/host/deploy/present-stack.ts';
import type {
  Changes,
  Cost,
  DeployAction,
  DeployActionId,
  DeployProblem,
  DeployState,
  Discovery,
  FormField,
  FormGroup,
  Package,
  Preflight,
  PreflightRow,
  ResourceRow,
  StackCard,
  Who,
} from '../../../extension/protocol/deploy.ts';

export type Planning = Extract<DeployState, { kind: 'planning' }>;
export type Stacked = Extract<DeployState, { kind: 'stack' }>;

export function action(
  id: DeployActionId,
  label: string,
  look: DeployAction['look'] = 'secondary',
  more: Partial<DeployAction> = {},
): DeployAction {
  return { id, label, look, disabled: '', ...more };
}

const WHO: Who = {
  label: 'Profile ops (SSO)',
  profile: 'ops',
  region: 'eu-west-1',
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_PowerUser_0a1b2c3d4e5f6a7b/jane.doe@example.com',
  actions: [action('choose-credentials', 'Change Credentials'), action('change-region', 'Change Region')],
};

const common = { who: WHO, notice: null, busy: '' } as const;

const DISCOVERY: Discovery = {
  sources: [
    {
      stackName: 'aws-case-insights',
      identifier: 'prod-cases',
      analytics: true,
      chosen: true,
      detail: 'Database case_insights_prod-cases, table case_summary, workgroup CaseInsights-prod-cases.',
      exports: [
        { name: 'AthenaDatabaseName', value: 'case_insights_prod-cases' },
        { name: 'AthenaQueryResultsBucket', value: 'case-insights-athena-results-123456789012-eu-west-1' },
      ],
    },
    {
      stackName: 'case-insights-trial',
      identifier: 'trial',
      analytics: false,
      chosen: false,
      detail: 'Deployed without analytics: update it with EnableAnalytics=true to answer from it.',
      exports: [],
    },
  ],
  servers: [
    {
      stackName: 'mcp-case-insights-sample',
      origin: 'sample',
      version: '',
      outdated: true,
      status: 'CREATE_COMPLETE',
      headline: 'A server from the template of the old sample.',
      identifier: 'prod-cases',
      endpoint: 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1',
      lacks: ['Analyses longer than 29 seconds.', 'Exact figures beside every analysis.'],
      notes: ['Updated in place, the server keeps its address, its policy for users and its names.'],
      actions: [
        action('update', 'Update in Place', 'secondary', { target: 'mcp-case-insights-sample' }),
        action('deploy-beside', 'Deploy Beside It', 'secondary', { target: 'mcp-case-insights-sample' }),
      ],
    },
  ],
  leftOut: 0,
  advice: '',
};

function row(id: string, title: string, state: PreflightRow['state'], more: Partial<PreflightRow> = {}): PreflightRow {
  return { id, title, state, detail: '', remedy: '', actions: [], ...more };
}

const CHECKED: Preflight = {
  running: false,
  summary: 'You can deploy. Checks that need attention: 2.',
  rows: [
    row('identity', 'Identity', 'passed', { detail: `${WHO.arn} in account 123456789012.` }),
    row('clock', 'Clock', 'passed', { detail: "This machine's clock is right." }),
    row('region', 'Region', 'passed', { detail: 'Region eu-west-1 is enabled.' }),
    row('exports', 'Case Insights', 'passed', { detail: 'Stack aws-case-insights exports its database.' }),
    row('athena', 'Athena', 'passed', { detail: 'Workgroup CaseInsights-prod-cases is enabled; 29 columns.' }),
    row('model', 'Model', 'passed', { detail: 'global.anthropic.claude-haiku-4-5-20251001-v1:0 can be used.' }),
    row('logging-role', 'API Gateway logging', 'passed', { detail: 'API Gateway writes logs with a role.' }),
    row('asset-bucket', 'Asset bucket', 'warning', {
      detail: "There is no bucket for the function's code yet.",
      remedy: 'Confirm that case-insights-mcp-123456789012-eu-west-1-an may be created.',
    }),
    row('permissions', 'Permissions to deploy', 'unknown', {
      detail: 'These credentials may not simulate their own policies.',
      remedy: 'Go on; a missing permission shows in the deployment.',
    }),
    row('quotas', 'Service quotas', 'passed', { detail: 'The quotas of this account are sufficient.' }),
  ],
};

const CHECKING: Preflight = {
  running: true,
  summary: '',
  rows: CHECKED.rows.map(({ id, title }, index) =>
    index < 3
      ? row(id, title, 'passed', { detail: 'All is well.' })
      : row(id, title, index < 6 ? 'running' : 'waiting'),
  ),
};

const FAILING: Preflight = {
  running: false,
  summary: 'The deployment would fail, or the server would not work. Failed checks: 2.',
  rows: CHECKED.rows.map((each) =>
    each.id === 'logging-role'
      ? row(each.id, each.title, 'failed', {
          detail: 'API Gateway has no role for writing logs, so the stage could not be created.',
          remedy: 'Turn on "Set the logging role of API Gateway".',
          actions: [action('set-parameter', 'Turn On', 'secondary', { target: 'ApiGatewayAccountLogging=true' })],
        })
      : each.id === 'model'
        ? row(each.id, each.title, 'failed', {
            detail: 'anthropic.claude-3-haiku-20240307-v1:0 was retired on 2026-09-10.',
            remedy: 'Choose another model.',
          })
        : each,
  ),
};

export function field(name: string, label: string, more: Partial<FormField> = {}): FormField {
  const { value = '' } = more;
  return {
    name,
    label,
    description: '',
    input: 'text',
    value,
    standard: value,
    deployed: null,
    options: [],
    pattern: '',
    least: null,
    most: null,
    maxLength: null,
    required: true,
    readOnly: false,
    problem: '',
    note: '',
    ...more,
  };
}

const MODELS = [
  { value: 'global.anthropic.claude-haiku-4-5-20251001-v1:0', label: 'Claude Haiku 4.5 (any Region)', detail: '' },
  { value: 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', label: 'Claude Haiku 4.5 (Europe)', detail: '' },
  { value: 'eu.amazon.nova-lite-v1:0', label: 'Nova Lite (Europe)', detail: 'Legacy; available until 2027-03-01.' },
  ...Array.from({ length: 20 }, (_, n) => ({ value: `vendor.model-${n}-v1:0`, label: `Model ${n}`, detail: '' })),
];

const FORM: readonly FormGroup[] = [
  {
    id: 'basic',
    title: 'Settings',
    level: 'basic',
    fields: [
      field('stackName', 'Stack name', {
        value: 'case-insights-mcp-prod-cases',
        description: 'The CloudFormation stack to create.',
      }),
      field('UniqueIdentifier', 'Identifier', {
        value: 'prod-cases',
        description:
          'The identifier of your Case Insights deployment. It selects the data to read and is part of the names of the resources created here.',
      }),
      field('BedrockModelId', 'Model or inference profile', {
        input: 'suggest',
        value: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
        description: 'A Bedrock model, or an inference profile, that this account can call in this Region.',
        options: MODELS,
      }),
    ],
  },
  {
    id: 'api',
    title: 'API',
    level: 'advanced',
    fields: [
      field('ThrottleRateLimit', 'Requests per second', {
        input: 'number',
        value: '5',
        description: 'Steady rate limit. Callers above it must wait.',
        least: 1,
      }),
      field('EnableCORS', 'Allow browser calls (CORS)', {
        input: 'switch',
        value: 'false',
        description: 'Answers the preflight of browsers.',
      }),
    ],
  },
  {
    id: 'operations',
    title: 'Operations',
    level: 'advanced',
    fields: [
      field('LogLevel', 'Log level', {
        input: 'choice',
        value: 'INFO',
        description: 'What the function logs.',
        options: ['DEBUG', 'INFO', 'WARN', 'ERROR'].map((value) => ({ value, label: value, detail: '' })),
      }),
      field('DataScopes', 'Data scopes', {
        input: 'long-text',
        description: 'Who sees what, as JSON. Empty: callers see all cases.',
        required: false,
      }),
    ],
  },
];

/** The form with some fields changed. */
export function formWith(changes: Readonly<Record<string, Partial<FormField>>>): readonly FormGroup[] {
  return FORM.map((group) => ({
    ...group,
    fields: group.fields.map((each) => ({ ...each, ...changes[each.name] })),
  }));
}

const COST: Cost = {
  monthly: 6.42,
  rows: [
    { what: 'CloudWatch alarms', quantity: '4 alarms', price: '$0.10 an alarm', monthly: 0.4, fixed: true },
    { what: 'CloudWatch dashboard', quantity: '1', price: '$3.00 a dashboard', monthly: 3, fixed: true },
    { what: 'Athena', quantity: '300 queries of 10 MB', price: '$5.00 per TB scanned', monthly: 0.02, fixed: false },
    {
      what: 'Bedrock',
      quantity: '30 analyses of 100 cases',
      price: '$1.00 a million tokens',
      monthly: 3,
      fixed: false,
    },
    { what: 'Logs', quantity: 'what the calls write', price: '', monthly: null, fixed: false },
  ],
  assumptions: ['300 calls a month, 30 of them analyses of 100 cases each.'],
  asOf: '2026-11-22',
};

const PACKAGE: Package = {
  version: '0.1.0',
  templateBytes: 68_400,
  zipBytes: 702_113,
  zipSha256: '3f8a4c1e9b7d20c5a6e4f1d8b3c7092e5d6f4a8b1c2e3d4f5a6b7c8d9e0f1a2b',
  bucket: 'case-insights-mcp-123456789012-eu-west-1-an',
  bucketIsNew: true,
  actions: [
    action('open-template', 'Open Template'),
    action('open-source', 'Open Server Source'),
    action('copy-hash', 'Copy Hash'),
  ],
};

const REVIEW = action('review', 'Review Deployment', 'primary');
const AGAIN = action('check-again', 'Check Again');

export const PLANNING: Planning = {
  kind: 'planning',
  ...common,
  actions: [REVIEW, AGAIN],
  mode: 'create',
  headline: 'A new server will answer from the cases of aws-case-insights.',
  discovery: DISCOVERY,
  preflight: CHECKED,
  form: [...FORM],
  cost: COST,
  package: PACKAGE,
};

const CHANGES: Changes = {
  type: 'CREATE',
  state: 'ready',
  headline: '26 resources will be created.',
  counts: { add: 26, change: 0, replace: 0, 'may-replace': 0, remove: 0, import: 0 },
  groups: [
    {
      title: 'Permissions',
      changes: ['MCPLambdaRole', 'MCPUserPolicy'].map((logicalId) => ({
        kind: 'add' as const,
        logicalId,
        type: logicalId === 'MCPUserPolicy' ? 'AWS::IAM::ManagedPolicy' : 'AWS::IAM::Role',
        physicalId: '',
        properties: [],
        warning: '',
      })),
    },
    {
      title: 'Function',
      changes: [
        {
          kind: 'add',
          logicalId: 'MCPLambdaFunction',
          type: 'AWS::Lambda::Function',
          physicalId: '',
          properties: [],
          warning: '',
        },
      ],
    },
  ],
  leftOut: 0,
  warnings: [],
  permissions: [
    {
      logicalId: 'MCPLambdaRole',
      sentence: 'MCPLambdaRole will allow athena:StartQueryExecution on workgroup/CaseInsights-prod-cases.',
      broad: false,
    },
  ],
  parameters: [{ name: 'UniqueIdentifier', label: 'Identifier', before: '', after: 'prod-cases' }],
  problem: null,
  findings: [],
  exact: '{\n  "Changes": []\n}',
};

export const REVIEWING: Extract<DeployState, { kind: 'reviewing' }> = {
  kind: 'reviewing',
  ...common,
  actions: [action('deploy', 'Deploy...', 'primary'), action('discard', 'Back to Form')],
  stackName: 'case-insights-mcp-prod-cases',
  changes: CHANGES,
  cost: COST,
  package: PACKAGE,
};

const RISKY: Changes = {
  ...CHANGES,
  type: 'UPDATE',
  headline: '1 resource is removed and 1 is replaced; 3 change.',
  counts: { add: 0, change: 3, replace: 1, 'may-replace': 0, remove: 1, import: 0 },
  groups: [
    {
      title: 'API',
      changes: [
        {
          kind: 'replace',
          logicalId: 'MCPApiGateway',
          type: 'AWS::ApiGateway::RestApi',
          physicalId: 'a1b2c3d4e5',
          properties: ['EndpointConfiguration', 'Policy'],
          warning:
            "MCPApiGateway (AWS::ApiGateway::RestApi) is replaced by a new one. The endpoint's address changes, so every client must be connected again.",
        },
      ],
    },
    {
      title: 'Logs and alarms',
      changes: [
        {
          kind: 'remove',
          logicalId: 'AccessLog',
          type: 'AWS::Logs::LogGroup',
          physicalId: '/aws/apigateway/MCP-CaseInsights-prod-cases',
          properties: [],
          warning: 'AccessLog (AWS::Logs::LogGroup) is removed. Its logs are lost.',
        },
      ],
    },
  ],
  leftOut: 3,
  warnings: [
    "MCPApiGateway (AWS::ApiGateway::RestApi) is replaced by a new one. The endpoint's address changes, so every client must be connected again.",
    'AccessLog (AWS::Logs::LogGroup) is removed. Its logs are lost.',
  ],
  permissions: [
    { logicalId: 'MCPUserPolicy', sentence: 'MCPUserPolicy will allow execute-api:Invoke on *.', broad: true },
    ...CHANGES.permissions,
  ],
  parameters: [{ name: 'LogLevel', label: 'Log level', before: 'INFO', after: 'DEBUG' }],
};

const problem = (message: string, remedy: string, actions: readonly DeployAction[] = []): DeployProblem => ({
  message,
  remedy,
  actions,
});

const RESOURCES: readonly ResourceRow[] = [
  ['FunctionLogGroup', 'AWS::Logs::LogGroup', 'done', 'CREATE_COMPLETE', 4_000],
  ['MCPLambdaRole', 'AWS::IAM::Role', 'done', 'CREATE_COMPLETE', 19_000],
  ['MCPLambdaFunction', 'AWS::Lambda::Function', 'working', 'CREATE_IN_PROGRESS', 11_000],
  ['MCPApiGateway', 'AWS::ApiGateway::RestApi', 'working', 'CREATE_IN_PROGRESS', 2_000],
  ['MCPApiProxyMethod', 'AWS::ApiGateway::Method', 'waiting', '', 0],
  ['MCPUserPolicy', 'AWS::IAM::ManagedPolicy', 'waiting', '', 0],
].map(([logicalId, type, state, status, elapsedMs]) => ({
  logicalId: String(logicalId),
  type: String(type),
  state: state as ResourceRow['state'],
  status: String(status),
  reason: '',
  elapsedMs: Number(elapsedMs),
}));

const STACK_ID = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/case-insights-mcp-prod-cases/0a1b2c3d';

const inEnglish: Translate = (message, ...values) =>
  message.replaceAll(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));

/** The stack's card while it is created, with what is different; the buttons are those that the host gives it. */
export function stackState(different: Partial<StackCard>, actions?: readonly DeployAction[]): Stacked {
  const stack = { ...CREATING, ...different };
  const { actions: possible } = readStackState({
    StackStatus: stack.status as StackStatus,
    EnableTerminationProtection: stack.terminationProtected,
  });
  return { kind: 'stack', ...common, stack, actions: [...(actions ?? stackActions(stack, possible, inEnglish))] };
}

const CREATING: StackCard = {
  stackName: 'case-insights-mcp-prod-cases',
  stackId: STACK_ID,
  status: 'CREATE_IN_PROGRESS',
  phase: 'working',
  operation: 'create',
  succeeded: false,
  headline: 'The stack is being created.',
  advice: '',
  cancelled: false,
  terminationProtected: false,
  progress: {
    resources: [...RESOURCES],
    done: 2,
    total: 6,
    share: 2 / 6,
    direction: 'forward',
    startedAt: 1_700_000_000_000,
    elapsedMs: 31_000,
  },
  cause: null,
  stuck: [],
  outputs: [],
  server: null,
  lost: null,
};

const CAUSE: StackCard['cause'] = {
  logicalId: 'MCPApiStage',
  type: 'AWS::ApiGateway::Stage',
  message: 'API Gateway has no role for writing logs in this account and region.',
  remedy: 'Switch on "Set the logging role of API Gateway" and deploy again.',
  verbatim:
    'Resource handler returned message: "CloudWatch Logs role ARN must be set in account settings to enable logging (Service: ApiGateway, Status Code: 400)" (RequestToken: 0a1b, HandlerErrorCode: InvalidRequest)',
};

const ENDED = {
  resources: RESOURCES.map((each) => ({ ...each, state: 'done' as const, status: 'CREATE_COMPLETE' })),
  done: 6,
  total: 6,
  share: 1,
  direction: 'forward',
  startedAt: 1_700_000_000_000,
  elapsedMs: 96_000,
} as const;

const OUTPUTS: StackCard['outputs'] = [
  {
    key: 'MCPServerEndpoint',
    label: 'Server address',
    value: 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/v1',
    main: true,
  },
  {
    key: 'MCPUserPolicyArn',
    label: 'User policy',
    value: 'arn:aws:iam::123456789012:policy/MCP-CaseInsights-User-prod-cases-eu-west-1',
    main: false,
  },
  { key: 'MCPServerVersion', label: 'Version', value: '0.1.0', main: false },
];

const SERVER: StackCard['server'] = {
  version: '0.1.0',
  shippedVersion: '0.1.0',
  outdated: false,
  lacks: [],
  connectedAs: 'Case Insights (prod-cases)',
};

const BACK = {
  resources: [
    ...RESOURCES.slice(0, 2).map((each) => ({ ...each, state: 'undone' as const, status: 'DELETE_COMPLETE' })),
    { ...RESOURCES[2]!, state: 'working' as const, status: 'DELETE_IN_PROGRESS' },
    {
      logicalId: 'MCPApiStage',
      type: 'AWS::ApiGateway::Stage',
      state: 'failed' as const,
      status: 'CREATE_FAILED',
      reason: 'CloudWatch Logs role ARN must be set in account settings to enable logging',
      elapsedMs: 3_000,
    },
  ],
  done: 2,
  total: 4,
  share: 0.5,
  direction: 'back',
  startedAt: 1_700_000_000_000,
  elapsedMs: 54_000,
} as const;

const DEPLOYED: Partial<StackCard> = {
  status: 'CREATE_COMPLETE',
  phase: 'complete',
  succeeded: true,
  headline: 'The server is deployed.',
  progress: { ...ENDED, resources: [...ENDED.resources] },
  outputs: OUTPUTS,
  server: SERVER,
};

/** Every state of the page, by the name of its picture. */
export const DEPLOY_STATES = {
  'no-credentials': {
    kind: 'no-credentials',
    ...common,
    who: null,
    actions: [action('choose-credentials', 'Choose AWS Credentials', 'primary')],
  },
  looking: { kind: 'looking', ...common, busy: 'Reading the account...', actions: [] },
  stopped: {
    kind: 'stopped',
    ...common,
    actions: [action('refresh', 'Refresh')],
    problem: problem('The SSO sign-in of profile ops has expired.', 'Sign in again, then try again.', [
      action('choose-credentials', 'Choose AWS Credentials'),
    ]),
  },
  checking: {
    ...PLANNING,
    preflight: CHECKING,
    actions: [REVIEW, AGAIN],
  },
  planning: PLANNING,
  problems: {
    ...PLANNING,
    preflight: FAILING,
    notice: problem('The change set could not be made: access denied.', 'Choose credentials that may deploy.'),
    actions: [{ ...REVIEW, disabled: 'Correct the marked values first.' }, AGAIN],
    form: [
      ...formWith({
        UniqueIdentifier: { value: 'Prod Cases', problem: 'Use lowercase letters, digits and hyphens only.' },
        ThrottleRateLimit: { value: '0', problem: 'Take at least 1.' },
      }),
    ],
  },
  'no-data': {
    ...PLANNING,
    actions: [{ ...REVIEW, disabled: 'There is no Case Insights deployment to answer from.' }, AGAIN],
    discovery: {
      sources: [],
      servers: [],
      leftOut: 0,
      advice:
        'No Case Insights stack with analytics is in eu-west-1. Deploy Case Insights with EnableAnalytics=true first, or change the region.',
    },
  },
  updating: {
    ...PLANNING,
    mode: 'update',
    headline: 'The server of case-insights-mcp-prod-cases will be updated from 0.0.9 to 0.1.0.',
    form: [
      ...formWith({
        stackName: { readOnly: true },
        BedrockModelId: { value: 'eu.amazon.nova-lite-v1:0', deployed: 'anthropic.claude-3-haiku-20240307-v1:0' },
        LogLevel: { value: 'DEBUG', deployed: 'INFO' },
      }),
    ],
  },
  preparing: {
    kind: 'preparing',
    ...common,
    busy: 'Preparing the deployment...',
    actions: [action('stop', 'Stop')],
    stackName: 'case-insights-mcp-prod-cases',
    steps: [
      { id: 'bucket', title: 'Find the asset bucket', state: 'done' },
      { id: 'upload', title: "Upload the function's code", state: 'done' },
      { id: 'template', title: 'Upload the template', state: 'done' },
      { id: 'change-set', title: 'Create the change set', state: 'running' },
    ],
  },
  reviewing: REVIEWING,
  'reviewing-risks': {
    ...REVIEWING,
    changes: RISKY,
    actions: [action('deploy', 'Update...', 'primary'), action('discard', 'Back to Form')],
  },
  'no-changes': {
    ...REVIEWING,
    changes: {
      ...CHANGES,
      type: 'UPDATE',
      state: 'no-changes',
      headline: 'The stack already is what you asked for: nothing would change.',
      counts: { ...CHANGES.counts, add: 0 },
      groups: [],
      permissions: [],
      parameters: [],
      exact: '',
    },
    actions: [action('discard', 'Back to Form', 'primary')],
  },
  'change-set-failed': {
    ...REVIEWING,
    changes: {
      ...CHANGES,
      state: 'failed',
      headline: 'The change set failed; nothing was changed.',
      problem: problem('CloudFormation found names that are taken already.', 'Choose a name suffix, such as -2.'),
      findings: ['FunctionLogGroup: a resource of this name already exists.'],
      exact: '',
    },
    actions: [action('discard', 'Back to Form', 'primary')],
  },
  creating: stackState({}),
  'rolling-back': stackState({
    status: 'ROLLBACK_IN_PROGRESS',
    operation: 'roll-back',
    headline: 'The stack could not be created. The resources created so far are being removed.',
    progress: { ...BACK, resources: [...BACK.resources] },
    cause: CAUSE,
  }),
  'rolled-back': stackState({
    status: 'ROLLBACK_COMPLETE',
    phase: 'failed',
    headline: 'The stack could not be created. Its resources were removed, and an empty stack is left.',
    advice: 'Correct the cause, then delete the empty stack and deploy again.',
    progress: { ...BACK, resources: [...BACK.resources], done: 4, share: 1 },
    cause: CAUSE,
  }),
  deployed: stackState(DEPLOYED),
  outdated: stackState({
    ...DEPLOYED,
    status: 'UPDATE_ROLLBACK_COMPLETE',
    succeeded: false,
    headline: 'The last update was rolled back. The stack is as it was before.',
    advice: 'Correct the cause and update again.',
    terminationProtected: true,
    server: {
      ...SERVER,
      version: '0.0.9',
      outdated: true,
      lacks: ['Follow-up questions.', 'Alarms.'],
      connectedAs: '',
    },
    cause: CAUSE,
  }),
  stuck: stackState({
    status: 'UPDATE_ROLLBACK_FAILED',
    phase: 'failed',
    operation: 'roll-back',
    headline: 'The update failed and could not be rolled back completely.',
    advice: 'Correct the cause and continue the rollback. Skip resources that cannot be rolled back.',
    progress: null,
    cause: CAUSE,
    stuck: [
      {
        logicalId: 'MCPLambdaFunction',
        type: 'AWS::Lambda::Function',
        message: 'The function does not exist any more.',
        verbatim: 'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:MCP-CaseInsights-prod-cases',
      },
      {
        logicalId: 'MCPUserPolicy',
        type: 'AWS::IAM::ManagedPolicy',
        message: 'The policy is attached to somebody outside of the stack.',
        verbatim: 'Cannot delete a policy attached to entities.',
      },
    ],
  }),
  lost: stackState({
    lost: problem(
      'AWS cannot be reached: getaddrinfo ENOTFOUND.',
      'The deployment goes on by itself; it is asked again.',
    ),
  }),
  deleting: stackState({
    status: 'DELETE_IN_PROGRESS',
    operation: 'delete',
    headline: 'The stack is being deleted.',
    progress: {
      resources: RESOURCES.map((each) => ({ ...each, state: 'working', status: 'DELETE_IN_PROGRESS' })),
      done: 0,
      total: null,
      share: null,
      direction: 'forward',
      startedAt: 1_700_000_000_000,
      elapsedMs: 2_000,
    },
  }),
  deleted: stackState({
    status: 'DELETE_COMPLETE',
    phase: 'none',
    operation: 'delete',
    succeeded: true,
    headline: 'The stack is deleted.',
    advice: 'Its logs stay in CloudWatch until they expire.',
    progress: null,
  }),
} as const satisfies Readonly<Record<string, DeployState>>;
