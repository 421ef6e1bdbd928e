import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEPLOYER_GRANTS } from '../../infra/deployer-grants.ts';
import { aws, hasAwsCli } from '../support/aws-cli.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { hasMoto, startMoto, type Moto } from '../support/moto.ts';

const runnable = hasMoto() && hasAwsCli();
if (!runnable) console.warn('The commands of the guide were not run: moto_server or the AWS CLI is not installed.');

const EXPORTED = {
  AthenaDatabaseName: 'case_insights_acme',
  AthenaWorkGroupName: 'CaseInsights-acme',
  AthenaQueryResultsBucket: 's3-acme-athena-results',
};

/** The exports of Case Insights alone, under its own names. */
const PRODUCER = JSON.stringify({
  Resources: { Results: { Type: 'AWS::S3::Bucket', Properties: { BucketName: EXPORTED.AthenaQueryResultsBucket } } },
  Outputs: Object.fromEntries(
    Object.entries(EXPORTED).map(([name, Value]) => [
      name,
      { Value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` } } },
    ]),
  ),
});

describe.runIf(runnable)('in an account with Case Insights, the commands of the guide', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'case-insights-'));
  const template = `file://${path.join(REPOSITORY, 'dist', 'template.json')}`;
  let moto: Moto;

  beforeAll(async () => {
    moto = await startMoto();
    const s3 = new S3Client({
      endpoint: moto.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'AKIAMOTO000000000000', secretAccessKey: 'moto' },
    });
    const assets = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'assets.json'), 'utf8')) as {
      readonly files: readonly { readonly key: string; readonly defaultBucket: string }[];
    };
    const [{ key, defaultBucket }] = assets.files as [(typeof assets.files)[number]];
    const bucket = defaultBucket.replace('${AWS::AccountId}', '123456789012').replace('${AWS::Region}', 'us-east-1');
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const zip = readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip'));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: zip }));
    s3.destroy();
    writeFileSync(path.join(folder, 'producer.json'), PRODUCER);
    const producer = `file://${path.join(folder, 'producer.json')}`;
    aws(moto.url, 'cloudformation', 'create-stack', '--stack-name', 'aws-case-insights', '--template-body', producer);
  });

  afterAll(async () => {
    await moto.stop();
    rmSync(folder, { recursive: true });
  });

  /** As the deployer, so by its policy: `cloudformation:CreateStack` for `cloudformation create-stack`. */
  const used = new Set<string>();
  const run = (service: string, command: string, ...more: readonly string[]) => {
    used.add(`${service}:${command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`);
    return aws(moto.url, service, command, ...more);
  };

  test('deploy the server, find its endpoint and grant a user access', () => {
    run(
      ...(['cloudformation', 'create-stack'] as const),
      ...['--stack-name', 'mcp-case-insights', '--template-body', template],
      '--parameters',
      'ParameterKey=UniqueIdentifier,ParameterValue=acme',
      'ParameterKey=CaseInsightsStackName,ParameterValue=aws-case-insights',
      'ParameterKey=BedrockModelId,ParameterValue=anthropic.claude-3-haiku-20240307-v1:0',
      ...['--capabilities', 'CAPABILITY_NAMED_IAM'],
    );
    const outputOf = (name: string) =>
      run(
        ...(['cloudformation', 'describe-stacks', '--stack-name', 'mcp-case-insights'] as const),
        ...['--query', `Stacks[0].Outputs[?OutputKey==\`${name}\`].OutputValue`, '--output', 'text'],
      );
    expect(outputOf('MCPServerEndpoint')).toMatch(/^https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/v1$/);
    const policy = outputOf('MCPUserPolicyArn');
    expect(policy).toBe('arn:aws:iam::123456789012:policy/MCPCaseInsights-UserAccess-acme');

    aws(moto.url, 'iam', 'create-user', '--user-name', 'your-username');
    run('iam', 'attach-user-policy', '--user-name', 'your-username', '--policy-arn', policy);
    const attached = aws(moto.url, 'iam', 'list-attached-user-policies', '--user-name', 'your-username');
    expect(JSON.parse(attached)).toMatchObject({ AttachedPolicies: [{ PolicyArn: policy }] });
  });

  test('update the server and delete it, and need nothing beyond the policy of deployers', () => {
    run(
      ...(['cloudformation', 'update-stack', '--stack-name', 'mcp-case-insights'] as const),
      ...['--use-previous-template', '--capabilities', 'CAPABILITY_NAMED_IAM', '--parameters'],
      'ParameterKey=UniqueIdentifier,UsePreviousValue=true',
      'ParameterKey=LogRetentionDays,ParameterValue=90',
    );
    run('cloudformation', 'delete-stack', '--stack-name', 'mcp-case-insights');
    const byCommand = DEPLOYER_GRANTS.find(({ sid }) => sid === 'StackByCommand')?.actions;
    expect([...used]).toEqual(expect.arrayContaining([...byCommand!]));
    const allowed = new Set(DEPLOYER_GRANTS.flatMap(({ actions }) => actions));
    expect([...used].filter((action) => !allowed.has(action))).toEqual([]);
  });

  test('fail without Case Insights, naming the export that is missing', () => {
    expect(() =>
      aws(
        moto.url,
        ...['cloudformation', 'create-stack', '--stack-name', 'elsewhere', '--template-body', template],
        '--parameters',
        'ParameterKey=UniqueIdentifier,ParameterValue=other',
        'ParameterKey=CaseInsightsStackName,ParameterValue=not-there',
        ...['--capabilities', 'CAPABILITY_NAMED_IAM'],
      ),
    ).toThrow('No export named not-there-Athena');
  });
});
