import { Fn, type CfnCondition } from 'aws-cdk-lib';
import type { Grant } from './grant.ts';
import type { Lake } from './lake.ts';

interface FunctionNeeds {
  readonly lake: Lake;
  /** The ARNs of the model and its profile. */
  readonly model: readonly string[];
  readonly hasGuardrail: CfnCondition;
  readonly logGroupName: string;
}

/** All that the function may do. */
export function functionGrants({ lake, model, hasGuardrail, logGroupName }: FunctionNeeds): readonly Grant[] {
  const here = (service: string, resource: string, values: Record<string, string> = {}) =>
    Fn.sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`, values);
  const bucket = (name: string, path = '') => Fn.sub(`arn:\${AWS::Partition}:s3:::\${Bucket}${path}`, { Bucket: name });
  const inDatabase = (resource: string) => here('glue', resource, { Database: lake.database });
  return [
    {
      sid: 'WriteLog',
      reason: "Writes the function's own log. Lambda chooses the names of the streams in the group.",
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [here('logs', 'log-group:${LogGroup}:*', { LogGroup: logGroupName })],
    },
    {
      sid: 'QueryCases',
      reason: 'Runs queries in the workgroup of Case Insights, reads their results, and stops cancelled ones.',
      actions: [
        'athena:StartQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StopQueryExecution',
      ],
      resources: [here('athena', 'workgroup/${WorkGroup}', { WorkGroup: lake.workGroup })],
    },
    {
      sid: 'ReadCatalog',
      reason:
        "Athena looks up tables, views and partitions with the function's permissions. Views of this database can be queried too, so the statement covers all its tables.",
      actions: [
        'glue:GetDatabase',
        'glue:GetDatabases',
        'glue:GetTable',
        'glue:GetTables',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
      ],
      resources: [here('glue', 'catalog'), inDatabase('database/${Database}'), inDatabase('table/${Database}/*')],
    },
    {
      sid: 'ReadCases',
      reason:
        "Athena reads the cases with the function's permissions: one object per case, with the account and case number in the key.",
      actions: ['s3:GetObject'],
      resources: [bucket(lake.dataBucket, '/*')],
    },
    {
      sid: 'ListCases',
      reason: 'Athena lists the objects of a partition before it reads them.',
      actions: ['s3:ListBucket', 's3:GetBucketLocation'],
      resources: [bucket(lake.dataBucket)],
    },
    {
      sid: 'KeepResults',
      reason:
        "Athena writes results with the function's permissions under keys that it chooses, and the function reads them. Markers of cancelled calls are stored there too.",
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [bucket(lake.resultsBucket, '/*')],
    },
    {
      sid: 'FindResults',
      reason:
        'Athena checks the bucket before it writes to it. With this permission, S3 answers "not found" rather than "access denied" for a missing marker.',
      actions: ['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [bucket(lake.resultsBucket)],
    },
    {
      sid: 'RemoveMarks',
      reason: 'Removes the marker of a cancelled call some seconds later. Nothing else can be deleted.',
      actions: ['s3:DeleteObject'],
      resources: [bucket(lake.resultsBucket, '/case-insights-mcp/cancelled-calls/*')],
    },
    {
      sid: 'AskModel',
      reason:
        'Calls the chosen model and, where supported, counts the tokens of a prompt first. An inference profile chooses the Region of a call, so with a profile the statement covers the model in every Region.',
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CountTokens'],
      resources: model,
    },
    {
      sid: 'SuggestModels',
      reason:
        'Suggests other models if the chosen one is no longer available. These two actions do not support resources.',
      actions: ['bedrock:ListFoundationModels', 'bedrock:ListInferenceProfiles'],
      resources: ['*'],
    },
    {
      sid: 'ApplyGuardrail',
      reason: 'Checks questions and answers with the guardrail, if one is chosen.',
      actions: ['bedrock:ApplyGuardrail'],
      resources: [here('bedrock', 'guardrail/${BedrockGuardrailId}')],
      onlyIf: hasGuardrail,
    },
  ];
}
