/** A statement of the deployer's policy. CloudFormation acts with the deployer's own permissions. */
export interface DeployerGrant {
  readonly sid: string;
  readonly reason: string;
  /** Resource types that CloudFormation handles with these permissions. Empty if only the deployer makes the calls. */
  readonly types: readonly string[];
  /** The option that needs this statement. */
  readonly onlyWith?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: object;
}

const functions = ['arn:aws:lambda:*:*:function:MCP-CaseInsights-*'];
const functionRole = 'arn:aws:iam::*:role/MCPLambda-ExecutionRole-*';
const loggingRole = 'arn:aws:iam::*:role/mcp-case-insights-ApiGatewayCloudWatchLogsRole-*';
const userPolicy = 'arn:aws:iam::*:policy/MCPCaseInsights-UserAccess-*';
const apis = ['arn:aws:apigateway:*::/restapis', 'arn:aws:apigateway:*::/restapis/*'];

const stacks = 'arn:aws:cloudformation:*:*:stack/mcp-case-insights*/*';
const changeSets = 'arn:aws:cloudformation:*:*:changeSet/case-insights-*/*';
const bootstrapBucket = 'arn:aws:s3:::cdk-hnb659fds-assets-*';
const ownBucket = 'arn:aws:s3:::case-insights-mcp-*-an';

/** Creates, updates and deletes the stack, and grants access to it. */
export const DEPLOYER_GRANTS: readonly DeployerGrant[] = [
  {
    sid: 'Stack',
    reason: 'Creates, shows, executes and follows change sets; rolls back, protects and deletes the stack.',
    types: [],
    actions: [
      'cloudformation:CreateChangeSet',
      'cloudformation:ListChangeSets',
      'cloudformation:DescribeChangeSet',
      'cloudformation:ExecuteChangeSet',
      'cloudformation:DeleteChangeSet',
      'cloudformation:DescribeStacks',
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeEvents',
      'cloudformation:ListStackResources',
      'cloudformation:CancelUpdateStack',
      'cloudformation:ContinueUpdateRollback',
      'cloudformation:RollbackStack',
      'cloudformation:UpdateTerminationProtection',
      'cloudformation:DeleteStack',
      'cloudformation:TagResource',
      'cloudformation:UntagResource',
    ],
    resources: [stacks, changeSets],
  },
  {
    sid: 'StackByCommand',
    reason: 'Creates and updates the stack without a change set, as the commands in the guide do.',
    types: [],
    onlyWith: '`aws cloudformation create-stack` or `update-stack`',
    actions: ['cloudformation:CreateStack', 'cloudformation:UpdateStack'],
    resources: [stacks],
  },
  {
    sid: 'Program',
    reason:
      "Uploads the function's zip to the CDK bootstrap bucket or the extension's own bucket; Lambda reads it from there.",
    types: ['AWS::Lambda::Function'],
    actions: ['s3:ListBucket', 's3:PutObject', 's3:GetObject'],
    resources: [
      bootstrapBucket,
      `${bootstrapBucket}/case-insights-mcp/*`,
      ownBucket,
      `${ownBucket}/case-insights-mcp/*`,
    ],
  },
  {
    sid: 'OwnBucket',
    reason: "Creates the extension's own bucket and blocks public access to it.",
    types: [],
    onlyWith: 'no bootstrap bucket',
    actions: ['s3:CreateBucket', 's3:PutBucketPublicAccessBlock'],
    resources: [ownBucket],
  },
  {
    sid: 'Roles',
    reason: "Manages the function's role and, if enabled, the logging role of API Gateway.",
    types: ['AWS::IAM::Role', 'AWS::ApiGateway::Account'],
    actions: [
      'iam:CreateRole',
      'iam:GetRole',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
      'iam:UpdateAssumeRolePolicy',
      'iam:DeleteRole',
      'iam:PutRolePolicy',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      'iam:DeleteRolePolicy',
      'iam:AttachRolePolicy',
      'iam:DetachRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:PutRolePermissionsBoundary',
      'iam:DeleteRolePermissionsBoundary',
      'iam:TagRole',
      'iam:UntagRole',
    ],
    resources: [functionRole, loggingRole],
  },
  {
    sid: 'PassRoles',
    reason: 'Passes these roles to Lambda and API Gateway only.',
    types: ['AWS::Lambda::Function', 'AWS::ApiGateway::Account'],
    actions: ['iam:PassRole'],
    resources: [functionRole, loggingRole],
    condition: {
      StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'apigateway.amazonaws.com'] },
    },
  },
  {
    sid: 'UserPolicy',
    reason: 'Manages the policy for callers. An update creates a new version; IAM keeps five.',
    types: ['AWS::IAM::ManagedPolicy'],
    actions: [
      'iam:CreatePolicy',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicyVersions',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:ListEntitiesForPolicy',
      'iam:DeletePolicy',
    ],
    resources: [userPolicy],
  },
  {
    sid: 'GrantAccess',
    reason: 'Attaches only that policy to users, groups and roles, and detaches it before it is deleted.',
    types: ['AWS::IAM::ManagedPolicy'],
    actions: [
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:AttachRolePolicy',
      'iam:DetachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DetachRolePolicy',
    ],
    resources: ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:group/*', 'arn:aws:iam::*:role/*'],
    condition: { ArnLike: { 'iam:PolicyARN': userPolicy } },
  },
  {
    sid: 'Function',
    reason: 'Creates, updates and deletes the function, and lets API Gateway call it.',
    types: ['AWS::Lambda::Function', 'AWS::Lambda::Permission'],
    actions: [
      'lambda:CreateFunction',
      'lambda:GetFunction',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetFunctionRecursionConfig',
      'lambda:GetFunctionScalingConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:PutFunctionConcurrency',
      'lambda:DeleteFunctionConcurrency',
      'lambda:DeleteFunction',
      'lambda:AddPermission',
      'lambda:RemovePermission',
      'lambda:GetPolicy',
      'lambda:TagResource',
      'lambda:UntagResource',
      'lambda:ListTags',
    ],
    resources: functions,
  },
  {
    sid: 'Api',
    reason:
      "Manages the API, its methods, deployments and stage. An API's ARN has no name, so the statement covers all APIs.",
    types: [
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGateway::Resource',
      'AWS::ApiGateway::Method',
      'AWS::ApiGateway::Deployment',
      'AWS::ApiGateway::Stage',
    ],
    actions: ['apigateway:GET', 'apigateway:POST', 'apigateway:PUT', 'apigateway:PATCH', 'apigateway:DELETE'],
    resources: [...apis, 'arn:aws:apigateway:*::/tags/*'],
  },
  {
    sid: 'ApiPolicy',
    reason: "Sets the API's resource policy: source addresses, VPC endpoints, callers from other accounts.",
    types: ['AWS::ApiGateway::RestApi'],
    onlyWith: 'AllowedSourceIps, VpcEndpointIds or CallerPrincipals',
    actions: ['apigateway:UpdateRestApiPolicy'],
    resources: apis,
  },
  {
    sid: 'PrivateApi',
    reason:
      "API Gateway looks up the VPC endpoints with the deployer's permissions. This action does not support resources.",
    types: ['AWS::ApiGateway::RestApi'],
    onlyWith: 'VpcEndpointIds',
    actions: ['ec2:DescribeVpcEndpoints'],
    resources: ['*'],
  },
  {
    sid: 'ApiAccount',
    reason: 'Sets the logging role of API Gateway for the account and Region.',
    types: ['AWS::ApiGateway::Account'],
    onlyWith: 'ApiGatewayAccountLogging',
    actions: ['apigateway:GET', 'apigateway:PATCH'],
    resources: ['arn:aws:apigateway:*::/account'],
  },
  {
    sid: 'WebAcl',
    reason: 'Associates the existing web ACL with the stage, and removes it.',
    types: ['AWS::WAFv2::WebACLAssociation'],
    onlyWith: 'WebAclArn',
    actions: [
      'wafv2:AssociateWebACL',
      'wafv2:DisassociateWebACL',
      'wafv2:GetWebACL',
      'wafv2:GetWebACLForResource',
      'apigateway:SetWebACL',
    ],
    resources: ['arn:aws:wafv2:*:*:regional/webacl/*/*', 'arn:aws:apigateway:*::/restapis/*/stages/*'],
  },
  {
    sid: 'LogGroups',
    reason: 'Manages both log groups, their retention and their key.',
    types: ['AWS::Logs::LogGroup'],
    actions: [
      'logs:CreateLogGroup',
      'logs:DeleteLogGroup',
      'logs:PutRetentionPolicy',
      'logs:DeleteRetentionPolicy',
      'logs:AssociateKmsKey',
      'logs:DisassociateKmsKey',
      'logs:TagResource',
      'logs:UntagResource',
      'logs:ListTagsForResource',
      'logs:GetDataProtectionPolicy',
    ],
    resources: [
      'arn:aws:logs:*:*:log-group:/aws/lambda/MCP-CaseInsights-*',
      'arn:aws:logs:*:*:log-group:/aws/apigateway/mcp-case-insights-access-*',
    ],
  },
  {
    sid: 'LogQueries',
    reason:
      'Lists log groups with their policies and saves queries for them. These actions do not support narrower resources.',
    types: ['AWS::Logs::LogGroup', 'AWS::Logs::QueryDefinition'],
    actions: [
      'logs:DescribeLogGroups',
      'logs:DescribeIndexPolicies',
      'logs:DescribeResourcePolicies',
      'logs:PutQueryDefinition',
      'logs:DescribeQueryDefinitions',
      'logs:DeleteQueryDefinition',
    ],
    resources: ['*'],
  },
  {
    sid: 'Dashboard',
    reason: 'Manages the dashboard.',
    types: ['AWS::CloudWatch::Dashboard'],
    actions: ['cloudwatch:PutDashboard', 'cloudwatch:GetDashboard', 'cloudwatch:DeleteDashboards'],
    resources: ['arn:aws:cloudwatch::*:dashboard/MCP-CaseInsights-*'],
  },
  {
    sid: 'Alarms',
    reason: 'Manages the alarms.',
    types: ['AWS::CloudWatch::Alarm'],
    actions: [
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:DeleteAlarms',
      'cloudwatch:TagResource',
      'cloudwatch:UntagResource',
      'cloudwatch:ListTagsForResource',
    ],
    resources: ['arn:aws:cloudwatch:*:*:alarm:*'],
  },
];
