/** Where a stack goes and how its resources are named. */
export interface StackPlace {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  /** The identifier that ends the names, with its suffix. */
  readonly identifier: string;
}

export interface Need {
  readonly actions: readonly string[];
  readonly resource: string;
}

/**
 * The permissions for creating the stack, on the actual resource names, because deployer policies are often limited to
 * names.
 */
export function deployerNeeds({ partition, account, region, stackName, identifier }: StackPlace): readonly Need[] {
  const arn = (service: string, resource: string, where = region, owner = account) =>
    `arn:${partition}:${service}:${where}:${owner}:${resource}`;
  return [
    {
      resource: arn('cloudformation', `stack/${stackName}/*`),
      actions: [
        'cloudformation:CreateChangeSet',
        'cloudformation:DescribeChangeSet',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:DescribeStacks',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DeleteStack',
      ],
    },
    {
      resource: arn('iam', `role/MCPLambda-ExecutionRole-${identifier}`, ''),
      actions: ['iam:CreateRole', 'iam:GetRole', 'iam:PutRolePolicy', 'iam:PassRole', 'iam:DeleteRole'],
    },
    {
      resource: arn('iam', `policy/MCPCaseInsights-UserAccess-${identifier}`, ''),
      actions: ['iam:CreatePolicy', 'iam:GetPolicy', 'iam:DeletePolicy'],
    },
    {
      resource: arn('lambda', `function:MCP-CaseInsights-${identifier}`),
      actions: ['lambda:CreateFunction', 'lambda:GetFunction', 'lambda:AddPermission', 'lambda:DeleteFunction'],
    },
    {
      resource: arn('apigateway', '/restapis', region, ''),
      actions: ['apigateway:POST'],
    },
    {
      resource: arn('logs', `log-group:/aws/lambda/MCP-CaseInsights-${identifier}`),
      actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
    },
  ];
}
