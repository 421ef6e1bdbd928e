import type { StackEvent, StackStatus } from '@aws-sdk/client-cloudformation';
import type { ReasonKind } from '../../extension/aws/deploy/state/reason-rules.ts';

/** What happened to a stack, as CloudFormation tells it, and what a person should read of it. */
export interface StackScript {
  readonly name: string;
  /** A line an event: seconds, logical id (STACK for the stack itself), status, reason. */
  readonly lines: string;
  readonly ends: StackStatus;
  /** What comes out as the first cause; undefined where nothing failed. */
  readonly cause?: {
    readonly logicalId?: string;
    readonly kind: ReasonKind;
    readonly says: RegExp;
    readonly remedy?: RegExp;
  };
}

export const STACK_NAME = 'mcp-case-insights';
export const STACK_ID =
  'arn:aws:cloudformation:eu-central-1:111122223333:stack/mcp-case-insights/6b1c3f20-c7a1-11f0-9c1d-0a58a9feac02';
export const SCRIPT_START = Date.parse('2026-11-20T09:00:00Z');
export const SCRIPT_TOKEN = 'case-insights-5f0c';

const TYPES: Readonly<Record<string, string>> = {
  STACK: 'AWS::CloudFormation::Stack',
  MCPLambdaRole: 'AWS::IAM::Role',
  MCPLambdaFunction: 'AWS::Lambda::Function',
  MCPLambdaLogGroup: 'AWS::Logs::LogGroup',
  MCPApiAccessLogGroup: 'AWS::Logs::LogGroup',
  MCPApiGateway: 'AWS::ApiGateway::RestApi',
  MCPApiRootMethod: 'AWS::ApiGateway::Method',
  MCPApiProxyMethod: 'AWS::ApiGateway::Method',
  MCPApiStage: 'AWS::ApiGateway::Stage',
  MCPApiDeployment: 'AWS::ApiGateway::Deployment',
  MCPUserPolicy: 'AWS::IAM::ManagedPolicy',
  MCPLambdaApiPermission: 'AWS::Lambda::Permission',
  MCPExportBucket: 'AWS::S3::Bucket',
};

/** The script's events, newest first, as DescribeStackEvents answers them. */
export function eventsOf({ lines }: Pick<StackScript, 'lines'>, token = SCRIPT_TOKEN): readonly StackEvent[] {
  return lines
    .trim()
    .split('\n')
    .map((line, index): StackEvent => {
      const parts = /^\s*(\d+) (\S+) (\S+)(?: (.*))?$/.exec(line);
      if (parts === null) throw new Error(`no event: ${line}`);
      const [, seconds = '', name = '', status = '', reason] = parts;
      const ofStack = name === 'STACK';
      const hook = /^HOOK\[(\w+) ([\w:]+)\]$/.exec((reason ?? '').split(' | ')[0] ?? '');
      return {
        EventId: `event-${String(index)}`,
        StackId: STACK_ID,
        StackName: STACK_NAME,
        LogicalResourceId: ofStack ? STACK_NAME : name,
        PhysicalResourceId: ofStack ? STACK_ID : `${STACK_NAME}-${name}-1X2Y3Z`,
        ResourceType: TYPES[name] ?? 'AWS::CloudFormation::CustomResource',
        Timestamp: new Date(SCRIPT_START + Number(seconds) * 1_000),
        // Written as CloudFormation writes it.
        ResourceStatus: status as NonNullable<StackEvent['ResourceStatus']>,
        ClientRequestToken: token,
        ...(hook === null
          ? reason !== undefined && { ResourceStatusReason: reason }
          : {
              HookStatus: hook[1] as NonNullable<StackEvent['HookStatus']>,
              HookType: hook[2],
              HookInvocationPoint: 'PRE_PROVISION',
              HookFailureMode: 'FAIL',
              HookStatusReason: reason?.split(' | ')[1],
            }),
      };
    })
    .reverse();
}

/** A creation that fails at one resource, with the rollback that follows. */
function failedCreate(
  name: string,
  logicalId: string,
  reason: string,
  cause: Omit<NonNullable<StackScript['cause']>, 'logicalId'>,
): StackScript {
  return {
    name,
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      3 MCPApiAccessLogGroup CREATE_IN_PROGRESS
      3 ${logicalId} CREATE_IN_PROGRESS
      5 ${logicalId} CREATE_FAILED ${reason}
      5 MCPApiAccessLogGroup CREATE_FAILED Resource creation cancelled
      6 STACK ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [MCPApiAccessLogGroup, ${logicalId}]. Rollback requested by user.
      8 MCPApiAccessLogGroup DELETE_COMPLETE
      9 ${logicalId} DELETE_COMPLETE
      10 STACK ROLLBACK_COMPLETE`,
    ends: 'ROLLBACK_COMPLETE',
    cause: { logicalId, ...cause },
  };
}

const handler = (message: string, code: string) =>
  `Resource handler returned message: "${message}" (RequestToken: 7f1d9a4e-5c1b-2f5e-9d30-1b6f3f1d2c55, HandlerErrorCode: ${code})`;

const DEPLOYER = 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Deploy_1a2b3c4d/ann@example.com';

export const STACK_SCRIPTS: readonly StackScript[] = [
  {
    name: 'a creation that succeeds',
    lines: `
      0 STACK REVIEW_IN_PROGRESS User Initiated
      40 STACK CREATE_IN_PROGRESS User Initiated
      43 MCPLambdaRole CREATE_IN_PROGRESS
      44 MCPLambdaRole CREATE_IN_PROGRESS Resource creation Initiated
      61 MCPLambdaRole CREATE_COMPLETE
      62 MCPLambdaFunction CREATE_IN_PROGRESS
      70 MCPLambdaFunction CREATE_COMPLETE
      71 MCPApiGateway CREATE_IN_PROGRESS
      72 MCPApiGateway CREATE_COMPLETE
      75 STACK CREATE_COMPLETE`,
    ends: 'CREATE_COMPLETE',
  },
  {
    name: 'an update that succeeds and cleans up',
    lines: `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      4 MCPLambdaFunction UPDATE_IN_PROGRESS
      12 MCPLambdaFunction UPDATE_COMPLETE
      14 STACK UPDATE_COMPLETE_CLEANUP_IN_PROGRESS
      20 MCPApiDeployment DELETE_COMPLETE
      21 STACK UPDATE_COMPLETE`,
    ends: 'UPDATE_COMPLETE',
  },
  failedCreate(
    'a role that the deployer may not create',
    'MCPLambdaRole',
    handler(
      `User: ${DEPLOYER} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/MCPLambda-ExecutionRole-acme because no identity-based policy allows the iam:CreateRole action (Service: Iam, Status Code: 403, Request ID: 4d1f0f8c-0000-4c5a-9a53-6b1f6a1b2c3d)`,
      'AccessDenied',
    ),
    {
      kind: 'not-authorized',
      says: /AWSReservedSSO_Deploy.* may not perform iam:CreateRole on arn:aws:iam::111122223333:role\/MCPLambda-ExecutionRole-acme\./,
      remedy: /Have iam:CreateRole allowed/,
    },
  ),
  failedCreate(
    'a service control policy in the way',
    'MCPLambdaRole',
    `API: iam:CreateRole User: ${DEPLOYER} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/MCPLambda-ExecutionRole-acme with an explicit deny in a service control policy: arn:aws:organizations::444455556666:policy/o-abc/service_control_policy/p-1`,
    { kind: 'explicit-deny', says: /service control policy forbids iam:CreateRole/, remedy: /SCP/ },
  ),
  failedCreate(
    'a permissions boundary in the way',
    'MCPUserPolicy',
    `User: ${DEPLOYER} is not authorized to perform: iam:CreatePolicy on resource: policy MCPCaseInsights-UserAccess-acme with an explicit deny in a permissions boundary`,
    { kind: 'explicit-deny', says: /permissions boundary forbids iam:CreatePolicy/, remedy: /boundary/ },
  ),
  failedCreate(
    'a role of the same name, left from another stack',
    'MCPLambdaRole',
    handler(
      'Role with name MCPLambda-ExecutionRole-acme already exists. (Service: Iam, Status Code: 409, Request ID: 1f2e)',
      'AlreadyExists',
    ),
    {
      kind: 'already-exists',
      says: /MCPLambdaRole \(AWS::IAM::Role\) already exists outside this stack/,
      remedy: /another identifier/,
    },
  ),
  failedCreate(
    'a log group that another stack owns',
    'MCPLambdaLogGroup',
    '/aws/lambda/MCP-CaseInsights-acme already exists in stack arn:aws:cloudformation:eu-central-1:111122223333:stack/mcp-case-insights-old/0a1b2c',
    { kind: 'already-exists', says: /in stack mcp-case-insights-old/ },
  ),
  failedCreate(
    'an account where API Gateway has no logging role',
    'MCPApiStage',
    handler(
      'CloudWatch Logs role ARN must be set in account settings to enable logging (Service: ApiGateway, Status Code: 400, Request ID: 77aa)',
      'InvalidRequest',
    ),
    { kind: 'logging-role', says: /no role .* writing logs/, remedy: /API Gateway console/ },
  ),
  failedCreate(
    'an integration timeout over the quota',
    'MCPApiProxyMethod',
    handler(
      'Timeout should be between 50 ms and 29000 ms (Service: ApiGateway, Status Code: 400, Request ID: 77ab)',
      'InvalidRequest',
    ),
    { kind: 'integration-timeout', says: /integration's timeout/, remedy: /29 seconds/ },
  ),
  failedCreate(
    "code that isn't in the bucket",
    'MCPLambdaFunction',
    handler(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist. (Service: Lambda, Status Code: 400, Request ID: 88)',
      'InvalidRequest',
    ),
    { kind: 'code-missing', says: /code is not in the asset bucket/, remedy: /Deploy again/ },
  ),
  failedCreate(
    'code in a bucket of another region',
    'MCPLambdaFunction',
    handler(
      'Error occurred while GetObject. S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: us-east-1. Please use this region to retry the request (Service: Lambda, Status Code: 400, Request ID: 89)',
      'InvalidRequest',
    ),
    { kind: 'code-elsewhere', says: /not in the region of the stack/, remedy: /stack's region/ },
  ),
  failedCreate(
    'code that may not be read',
    'MCPLambdaFunction',
    handler(
      'Your access has been denied by S3, please make sure your request credentials have permission to GetObject for case-assets/case-insights-mcp/ab12.zip. S3 Error Code: AccessDenied. S3 Error Message: Access Denied (Service: Lambda, Status Code: 403, Request ID: 8a)',
      'AccessDenied',
    ),
    { kind: 'code-denied', says: /may not read the function's code/, remedy: /s3:GetObject/ },
  ),
  {
    name: 'a Case Insights stack of another name',
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      2 STACK ROLLBACK_IN_PROGRESS No export named aws-case-insights-AthenaWorkGroupName found. Rollback requested by user.
      4 STACK ROLLBACK_COMPLETE`,
    ends: 'ROLLBACK_COMPLETE',
    cause: {
      kind: 'no-export',
      says: /no stack export aws-case-insights-AthenaWorkGroupName/,
      remedy: /EnableAnalytics=true/,
    },
  },
  {
    name: 'a session that expires in the middle',
    lines: `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      4 MCPLambdaFunction UPDATE_IN_PROGRESS
      9 MCPLambdaFunction UPDATE_FAILED ${handler('The security token included in the request is expired (Service: Lambda, Status Code: 403, Request ID: 9a)', 'GeneralServiceException')}
      10 STACK UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [MCPLambdaFunction].
      13 MCPLambdaFunction UPDATE_COMPLETE
      14 STACK UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS
      15 STACK UPDATE_ROLLBACK_COMPLETE`,
    ends: 'UPDATE_ROLLBACK_COMPLETE',
    cause: {
      logicalId: 'MCPLambdaFunction',
      kind: 'credentials-expired',
      says: /session has expired/,
      remedy: /Sign in again/,
    },
  },
  failedCreate(
    'credentials that a region does not know',
    'MCPLambdaRole',
    handler(
      'The security token included in the request is invalid. (Service: Iam, Status Code: 403, Request ID: 9b)',
      'InvalidCredentials',
    ),
    { kind: 'credentials-invalid', says: /does not recognize these credentials/, remedy: /region may not be enabled/ },
  ),
  failedCreate(
    'a region that is not enabled',
    'MCPLambdaFunction',
    handler(
      'STS is not activated in this region for account:111122223333. Region me-south-1 is not enabled for this account. (Service: Lambda, Status Code: 403, Request ID: 9c)',
      'GeneralServiceException',
    ),
    { kind: 'region-disabled', says: /not enabled in the account/, remedy: /AWS Regions/ },
  ),
  {
    name: 'a hook that refuses the API',
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      2 MCPApiGateway CREATE_IN_PROGRESS HOOK[HOOK_IN_PROGRESS Acme::ApiGuard::Hook]
      4 MCPApiGateway CREATE_IN_PROGRESS HOOK[HOOK_COMPLETE_FAILED Acme::ApiGuard::Hook] | Public REST APIs need approval ACME-42.
      5 MCPApiGateway CREATE_FAILED The following hook(s) failed: [Acme::ApiGuard::Hook]
      6 STACK ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [MCPApiGateway]. Rollback requested by user.
      8 STACK ROLLBACK_COMPLETE`,
    ends: 'ROLLBACK_COMPLETE',
    cause: { logicalId: 'MCPApiGateway', kind: 'hook', says: /Acme::ApiGuard::Hook/, remedy: /exception/ },
  },
  failedCreate(
    'a role that Lambda does not know yet',
    'MCPLambdaFunction',
    handler(
      'The role defined for the function cannot be assumed by Lambda. (Service: Lambda, Status Code: 400, Request ID: a1)',
      'InvalidRequest',
    ),
    { kind: 'role-not-ready', says: /role that was just created/, remedy: /Deploy again/ },
  ),
  failedCreate(
    'a runtime that a region lacks',
    'MCPLambdaFunction',
    handler(
      "Value nodejs24.x at 'runtime' failed to satisfy constraint: Member must satisfy enum value set (Service: Lambda, Status Code: 400, Request ID: a2)",
      'InvalidRequest',
    ),
    { kind: 'runtime', says: /runtime nodejs24\.x/ },
  ),
  failedCreate(
    'a full account',
    'MCPApiGateway',
    handler(
      'Maximum number of Rest APIs reached for this account, LimitExceededException (Service: ApiGateway, Status Code: 429, Request ID: a3)',
      'ServiceLimitExceeded',
    ),
    { kind: 'quota', says: /reached a quota for MCPApiGateway/, remedy: /Service Quotas/ },
  ),
  failedCreate(
    'reserved concurrency that the account does not have',
    'MCPLambdaFunction',
    handler(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10]. (Service: Lambda, Status Code: 400, Request ID: a4)",
      'InvalidRequest',
    ),
    { kind: 'quota', says: /quota/ },
  ),
  failedCreate(
    'too many requests',
    'MCPApiRootMethod',
    handler('Too Many Requests (Service: ApiGateway, Status Code: 429, Request ID: a5)', 'Throttling'),
    { kind: 'throttled', says: /too many requests at once/, remedy: /Wait/ },
  ),
  failedCreate(
    'a service that fails',
    'MCPApiGateway',
    handler('Internal Failure (Service: ApiGateway, Status Code: 500, Request ID: a6)', 'ServiceInternalError'),
    { kind: 'service-failure', says: /service behind MCPApiGateway .* failed/, remedy: /Health Dashboard/ },
  ),
  failedCreate(
    'a resource that never gets ready',
    'MCPLambdaFunction',
    handler(
      'Resource of type AWS::Lambda::Function with identifier MCP-CaseInsights-acme did not stabilize.',
      'NotStabilized',
    ),
    { kind: 'not-stabilized', says: /did not become ready/ },
  ),
  failedCreate(
    'a key that may not be used',
    'MCPApiAccessLogGroup2',
    handler(
      'The specified KMS key does not exist or is not allowed to be used with Arn arn:aws:logs:eu-central-1:111122223333:log-group:/aws/apigateway/mcp (Service: CloudWatchLogs, Status Code: 400, Request ID: a7)',
      'InvalidRequest',
    ),
    { kind: 'encryption-key', says: /encryption key/ },
  ),
  failedCreate(
    'a value that a service refuses',
    'MCPApiGateway',
    handler(
      'Invalid stage name: contains a space (Service: ApiGateway, Status Code: 400, Request ID: a8)',
      'InvalidRequest',
    ),
    { kind: 'invalid-property', says: /does not accept a value of MCPApiGateway/ },
  ),
  failedCreate(
    'a reason that nobody foresaw',
    'MCPApiGateway',
    handler('The flux capacitor <b>needs</b> 1.21 gigawatts', 'Weird'),
    {
      kind: 'unknown',
      says: /^MCPApiGateway \(AWS::ApiGateway::RestApi\) failed: The flux capacitor <b>needs<\/b> 1\.21 gigawatts$/,
    },
  ),
  {
    name: 'several failures at once, of which the first counts',
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      3 MCPLambdaRole CREATE_IN_PROGRESS
      3 MCPApiGateway CREATE_IN_PROGRESS
      4 MCPApiGateway CREATE_FAILED Resource creation cancelled
      5 MCPLambdaRole CREATE_FAILED ${handler('Role with name MCPLambda-ExecutionRole-acme already exists.', 'AlreadyExists')}
      6 MCPUserPolicy CREATE_FAILED ${handler('Internal Failure', 'ServiceInternalError')}
      7 STACK ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [MCPLambdaRole, MCPApiGateway, MCPUserPolicy]. Rollback requested by user.
      9 STACK ROLLBACK_COMPLETE`,
    ends: 'ROLLBACK_COMPLETE',
    cause: { logicalId: 'MCPLambdaRole', kind: 'already-exists', says: /already exists/ },
  },
  {
    name: 'a creation whose rollback fails too',
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      2 MCPExportBucket CREATE_COMPLETE
      3 MCPLambdaFunction CREATE_FAILED ${handler('Error occurred while GetObject. S3 Error Code: NoSuchKey.', 'InvalidRequest')}
      4 STACK ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [MCPLambdaFunction]. Rollback requested by user.
      6 MCPExportBucket DELETE_FAILED ${handler('The bucket you tried to delete is not empty (Service: S3, Status Code: 409)', 'GeneralServiceException')}
      7 STACK ROLLBACK_FAILED The following resource(s) failed to delete: [MCPExportBucket].`,
    ends: 'ROLLBACK_FAILED',
    cause: { logicalId: 'MCPLambdaFunction', kind: 'code-missing', says: /asset bucket/ },
  },
  {
    name: 'a creation that fails with rollback switched off',
    lines: `
      0 STACK CREATE_IN_PROGRESS User Initiated
      3 MCPLambdaFunction CREATE_FAILED ${handler('S3 Error Code: PermanentRedirect.', 'InvalidRequest')}
      4 STACK CREATE_FAILED The following resource(s) failed to create: [MCPLambdaFunction].`,
    ends: 'CREATE_FAILED',
    cause: { logicalId: 'MCPLambdaFunction', kind: 'code-elsewhere', says: /not in the region/ },
  },
  {
    name: 'an update that fails with rollback switched off',
    lines: `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      3 MCPLambdaFunction UPDATE_FAILED ${handler('S3 Error Code: NoSuchKey.', 'InvalidRequest')}
      4 STACK UPDATE_FAILED The following resource(s) failed to update: [MCPLambdaFunction].`,
    ends: 'UPDATE_FAILED',
    cause: { logicalId: 'MCPLambdaFunction', kind: 'code-missing', says: /asset bucket/ },
  },
  {
    name: 'an update that somebody rolls back',
    lines: `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      3 MCPLambdaFunction UPDATE_IN_PROGRESS
      5 STACK UPDATE_ROLLBACK_IN_PROGRESS User Initiated
      6 MCPLambdaFunction UPDATE_FAILED Resource update cancelled
      9 MCPLambdaFunction UPDATE_COMPLETE
      10 STACK UPDATE_ROLLBACK_COMPLETE`,
    ends: 'UPDATE_ROLLBACK_COMPLETE',
  },
  {
    name: 'an update that cannot be rolled back',
    lines: `
      0 STACK UPDATE_IN_PROGRESS User Initiated
      3 MCPApiStage UPDATE_FAILED ${handler('CloudWatch Logs role ARN must be set in account settings to enable logging', 'InvalidRequest')}
      4 STACK UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [MCPApiStage].
      6 MCPLambdaFunction UPDATE_FAILED ${handler('Function not found: arn:aws:lambda:eu-central-1:111122223333:function:MCP-CaseInsights-acme (Service: Lambda, Status Code: 404)', 'NotFound')}
      7 MCPApiStage UPDATE_COMPLETE
      8 STACK UPDATE_ROLLBACK_FAILED The following resource(s) failed to update: [MCPLambdaFunction].`,
    ends: 'UPDATE_ROLLBACK_FAILED',
    cause: { logicalId: 'MCPApiStage', kind: 'logging-role', says: /API Gateway/ },
  },
  {
    name: 'a deletion that a user of the policy stops',
    lines: `
      0 STACK DELETE_IN_PROGRESS User Initiated
      2 MCPApiStage DELETE_IN_PROGRESS
      3 MCPApiStage DELETE_COMPLETE
      4 MCPUserPolicy DELETE_FAILED ${handler('Cannot delete a policy attached to entities. (Service: Iam, Status Code: 409, Request ID: b1)', 'ResourceConflict')}
      5 STACK DELETE_FAILED The following resource(s) failed to delete: [MCPUserPolicy].`,
    ends: 'DELETE_FAILED',
    cause: { logicalId: 'MCPUserPolicy', kind: 'in-use', says: /still in use/, remedy: /Grant Access/ },
  },
  {
    name: 'a deletion that another stack stops, before any resource',
    lines: `
      0 STACK DELETE_IN_PROGRESS User Initiated
      1 STACK DELETE_FAILED Export mcp-case-insights-MCPUserPolicy cannot be deleted as it is in use by team-access.`,
    ends: 'DELETE_FAILED',
    cause: { kind: 'export-in-use', says: /in use by team-access/ },
  },
  {
    name: 'a deletion that succeeds',
    lines: `
      0 STACK DELETE_IN_PROGRESS User Initiated
      2 MCPApiStage DELETE_COMPLETE
      5 STACK DELETE_COMPLETE`,
    ends: 'DELETE_COMPLETE',
  },
];
