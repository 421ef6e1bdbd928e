import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListEntitiesForPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aws } from './aws-cli.ts';
import { CREDENTIALS } from '../support/aws-credentials.ts';
import { startBedrockEndpoint, type BedrockEndpoint } from '../support/bedrock-endpoint.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startCloudFormationEndpoint } from '../support/cloudformation-endpoint.ts';
import { deployTemplate, type Template } from '../support/deploy-template.ts';
import { readGuide, type GuideBlock, type Page } from '../support/guide.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';
import { asksAws, runShellBlocks, type ShellRun } from './run-shell-blocks.ts';

const EXPORTED = {
  AthenaDatabaseName: 'case_insights_your-unique-id',
  AthenaWorkGroupName: 'CaseInsights-your-unique-id',
  AthenaQueryResultsBucket: 's3-your-unique-id-athena-results',
  GlueCrawlerName: 'CaseInsights-crawler',
};

const TEMPLATE = path.join(REPOSITORY, 'dist', 'template.json');

/** The exports of Case Insights alone, under its own names. */
const PRODUCER = JSON.stringify({
  Parameters: { EnableAnalytics: { Type: 'String', Default: 'true' } },
  Resources: { Results: { Type: 'AWS::S3::Bucket', Properties: { BucketName: EXPORTED.AthenaQueryResultsBucket } } },
  Outputs: Object.fromEntries(
    Object.entries(EXPORTED).map(([name, Value]) => [
      name,
      { Value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` } } },
    ]),
  ),
});

/** What moto doesn't know of CloudFormation, or can't do to this stack, a scripted endpoint answers. */
const BEYOND_MOTO = /cloudformation deploy|continue-update-rollback|--retain-resources|update-termination-protection/;

type Variables = Readonly<Record<string, string>>;

interface Part {
  readonly page: Page;
  readonly commands: readonly GuideBlock[];
}

/** The pages in the order in which they are read, but what deletes the stack, which comes last. */
function readParts(): readonly Part[] {
  const pages = readGuide();
  const select = (belongs: (block: GuideBlock) => boolean) =>
    pages.map((page) => ({ page, commands: page.blocks.filter((block) => runs(block) && belongs(block)) }));
  const runs = (block: GuideBlock) => block.language === 'sh' && block.notRun === undefined && asksAws(block);
  const deletes = ({ under }: GuideBlock) => under.includes('deleting');
  const parts = [...select((block) => !deletes(block)), ...select(deletes)];
  return parts.filter(({ commands }) => commands.length > 0);
}

describe('in an account with Case Insights, the commands of the guide', needs('python', 'sh'), () => {
  const parts = readParts();
  const runs = new Map<GuideBlock, ShellRun>();
  const updates: Readonly<Record<string, string>>[] = [];
  let attached: unknown;
  let moto: string;
  let bedrock: BedrockEndpoint;

  beforeAll(async () => {
    [moto, bedrock] = await Promise.all([emptyMoto(), startBedrockEndpoint()]);
    bedrock.profiles = [{ inferenceProfileId: 'global.anthropic.claude-haiku-4-5-20251001-v1:0' }];
    bedrock.models = [{ modelId: 'amazon.nova-lite-v1:0', modelLifecycle: { status: 'ACTIVE' } }];
    await prepareAccount(moto);
    const variables: Variables = {
      AWS_ENDPOINT_URL: moto,
      AWS_ENDPOINT_URL_BEDROCK: bedrock.url,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    };
    for (const { page, commands } of parts) {
      const [scripted, atMoto] = [true, false].map((is) =>
        commands.filter(({ text }) => BEYOND_MOTO.test(text) === is),
      );
      for (const [block, run] of await runShellBlocks(page, atMoto ?? [], variables)) runs.set(block, run);
      for (const block of scripted ?? []) {
        const { run, update } = await runScripted(page, block, variables);
        if (run !== undefined) runs.set(block, run);
        if (update !== undefined) updates.push(update);
      }
      if (page.name === 'access.md') attached = await namesOfAttached(moto);
    }
  }, 600_000);

  afterAll(() => bedrock.close());

  test.each(parts.flatMap(({ commands }) => commands))('$at is accepted', (block) => {
    const run = runs.get(block);
    expect(run?.state, run?.err).toBe('done');
  });

  test('deploy the server, and find its endpoint', () => {
    const out = [...runs].flatMap(([{ at }, { out }]) => (at.startsWith('deploying.md') ? [out] : [])).join('');
    expect(out).toMatch(/^https:\/\/\w+\.execute-api\.us-east-1\.amazonaws\.com\/v1$/m);
  });

  test('update it with parameters that the template has and accepts', () => {
    const template = JSON.parse(readFileSync(TEMPLATE, 'utf8')) as Template;
    expect(updates).toHaveLength(
      parts.flatMap(({ commands }) => commands).filter(({ text }) => /deploy\b/.test(text)).length,
    );
    for (const parameters of updates) {
      expect(() => deployTemplate(template, { UniqueIdentifier: 'your-unique-id', ...parameters })).not.toThrow();
    }
  });

  test('give the policy to a group and a role, and to a user until it is revoked', () => {
    expect(attached).toEqual({
      PolicyGroups: ['your-group'],
      PolicyRoles: ['CrossAccountMCPAccess', 'your-role'],
      PolicyUsers: [],
    });
  });
});

function clientsAt(endpoint: string) {
  const at = { endpoint, region: 'us-east-1', credentials: CREDENTIALS };
  return {
    cloudFormation: new CloudFormationClient(at),
    iam: new IAMClient(at),
    s3: new S3Client({ ...at, forcePathStyle: true }),
  };
}

/** Case Insights, the bootstrap bucket of the CDK, and those whom the guide gives access. */
async function prepareAccount(moto: string): Promise<void> {
  const { cloudFormation, iam, s3 } = clientsAt(moto);
  await s3.send(new CreateBucketCommand({ Bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1' }));
  await cloudFormation.send(new CreateStackCommand({ StackName: 'aws-case-insights', TemplateBody: PRODUCER }));
  await iam.send(new CreateUserCommand({ UserName: 'your-username' }));
  await iam.send(new CreateGroupCommand({ GroupName: 'your-group' }));
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await iam.send(new CreateRoleCommand({ RoleName: 'your-role', AssumeRolePolicyDocument }));
  aws(
    moto,
    ...[
      'glue',
      'create-crawler',
      '--name',
      EXPORTED.GlueCrawlerName,
      '--role',
      'arn:aws:iam::123456789012:role/crawler',
    ],
    ...['--database-name', EXPORTED.AthenaDatabaseName, '--targets', '{"S3Targets": [{"Path": "s3://cases"}]}'],
  );
}

async function namesOfAttached(moto: string) {
  const PolicyArn = 'arn:aws:iam::123456789012:policy/MCPCaseInsights-UserAccess-your-unique-id';
  const { iam } = clientsAt(moto);
  const { PolicyGroups, PolicyRoles, PolicyUsers } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
  return {
    PolicyGroups: PolicyGroups?.map(({ GroupName }) => GroupName),
    PolicyRoles: PolicyRoles?.map(({ RoleName }) => RoleName).toSorted(),
    PolicyUsers: PolicyUsers?.map(({ UserName }) => UserName),
  };
}

interface Scripted {
  readonly run: ShellRun | undefined;
  /** The parameters of the change set that it made, but those that keep their values. */
  readonly update: Readonly<Record<string, string>> | undefined;
}

/** Runs a block against a stack whose last update could not be rolled back; or, where it updates, one that stands. */
async function runScripted(page: Page, block: GuideBlock, variables: Variables): Promise<Scripted> {
  const endpoint = await startCloudFormationEndpoint();
  const updates = block.text.includes('cloudformation deploy');
  endpoint.stand({
    status: updates ? 'CREATE_COMPLETE' : 'UPDATE_ROLLBACK_FAILED',
    protected: block.text.includes('protection'),
    parameters: { UniqueIdentifier: 'your-unique-id' },
  });
  endpoint.play('ExecuteChangeSet', '0 STACK UPDATE_COMPLETE');
  const there = { ...variables, AWS_ENDPOINT_URL_CLOUDFORMATION: endpoint.url };
  const run = (await runShellBlocks(page, [block], there)).get(block);
  await endpoint.close();
  const made = endpoint.calls.find(({ action }) => action === 'CreateChangeSet')?.values ?? {};
  const given = Object.entries(made).flatMap(([field, key]) => {
    const value = made[field.replace(/Key$/, 'Value')];
    return /^Parameters\.member\.\d+\.ParameterKey$/.test(field) && value !== undefined ? [[key, value] as const] : [];
  });
  return { run, update: updates ? Object.fromEntries(given) : undefined };
}
