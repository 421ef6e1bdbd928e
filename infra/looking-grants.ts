import type { DeployerGrant } from './deployer-grants.ts';

/**
 * What the extension reads around a deployment: existing stacks, prerequisites, principals to grant access to. Without
 * these permissions a deployment still works, and the extension says what it could not read.
 */
export const LOOKING_GRANTS: readonly DeployerGrant[] = [
  {
    sid: 'Exports',
    reason: 'Finds Case Insights by its exports. This action does not support resources.',
    types: [],
    actions: ['cloudformation:ListExports'],
    resources: ['*'],
  },
  {
    sid: 'Stacks',
    reason: 'Finds existing servers, including those of the older sample, under any stack name.',
    types: [],
    actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
    resources: ['arn:aws:cloudformation:*:*:stack/*'],
  },
  {
    sid: 'Data',
    reason: 'Checks that the workgroup and the case table exist. No query runs.',
    types: [],
    actions: ['athena:GetWorkGroup', 'athena:GetTableMetadata', 'glue:GetDatabase', 'glue:GetTable'],
    resources: [
      'arn:aws:athena:*:*:workgroup/CaseInsights-*',
      'arn:aws:athena:*:*:datacatalog/AwsDataCatalog',
      'arn:aws:glue:*:*:catalog',
      'arn:aws:glue:*:*:database/case_insights_*',
      'arn:aws:glue:*:*:table/case_insights_*/*',
    ],
  },
  {
    sid: 'Models',
    reason:
      'Lists the models that the account can call, and checks the chosen one. These actions do not support resources.',
    types: [],
    actions: [
      'bedrock:ListFoundationModels',
      'bedrock:ListInferenceProfiles',
      'bedrock:GetFoundationModelAvailability',
    ],
    resources: ['*'],
  },
  {
    sid: 'ModelBehindProfile',
    reason: "Finds the model behind an account's own inference profile.",
    types: [],
    onlyWith: 'an application inference profile',
    actions: ['bedrock:GetInferenceProfile'],
    resources: ['arn:aws:bedrock:*:*:application-inference-profile/*'],
  },
  {
    sid: 'LoggingRole',
    reason: 'Checks whether API Gateway has its logging role, which access logs need.',
    types: [],
    actions: ['apigateway:GET'],
    resources: ['arn:aws:apigateway:*::/account'],
  },
  {
    sid: 'OwnRole',
    reason: "Finds the path of the deployer's own role, which the session's ARN does not contain.",
    types: [],
    actions: ['iam:GetRole'],
    resources: ['arn:aws:iam::*:role/*'],
  },
  {
    sid: 'OwnPermissions',
    reason: 'Asks IAM in advance which permissions the deployer lacks.',
    types: [],
    actions: ['iam:SimulatePrincipalPolicy'],
    resources: ['arn:aws:iam::*:role/*', 'arn:aws:iam::*:user/*'],
  },
  {
    sid: 'Quotas',
    reason: 'Reads the concurrency limit. This action does not support resources.',
    types: [],
    actions: ['servicequotas:ListServiceQuotas'],
    resources: ['*'],
  },
  {
    sid: 'Grantees',
    reason: 'Lists the users, groups and roles that can be given access. These actions do not support resources.',
    types: [],
    actions: ['iam:ListUsers', 'iam:ListGroups', 'iam:ListRoles'],
    resources: ['*'],
  },
];
