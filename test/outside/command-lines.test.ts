import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateUserCommand, IAMClient, ListAttachedUserPoliciesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEPLOYER_GRANTS } from '../../infra/deployer-grants.ts';
import { aws } from './aws-cli.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import type { Template } from '../support/deploy-template.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'case-insights-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

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

/** Runs the CDK's own CLI, and gives how it ended and what it said. */
function cdk(command: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const program = createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...command, '--no-notices', '--no-color'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    // A diff draws wide tables.
    maxBuffer: 32 * 1024 * 1024,
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', ...environment },
  });
  return { status, said: `${stdout}${stderr}`, ended: stderr.slice(-2_000) };
}

const assembly = path.join(folder, 'cdk.out');

test('the CDK synthesizes the stack, with the zip as an asset that it publishes', { timeout: 120_000 }, () => {
  const { status, ended } = cdk(['synth', '--quiet', '--output', assembly]);
  expect(status, ended).toBe(0);
  const byCdk = readTemplate(path.join(assembly, 'mcp-case-insights.template.json'));
  const shipped = readTemplate(path.join(REPOSITORY, 'dist', 'template.json'));
  expect(Object.keys(byCdk.Resources).toSorted()).toEqual(Object.keys(shipped.Resources).toSorted());
  expect(byCdk.Parameters).not.toHaveProperty('AssetBucket');
});

function readTemplate(file: string): Template {
  return JSON.parse(readFileSync(file, 'utf8')) as Template;
}

describe('in an account with Case Insights', { ...needs('python'), timeout: 300_000 }, () => {
  const template = `file://${path.join(REPOSITORY, 'dist', 'template.json')}`;
  let moto: string;
  let cloudFormation: CloudFormationClient;
  let iam: IAMClient;
  let s3: S3Client;
  let bootstrapBucket: string;

  beforeAll(async () => {
    moto = await emptyMoto();
    const at = { endpoint: moto, region: 'us-east-1', credentials: CREDENTIALS };
    cloudFormation = new CloudFormationClient(at);
    iam = new IAMClient(at);
    s3 = new S3Client({ ...at, forcePathStyle: true });
    const assets = JSON.parse(readFileSync(path.join(REPOSITORY, 'dist', 'assets.json'), 'utf8')) as {
      readonly files: readonly { readonly key: string; readonly defaultBucket: string }[];
    };
    const [{ key, defaultBucket }] = assets.files as [(typeof assets.files)[number]];
    bootstrapBucket = defaultBucket.replace('${AWS::AccountId}', '123456789012').replace('${AWS::Region}', 'us-east-1');
    await s3.send(new CreateBucketCommand({ Bucket: bootstrapBucket }));
    const zip = readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip'));
    await s3.send(new PutObjectCommand({ Bucket: bootstrapBucket, Key: key, Body: zip }));
    await cloudFormation.send(new CreateStackCommand({ StackName: 'aws-case-insights', TemplateBody: PRODUCER }));
  });

  afterAll(() => {
    for (const client of [cloudFormation, iam, s3]) client.destroy();
  });

  /** As the deployer, so by its policy: `cloudformation:CreateStack` for `cloudformation create-stack`. */
  const used = new Set<string>();
  const run = (service: string, command: string, ...more: readonly string[]) => {
    used.add(`${service}:${command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`);
    return aws(moto, service, command, ...more);
  };

  test('the commands of the guide deploy the server, find its endpoint and grant a user access', async () => {
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

    const user = { UserName: 'your-username' };
    await iam.send(new CreateUserCommand(user));
    run('iam', 'attach-user-policy', '--user-name', user.UserName, '--policy-arn', policy);
    const attached = await iam.send(new ListAttachedUserPoliciesCommand(user));
    expect(attached).toMatchObject({ AttachedPolicies: [{ PolicyArn: policy }] });
  });

  test('they update the server and delete it, and need nothing beyond the policy of deployers', () => {
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

  test('they fail without Case Insights, naming the export that is missing', () => {
    expect(() =>
      aws(
        moto,
        ...['cloudformation', 'create-stack', '--stack-name', 'elsewhere', '--template-body', template],
        '--parameters',
        'ParameterKey=UniqueIdentifier,ParameterValue=other',
        'ParameterKey=CaseInsightsStackName,ParameterValue=not-there',
        ...['--capabilities', 'CAPABILITY_NAMED_IAM'],
      ),
    ).toThrow('No export named not-there-Athena');
  });

  test('the CDK says what it would make, makes it, and finds nothing to do afterwards', async () => {
    const environment = {
      // By this name moto knows the address of a template, and the CDK that of a bucket.
      AWS_ENDPOINT_URL: moto.replace('127.0.0.1', 'localhost'),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIAMOTO000000000000',
      AWS_SECRET_ACCESS_KEY: 'moto',
      AWS_EC2_METADATA_DISABLED: 'true',
      // The home of the CDK's cache of accounts.
      CDK_HOME: folder,
    };
    const version = ['--name', '/cdk-bootstrap/hnb659fds/version', '--type', 'String', '--value', '30'];
    aws(moto, 'ssm', 'put-parameter', ...version);
    // moto makes no change set for a stack that imports, so the templates are compared, as the CDK does by itself then.
    const diff = ['diff', '--app', assembly, '--method', 'template', '--fail'];
    const before = cdk(diff, environment);
    expect(before.status, before.ended).toBe(1);
    expect(before.said.includes('[+] AWS::Lambda::Function MCPLambdaFunction')).toBe(true);

    const outputs = path.join(folder, 'outputs.json');
    const made = cdk(
      [
        ...['deploy', '--app', assembly, '--method', 'direct', '--require-approval', 'never'],
        ...['--parameters', 'UniqueIdentifier=second', '--tags', 'team=cloud', '--outputs-file', outputs],
      ],
      environment,
    );
    expect(made.status, made.ended).toBe(0);
    expect(JSON.parse(readFileSync(outputs, 'utf8'))).toMatchObject({
      'mcp-case-insights': {
        MCPServerEndpoint: expect.stringMatching(
          /^https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/v1$/,
        ) as unknown,
        MCPUserPolicyArn: 'arn:aws:iam::123456789012:policy/MCPCaseInsights-UserAccess-second',
      },
    });
    const { Code } = readTemplate(path.join(assembly, 'mcp-case-insights.template.json')).Resources[
      'MCPLambdaFunction'
    ]!.Properties as { readonly Code: { readonly S3Key: string } };
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bootstrapBucket, Key: Code.S3Key }));
    expect(Buffer.from(await Body!.transformToByteArray())).toEqual(
      readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip')),
    );
    const after = cdk(diff, environment);
    expect(after.status, after.ended).toBe(0);
    expect(after.said).toContain('There were no differences');

    const described = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'mcp-case-insights' }));
    expect(described).toMatchObject({
      Stacks: [
        {
          StackStatus: 'CREATE_COMPLETE',
          Tags: [{ Key: 'team', Value: 'cloud' }],
        },
      ],
    });
  });
});
