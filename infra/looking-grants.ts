import type { DeployerGrant } from './deployer-grants.ts';

/**
 * What is looked at around a deployment: which stacks there are, whether all is ready, who can be given access. Where it
 * is not allowed, the extension says what it could not see, and a deployment goes on all the same.
 */
export const LOOKING_GRANTS: readonly DeployerGrant[] = [
  {
    sid: 'Exports',
    reason: 'Finds Case Insights by its exports; the action knows no resources.',
    types: [],
    actions: ['cloudformation:ListExports'],
    resources: ['*'],
  },
  {
    sid: 'Stacks',
    reason: 'Finds the servers that there are, those of the older sample too, whatever their stacks are called.',
    types: [],
    actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
    resources: ['arn:aws:cloudformation:*:*:stack/*'],
  },
  {
    sid: 'Data',
    reason: 'Looks whether the workgroup and the table of cases answer; no query runs.',
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
    reason: 'Lists the models that the account can call, and says what a chosen one lacks; these know no resources.',
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
    reason: 'Looks whether API Gateway has its logging role, which access logs need.',
    types: [],
    actions: ['apigateway:GET'],
    resources: ['arn:aws:apigateway:*::/account'],
  },
  {
    sid: 'OwnRole',
    reason: "Finds the path of the deployer's own role, which its session does not tell.",
    types: [],
    actions: ['iam:GetRole'],
    resources: ['arn:aws:iam::*:role/*'],
  },
  {
    sid: 'OwnPermissions',
    reason: 'Lets IAM say beforehand what the deployer itself lacks.',
    types: [],
    actions: ['iam:SimulatePrincipalPolicy'],
    resources: ['arn:aws:iam::*:role/*', 'arn:aws:iam::*:user/*'],
  },
  {
    sid: 'Quotas',
    reason: 'Reads how much may run at once; the action knows no resources.',
    types: [],
    actions: ['servicequotas:ListServiceQuotas'],
    resources: ['*'],
  },
  {
    sid: 'Grantees',
    reason: 'Lists who can be given access, to choose from; these actions know no resources.',
    types: [],
    actions: ['iam:ListUsers', 'iam:ListGroups', 'iam:ListRoles'],
    resources: ['*'],
  },
];
