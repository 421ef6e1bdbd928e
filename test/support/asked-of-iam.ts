import type { Asked } from './iam-policy.ts';
import type { RecordedCall } from './recorded-clients.ts';
import { STACK_ID } from './stack-scripts.ts';

/** The account and Region of what is asked. */
export const PLACE = { account: '111122223333', region: 'eu-central-1' } as const;

/** What IAM is asked when the deployer makes the call. Throws for an operation that is not known here. */
export function askedFor({ operation, input }: RecordedCall): readonly Asked[] {
  const ask = ASKED[operation];
  if (ask === undefined) throw new Error(`Say in ASKED what IAM is asked for ${operation}.`);
  return ask(input);
}

type Input = RecordedCall['input'];

const here = (service: string, resource: string) => `arn:aws:${service}:${PLACE.region}:${PLACE.account}:${resource}`;
const iamArn = (resource: string) => `arn:aws:iam::${PLACE.account}:${resource}`;
const onBucket = (action: string) => (input: Input) => [
  { action, resource: `arn:aws:s3:::${String(input['Bucket'])}` },
];
const onObject = (action: string) => (input: Input) => [
  { action, resource: `arn:aws:s3:::${String(input['Bucket'])}/${String(input['Key'])}` },
];
const anywhere = (action: string) => () => [{ action, resource: '*' }];
const onStack = (action: string) => (input: Input) => [{ action, resource: stackOf(input) }];
const onGrantee = (kind: 'user' | 'group' | 'role', verb: 'Attach' | 'Detach') => (input: Input) => {
  const named = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const resource = iamArn(`${kind}/${String(input[`${named}Name`])}`);
  return [{ action: `iam:${verb}${named}Policy`, resource, context: { 'iam:PolicyARN': String(input['PolicyArn']) } }];
};

/** CloudFormation judges what is done to a change set by its stack, which all change sets here belong to. */
function stackOf({ StackName: name }: Input): string {
  const of = typeof name === 'string' ? name : STACK_ID;
  return of.startsWith('arn:') ? of : here('cloudformation', `stack/${of}/*`);
}

/**
 * What IAM asks for each call, by the service authorization reference; several names are not those of the operations.
 */
const ASKED: Readonly<Record<string, (input: Input) => readonly Asked[]>> = {
  'STS.GetCallerIdentity': () => [],
  'CloudFormation.ListExports': anywhere('cloudformation:ListExports'),
  'CloudFormation.DescribeStacks': (input) => [
    {
      action: 'cloudformation:DescribeStacks',
      resource: input['StackName'] === undefined ? here('cloudformation', 'stack/*') : stackOf(input),
    },
  ],
  'CloudFormation.CreateChangeSet': (input) => [
    { action: 'cloudformation:CreateChangeSet', resource: stackOf(input) },
    ...['cloudformation:TagResource', 'cloudformation:UntagResource'].flatMap((action) => [
      { action, resource: stackOf(input) },
      { action, resource: here('cloudformation', `changeSet/${String(input['ChangeSetName'])}/1`) },
    ]),
  ],
  'CloudFormation.DescribeEvents': (input) => [
    { action: 'cloudformation:DescribeEvents', resource: String(input['ChangeSetName']) },
  ],
  ...Object.fromEntries(
    [
      'CancelUpdateStack',
      'ContinueUpdateRollback',
      'DeleteChangeSet',
      'DeleteStack',
      'DescribeChangeSet',
      'DescribeStackEvents',
      'ExecuteChangeSet',
      'ListChangeSets',
      'ListStackResources',
      'RollbackStack',
      'UpdateTerminationProtection',
    ].map((name) => [`CloudFormation.${name}`, onStack(`cloudformation:${name}`)]),
  ),
  'S3.HeadBucket': onBucket('s3:ListBucket'),
  'S3.CreateBucket': onBucket('s3:CreateBucket'),
  'S3.PutPublicAccessBlock': onBucket('s3:PutBucketPublicAccessBlock'),
  'S3.HeadObject': onObject('s3:GetObject'),
  'S3.PutObject': onObject('s3:PutObject'),
  'Athena.GetWorkGroup': (input) => [
    { action: 'athena:GetWorkGroup', resource: here('athena', `workgroup/${String(input['WorkGroup'])}`) },
  ],
  // Athena looks into the Glue catalog as the caller.
  'Athena.GetTableMetadata': (input) => {
    const database = String(input['DatabaseName']);
    const [of, table] = [`database/${database}`, `table/${database}/${String(input['TableName'])}`];
    return [
      { action: 'athena:GetTableMetadata', resource: here('athena', `datacatalog/${String(input['CatalogName'])}`) },
      ...['catalog', of].map((resource) => ({ action: 'glue:GetDatabase', resource: here('glue', resource) })),
      ...['catalog', of, table].map((resource) => ({ action: 'glue:GetTable', resource: here('glue', resource) })),
    ];
  },
  'Bedrock.ListFoundationModels': anywhere('bedrock:ListFoundationModels'),
  'Bedrock.ListInferenceProfiles': anywhere('bedrock:ListInferenceProfiles'),
  'Bedrock.GetFoundationModelAvailability': anywhere('bedrock:GetFoundationModelAvailability'),
  'Bedrock.GetInferenceProfile': (input) => [
    { action: 'bedrock:GetInferenceProfile', resource: String(input['inferenceProfileIdentifier']) },
  ],
  'APIGateway.GetAccount': () => [
    { action: 'apigateway:GET', resource: `arn:aws:apigateway:${PLACE.region}::/account` },
  ],
  'ServiceQuotas.ListServiceQuotas': anywhere('servicequotas:ListServiceQuotas'),
  'IAM.GetRole': (input) => [{ action: 'iam:GetRole', resource: iamArn(`role/${String(input['RoleName'])}`) }],
  'IAM.SimulatePrincipalPolicy': (input) => [
    { action: 'iam:SimulatePrincipalPolicy', resource: String(input['PolicySourceArn']) },
  ],
  'IAM.ListEntitiesForPolicy': (input) => [
    { action: 'iam:ListEntitiesForPolicy', resource: String(input['PolicyArn']) },
  ],
  'IAM.ListUsers': anywhere('iam:ListUsers'),
  'IAM.ListGroups': anywhere('iam:ListGroups'),
  'IAM.ListRoles': anywhere('iam:ListRoles'),
  ...Object.fromEntries(
    (['User', 'Group', 'Role'] as const).flatMap((named) =>
      (['Attach', 'Detach'] as const).map((verb) => [
        `IAM.${verb}${named}Policy`,
        onGrantee(named.toLowerCase() as 'user' | 'group' | 'role', verb),
      ]),
    ),
  ),
};
