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
      reason: "Writes the function's own log; the streams in the group have names that Lambda makes up.",
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [here('logs', 'log-group:${LogGroup}:*', { LogGroup: logGroupName })],
    },
    {
      sid: 'QueryCases',
      reason:
        'Runs queries in the workgroup of Case Insights, reads their answers, and stops those that nobody waits for.',
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
        'Athena looks up tables, views and partitions as the function; views of this database may be queried too, so all its tables are named.',
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
      reason: 'Athena reads the cases as the function: one object for each, whose keys are their accounts and numbers.',
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
        'Athena writes results as the function, under keys it makes up, and the function reads them; marks of cancelled calls lie there too.',
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [bucket(lake.resultsBucket, '/*')],
    },
    {
      sid: 'FindResults',
      reason:
        'Athena checks the bucket before it writes to it, and a mark that is not there is told from one that may not be read.',
      actions: ['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
      resources: [bucket(lake.resultsBucket)],
    },
    {
      sid: 'RemoveMarks',
      reason: 'Removes the mark of a cancelled call some seconds later; nothing else can be deleted.',
      actions: ['s3:DeleteObject'],
      resources: [bucket(lake.resultsBucket, '/case-insights-mcp/cancelled-calls/*')],
    },
    {
      sid: 'AskModel',
      reason:
        'Asks the chosen model, and counts the tokens of a prompt before where it can. An inference profile sends the call to a Region of its choice, so the model is named in every Region where there is a profile.',
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream', 'bedrock:CountTokens'],
      resources: model,
    },
    {
      sid: 'SuggestModels',
      reason:
        'Says which models the account can call when the chosen one has ended; these two actions know no resources, so they need *.',
      actions: ['bedrock:ListFoundationModels', 'bedrock:ListInferenceProfiles'],
      resources: ['*'],
    },
    {
      sid: 'ApplyGuardrail',
      reason: 'Passes questions and answers through the guardrail; only where one is chosen.',
      actions: ['bedrock:ApplyGuardrail'],
      resources: [here('bedrock', 'guardrail/${BedrockGuardrailId}')],
      onlyIf: hasGuardrail,
    },
  ];
}
