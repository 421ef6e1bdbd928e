/** What CloudFormation itself calls for a type of resource, by the permissions of whoever deploys. */
export interface ProviderHandler {
  /** `handlers.{create,read,update,delete}.permissions` of the type's provider schema, each once. */
  readonly permissions: readonly string[];
  /** Those of them that are for properties which the template doesn't set, by what they are for. */
  readonly idle?: Readonly<Record<string, readonly string[]>>;
  /** Beyond the schema, with where it says so. */
  readonly more?: Readonly<Record<string, readonly string[]>>;
}

/**
 * By `aws cloudformation describe-type --type RESOURCE --type-name NAME`, as of October 2026; read from the mirrors of
 * the schemas in github.com/pulumi/pulumi-aws-native (aws-cloudformation-schema/) and carina-rs/carina-provider-awscc.
 */
export const PROVIDER_HANDLERS: Readonly<Record<string, ProviderHandler>> = {
  'AWS::ApiGateway::Account': {
    permissions: ['apigateway:GET', 'apigateway:PATCH', 'iam:GetRole', 'iam:PassRole'],
  },
  'AWS::ApiGateway::Deployment': {
    permissions: ['apigateway:POST', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:PUT', 'apigateway:DELETE'],
  },
  'AWS::ApiGateway::Method': {
    permissions: ['apigateway:PUT', 'apigateway:GET', 'apigateway:DELETE', 'iam:PassRole'],
    idle: { 'credentials of an integration': ['iam:PassRole'] },
  },
  'AWS::ApiGateway::Resource': {
    permissions: ['apigateway:POST', 'apigateway:GET', 'apigateway:PATCH', 'apigateway:DELETE'],
  },
  'AWS::ApiGateway::RestApi': {
    permissions: [
      'apigateway:GET',
      'apigateway:POST',
      'apigateway:PUT',
      'apigateway:PATCH',
      'apigateway:DELETE',
      'apigateway:UpdateRestApiPolicy',
      's3:GetObject',
      'iam:PassRole',
    ],
    idle: { 'a definition in OpenAPI': ['s3:GetObject', 'iam:PassRole'] },
    more: {
      'a private API looks up its endpoints: docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html':
        ['ec2:DescribeVpcEndpoints'],
    },
  },
  'AWS::ApiGateway::Stage': {
    permissions: ['apigateway:POST', 'apigateway:PATCH', 'apigateway:GET', 'apigateway:PUT', 'apigateway:DELETE'],
  },
  'AWS::CloudWatch::Alarm': {
    permissions: [
      'cloudwatch:PutMetricAlarm',
      'cloudwatch:DescribeAlarms',
      'cloudwatch:DeleteAlarms',
      'cloudwatch:TagResource',
      'cloudwatch:UntagResource',
      'cloudwatch:ListTagsForResource',
    ],
  },
  'AWS::CloudWatch::Dashboard': {
    permissions: ['cloudwatch:PutDashboard', 'cloudwatch:GetDashboard', 'cloudwatch:DeleteDashboards'],
  },
  'AWS::IAM::ManagedPolicy': {
    permissions: [
      'iam:CreatePolicy',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:ListPolicyVersions',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicyVersion',
      'iam:DeletePolicy',
      'iam:ListEntitiesForPolicy',
      'iam:AttachUserPolicy',
      'iam:AttachGroupPolicy',
      'iam:AttachRolePolicy',
      'iam:DetachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DetachRolePolicy',
    ],
  },
  'AWS::IAM::Role': {
    permissions: [
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
  },
  'AWS::Lambda::Function': {
    permissions: [
      'lambda:CreateFunction',
      'lambda:GetFunction',
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:DeleteFunction',
      'lambda:PutFunctionConcurrency',
      'lambda:DeleteFunctionConcurrency',
      'lambda:TagResource',
      'lambda:UntagResource',
      'lambda:ListTags',
      'lambda:GetFunctionCodeSigningConfig',
      'lambda:GetRuntimeManagementConfig',
      'lambda:GetFunctionRecursionConfig',
      'iam:PassRole',
      's3:GetObject',
      's3:GetObjectVersion',
      'lambda:GetCodeSigningConfig',
      'lambda:PutFunctionCodeSigningConfig',
      'lambda:DeleteFunctionCodeSigningConfig',
      'lambda:PutRuntimeManagementConfig',
      'lambda:PutFunctionRecursionConfig',
      'lambda:GetLayerVersion',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'ec2:DescribeVpcs',
      'ec2:DescribeNetworkInterfaces',
      'elasticfilesystem:DescribeMountTargets',
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:Encrypt',
      'kms:GenerateDataKey',
    ],
    idle: {
      'a version of the zip': ['s3:GetObjectVersion'],
      'signed code': [
        'lambda:GetCodeSigningConfig',
        'lambda:PutFunctionCodeSigningConfig',
        'lambda:DeleteFunctionCodeSigningConfig',
      ],
      'a pinned runtime': ['lambda:PutRuntimeManagementConfig'],
      'a change of loop detection': ['lambda:PutFunctionRecursionConfig'],
      layers: ['lambda:GetLayerVersion'],
      'a VPC': [
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'ec2:DescribeNetworkInterfaces',
      ],
      'a file system': ['elasticfilesystem:DescribeMountTargets'],
      "a key for the environment's variables": ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    },
    more: {
      'read since Lambda has managed instances, by what deployers report; not in the mirrored schema': [
        'lambda:GetFunctionScalingConfig',
      ],
    },
  },
  'AWS::Lambda::Permission': {
    permissions: ['lambda:AddPermission', 'lambda:RemovePermission', 'lambda:GetPolicy'],
  },
  'AWS::Logs::LogGroup': {
    permissions: [
      'logs:CreateLogGroup',
      'logs:DescribeLogGroups',
      'logs:DeleteLogGroup',
      'logs:PutRetentionPolicy',
      'logs:DeleteRetentionPolicy',
      'logs:AssociateKmsKey',
      'logs:DisassociateKmsKey',
      'logs:TagResource',
      'logs:UntagResource',
      'logs:ListTagsForResource',
      'logs:GetDataProtectionPolicy',
      'logs:DescribeIndexPolicies',
      'logs:DescribeResourcePolicies',
      'logs:PutDataProtectionPolicy',
      'logs:DeleteDataProtectionPolicy',
      'logs:PutIndexPolicy',
      'logs:DeleteIndexPolicy',
      'logs:PutResourcePolicy',
      'logs:DeleteResourcePolicy',
      'logs:PutLogGroupDeletionProtection',
      'logs:CreateLogDelivery',
      's3:REST.PUT.OBJECT',
      'firehose:TagDeliveryStream',
    ],
    idle: {
      'a data protection policy': [
        'logs:PutDataProtectionPolicy',
        'logs:DeleteDataProtectionPolicy',
        'logs:CreateLogDelivery',
        's3:REST.PUT.OBJECT',
        'firehose:TagDeliveryStream',
      ],
      'indexed fields': ['logs:PutIndexPolicy', 'logs:DeleteIndexPolicy'],
      'a resource policy': ['logs:PutResourcePolicy', 'logs:DeleteResourcePolicy'],
      'protection from deletion': ['logs:PutLogGroupDeletionProtection'],
    },
  },
  'AWS::Logs::QueryDefinition': {
    // The schema has the action without its last letter; IAM knows it by this name alone.
    permissions: ['logs:PutQueryDefinition', 'logs:DescribeQueryDefinitions', 'logs:DeleteQueryDefinition'],
  },
  'AWS::WAFv2::WebACLAssociation': {
    permissions: [
      'wafv2:AssociateWebACL',
      'wafv2:DisassociateWebACL',
      'wafv2:GetWebACL',
      'wafv2:GetWebACLForResource',
      'apigateway:SetWebACL',
      'elasticloadbalancing:SetWebACL',
      'appsync:SetWebACL',
      'cognito-idp:AssociateWebACL',
      'cognito-idp:DisassociateWebACL',
      'cognito-idp:GetWebACLForResource',
      'apprunner:AssociateWebAcl',
      'apprunner:DisassociateWebAcl',
      'apprunner:DescribeWebAclForService',
      'ec2:AssociateVerifiedAccessInstanceWebAcl',
      'ec2:DisassociateVerifiedAccessInstanceWebAcl',
      'ec2:DescribeVerifiedAccessInstanceWebAclAssociations',
      'ec2:GetVerifiedAccessInstanceWebAcl',
    ],
    idle: {
      'what is no stage': [
        'elasticloadbalancing:SetWebACL',
        'appsync:SetWebACL',
        'cognito-idp:AssociateWebACL',
        'cognito-idp:DisassociateWebACL',
        'cognito-idp:GetWebACLForResource',
        'apprunner:AssociateWebAcl',
        'apprunner:DisassociateWebAcl',
        'apprunner:DescribeWebAclForService',
        'ec2:AssociateVerifiedAccessInstanceWebAcl',
        'ec2:DisassociateVerifiedAccessInstanceWebAcl',
        'ec2:DescribeVerifiedAccessInstanceWebAclAssociations',
        'ec2:GetVerifiedAccessInstanceWebAcl',
      ],
    },
  },
};
