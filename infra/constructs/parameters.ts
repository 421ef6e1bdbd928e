import { CfnParameter, type CfnParameterProps, type Stack } from 'aws-cdk-lib';
import { API_REVISION, API_REVISIONS } from '#core/contract/api-revision.ts';
import { CASE_TABLE } from '#core/contract/case-record.ts';

interface Described extends CfnParameterProps {
  /** What the console's form calls it. */
  readonly label: string;
  readonly description: string;
}

const text = { type: 'String' } as const;
const optionalText = { type: 'String', default: '' } as const;
const list = { type: 'CommaDelimitedList', default: '' } as const;
const yesOrNo = (standard: 'true' | 'false') => ({
  type: 'String',
  default: standard,
  allowedValues: ['true', 'false'],
});

/** The days that CloudWatch Logs can keep logs for. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const group = <N extends string>(specs: Readonly<Record<N, Described>>) => specs;

/** Everything that can be chosen, by the groups of the console's form. `AssetBucket` belongs to the shipped template. */
const GROUPS = {
  'Case Insights': group({
    UniqueIdentifier: {
      ...text,
      label: 'Identifier',
      description:
        'The identifier of your Case Insights deployment. It selects the data to read and is part of the names of the resources created here.',
      allowedPattern: '[a-z0-9-]+',
      constraintDescription: 'must consist of lowercase letters, digits and hyphens',
      maxLength: 40,
    },
    CaseInsightsStackName: {
      ...text,
      label: 'Case Insights stack',
      description:
        'Name of the Case Insights stack, deployed with EnableAnalytics=true in this Region. Its exports are imported.',
      default: 'aws-case-insights',
      allowedPattern: '[a-zA-Z][a-zA-Z0-9-]*',
    },
    NameSuffix: {
      ...optionalText,
      label: 'Name suffix',
      description: 'Added to every name, such as -2, so that a second server with the same identifier can be deployed.',
      allowedPattern: '(-[a-z0-9]+)*',
      maxLength: 16,
    },
    CaseTableName: {
      ...text,
      label: 'Case table',
      description: 'The table or view with the cases.',
      default: CASE_TABLE,
      allowedPattern: '[A-Za-z0-9_][A-Za-z0-9_-]*',
    },
    MoreTables: {
      ...optionalText,
      label: 'More tables for queries',
      description: 'Other tables or views in the same database that query_athena may read, separated by commas.',
    },
    DataScopes: {
      ...optionalText,
      label: 'Data scopes',
      description:
        'The cases that each caller can see, as JSON: {"role or user name": {"accounts": ["123456789012"]} or {"view": "view_name"}, ...}. Empty: callers see all cases.',
    },
    ResultReuseMinutes: {
      type: 'Number',
      label: 'Result reuse (minutes)',
      description: 'Maximum age of Athena results to reuse; 0 turns reuse off.',
      default: 60,
      minValue: 0,
      maxValue: 10_080,
    },
  }),
  Model: group({
    BedrockModelId: {
      ...text,
      label: 'Model or inference profile',
      description:
        'ID of a Bedrock model, or ID or ARN of an inference profile, that this account can call in this Region.',
      default: 'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      allowedPattern: '[A-Za-z0-9][A-Za-z0-9.:/_-]*',
    },
    BedrockBaseModelId: {
      ...optionalText,
      label: 'Base model',
      description:
        'The model behind the inference profile. Needed only if the profile does not name it, as with application inference profiles.',
      allowedPattern: '[A-Za-z0-9.:_-]*',
    },
    BedrockGuardrailId: {
      ...optionalText,
      label: 'Guardrail',
      description: 'ID of a Bedrock guardrail that checks every question and answer.',
      allowedPattern: '[a-z0-9]*',
    },
    BedrockGuardrailVersion: {
      ...text,
      label: 'Guardrail version',
      description: 'Version of the guardrail, or DRAFT.',
      default: 'DRAFT',
      allowedPattern: 'DRAFT|[1-9][0-9]{0,7}',
    },
  }),
  API: group({
    StageName: {
      ...text,
      label: 'Stage',
      description: 'The last part of the endpoint. A different name changes the endpoint, so keep it when you update.',
      default: 'v1',
      allowedPattern: '[a-zA-Z0-9]+',
    },
    ThrottleRateLimit: {
      type: 'Number',
      label: 'Requests per second',
      description: 'Steady rate limit. Callers above it must wait.',
      default: 5,
      minValue: 1,
    },
    ThrottleBurstLimit: {
      type: 'Number',
      label: 'Burst limit',
      description: 'Number of requests that can arrive at the same moment.',
      default: 15,
      minValue: 1,
    },
    EnableCORS: {
      ...yesOrNo('false'),
      label: 'Allow browser calls (CORS)',
      description:
        'Answers preflight requests from browsers (OPTIONS, without credentials). Every call itself must still be signed.',
    },
    CorsAllowedOrigins: {
      ...text,
      label: 'Allowed origins (CORS)',
      description:
        'Origins such as https://app.example.com, separated by commas, or * for all. Used only if browser calls are allowed.',
      default: '*',
    },
  }),
  Network: group({
    AllowedSourceIps: {
      ...list,
      label: 'Source addresses',
      description: 'Only these IP addresses or CIDR ranges may call, separated by commas. Empty: any.',
    },
    VpcEndpointIds: {
      ...list,
      label: 'VPC endpoints',
      description:
        'Makes the API private: only these execute-api VPC endpoints can reach it, separated by commas. Empty: public with IAM.',
    },
    WebAclArn: {
      ...optionalText,
      label: 'Web ACL',
      description: 'ARN of an existing regional AWS WAF web ACL in front of the stage.',
      allowedPattern: '(arn:[^:]+:wafv2:[^:]+:[0-9]{12}:regional/webacl/.+)?',
    },
    TlsPolicy: {
      ...text,
      label: 'TLS policy',
      description:
        'TLS 1.2 and 1.3 with forward secrecy and post-quantum key exchange, or TLS 1.3 alone; TLS_1_0 is the old default of API Gateway.',
      default: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      allowedValues: ['SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', 'SecurityPolicy_TLS13_1_3_2025_09', 'TLS_1_0'],
    },
    CallerPrincipals: {
      ...list,
      label: 'Callers from other accounts',
      description:
        'Account numbers or role ARNs that may call in addition to this account, separated by commas. Each also needs a policy in its own account.',
    },
    [API_REVISION]: {
      ...text,
      label: 'API revision',
      description:
        'Change it whenever you change the source addresses, VPC endpoints, callers or TLS policy of a deployed API, because API Gateway applies them only with a new deployment. The extension does this for you.',
      default: API_REVISIONS[0],
      allowedValues: [...API_REVISIONS],
    },
  }),
  Operations: group({
    LogRetentionDays: {
      type: 'Number',
      label: 'Log retention (days)',
      description: "Applies to the function's log and the access log.",
      default: '30',
      allowedValues: RETENTION_DAYS.map(String),
    },
    LogKmsKeyArn: {
      ...optionalText,
      label: 'KMS key for logs',
      description: 'ARN of a KMS key with a policy that lets CloudWatch Logs use it. Empty: the key of the service.',
      allowedPattern: '(arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+)?',
    },
    LogLevel: {
      ...text,
      label: 'Log level',
      description: "Detail of the function's log. INFO writes a line for every call.",
      default: 'INFO',
      allowedValues: ['DEBUG', 'INFO', 'WARN', 'ERROR'],
    },
    FunctionLogGroup: {
      ...text,
      label: "The function's log group",
      description:
        'create, or existing if /aws/lambda/MCP-CaseInsights-... already exists, for example because the function of an older server created it.',
      default: 'create',
      allowedValues: ['create', 'existing'],
    },
    ApiGatewayAccountLogging: {
      ...yesOrNo('false'),
      label: 'Set the logging role of API Gateway',
      description:
        'One role per account and Region, required for access logs. true if none is set yet, or if an earlier version of this stack set it.',
    },
    ReservedConcurrency: {
      ...optionalText,
      label: 'Reserved concurrency',
      description: "Maximum number of calls that run at once, reserved from the account's limit. Empty: unreserved.",
      allowedPattern: '[0-9]{0,4}',
    },
    PermissionsBoundaryArn: {
      ...optionalText,
      label: 'Permissions boundary',
      description: 'ARN of the permissions boundary for the roles created here, if your organization requires one.',
      allowedPattern: '(arn:[^:]+:iam::([0-9]{12}|aws):policy/.+)?',
    },
    EnableDashboard: {
      ...yesOrNo('true'),
      label: 'Dashboard',
      description: 'A CloudWatch dashboard of calls, errors, latency, bytes, tokens and cost.',
    },
    EnableAlarms: {
      ...yesOrNo('true'),
      label: 'Alarms',
      description: 'CloudWatch alarms for server errors, throttled calls, slow answers and model failures.',
    },
    AlarmTopicArn: {
      ...optionalText,
      label: 'Alarm topic',
      description: 'ARN of an SNS topic that receives the alarms.',
      allowedPattern: '(arn:[^:]+:sns:[^:]+:[0-9]{12}:.+)?',
    },
    SlowAnswerMilliseconds: {
      type: 'Number',
      label: 'Slow answer (milliseconds)',
      description: 'The alarm for slow answers is raised when one call in twenty takes longer.',
      default: 120_000,
      minValue: 1,
      maxValue: 900_000,
    },
  }),
};

const ASSET_BUCKET = {
  ...optionalText,
  label: 'Code bucket',
  description:
    "S3 bucket in this Region with the function's zip file. Empty: the account's CDK bootstrap bucket, cdk-hnb659fds-assets-ACCOUNT-REGION.",
} satisfies Described;

type Groups = typeof GROUPS;
type Name = { [G in keyof Groups]: keyof Groups[G] }[keyof Groups];

export type Parameters = Readonly<Record<Name, CfnParameter>>;

/** Adds the parameters and how the console's form shows them. Their names are a contract with every deployment there is. */
export function addParameters(stack: Stack): Parameters {
  const specs = Object.values<Record<string, Described>>(GROUPS).flatMap((group) => Object.entries(group));
  const parameters = Object.fromEntries(specs.map(([name, spec]) => [name, addParameter(stack, name, spec)]));
  stack.templateOptions.metadata = {
    'AWS::CloudFormation::Interface': {
      ParameterGroups: Object.entries<Record<string, Described>>(GROUPS).map(([label, group]) => ({
        Label: { default: label },
        Parameters: Object.keys(group),
      })),
      ParameterLabels: Object.fromEntries(specs.map(([name, { label }]) => [name, { default: label }])),
    },
  };
  // The names come from the same table.
  return parameters as Parameters;
}

/**
 * Where the shipped template finds the function's code; `cdk deploy` does not need it. It is in no group, because the
 * extension's form shows the groups and sets this parameter itself; the console's form shows it at the end.
 */
export function addAssetBucket(stack: Stack): CfnParameter {
  labelsOf(stack)['AssetBucket'] = { default: ASSET_BUCKET.label };
  return addParameter(stack, 'AssetBucket', ASSET_BUCKET);
}

/** The labels that addParameters made. */
function labelsOf(stack: Stack): Record<string, { readonly default: string }> {
  const form = stack.templateOptions.metadata?.['AWS::CloudFormation::Interface'] as {
    readonly ParameterLabels: Record<string, { readonly default: string }>;
  };
  return form.ParameterLabels;
}

function addParameter(stack: Stack, name: string, { label: _, ...spec }: Described): CfnParameter {
  return new CfnParameter(stack, name, spec);
}
