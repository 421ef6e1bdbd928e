import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsClients, type AwsClients } from '../../extension/aws/clients.ts';
import type { DeployActionId } from '../../extension/protocol/deploy.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startDeployPerson, type DeployPerson } from '../support/deploy-person.ts';
import { hasMoto, startMoto, type Moto } from '../support/moto.ts';
import { quickTime } from '../support/quick-time.ts';
import { STACK_NAME } from '../support/stack-scripts.ts';

if (!hasMoto()) process.stderr.write("moto_server is not installed: the deploy page at moto's AWS is left out.\n");

const ASSET_BUCKET = 'cdk-hnb659fds-assets-123456789012-eu-central-1';
const PRODUCER = {
  Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/producer' } } },
  Outputs: Object.fromEntries(
    Object.entries({
      AnalyticsEnabled: 'true',
      AthenaDatabaseName: 'case_insights_acme',
      AthenaWorkGroupName: 'CaseInsights-acme',
      AthenaQueryResultsBucket: 's3-acme-athena-results',
    }).map(([name, Value]) => [name, { Value, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}-${name}` } } }]),
  ),
};

describe.skipIf(!hasMoto())("the deploy page, at moto's STS, S3, IAM and CloudFormation,", () => {
  let moto: Moto;
  let clients: AwsClients;
  let ann: DeployPerson;
  beforeAll(async () => {
    moto = await startMoto();
    const credentials = () => Promise.resolve({ accessKeyId: 'AKIDMOTO', secretAccessKey: 'secret' });
    clients = awsClients({ region: 'eu-central-1', endpoint: moto.url, credentials });
    const s3 = await clients.s3();
    await s3.send(
      new CreateBucketCommand({
        Bucket: ASSET_BUCKET,
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    const cloudFormation = await clients.cloudFormation();
    await cloudFormation.send(
      new CreateStackCommand({ StackName: 'aws-case-insights', TemplateBody: JSON.stringify(PRODUCER) }),
    );
    ann = startDeployPerson({ clients: () => clients, time: quickTime() });
  });
  afterEach(() => {
    ann.asked.length = 0;
  });
  afterAll(async () => {
    ann.session.dispose();
    await moto.stop();
  });

  const act = (id: DeployActionId) => ann.session.receive({ kind: 'act', id });
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

  it('finds whose credentials these are, the data, and the bucket', async () => {
    await ann.session.open({ kind: 'deploy' });
    const page = ann.state('planning');
    expect(page.who).toMatchObject({ account: '123456789012', region: 'eu-central-1' });
    expect(page.discovery.sources).toMatchObject([{ stackName: 'aws-case-insights', identifier: 'acme' }]);
    expect(page.package).toMatchObject({ bucket: ASSET_BUCKET, bucketIsNew: false });
  });

  it("uploads the function's code, and makes a change set of the whole template", async () => {
    await act('review');
    const { changes } = ann.state('reviewing');
    expect(changes).toMatchObject({ state: 'ready', type: 'CREATE' });
    expect(changes.counts.add).toBeGreaterThan(20);
    const s3 = await clients.s3();
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: ASSET_BUCKET }));
    const zip = readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip'));
    expect(Contents.find(({ Key = '' }) => Key.endsWith('.zip'))?.Size).toBe(zip.length);
  });

  it('deploys it, and lists the server', async () => {
    await act('deploy');
    await eventually(() => {
      expect(ann.said).toHaveLength(1);
    });
    expect(ann.state('stack').stack).toMatchObject({ status: 'CREATE_COMPLETE', stackName: STACK_NAME });
    expect(ann.said[0]).toContain('connected as Case Insights (mcp-case-insights)');
    expect([...ann.servers.values()]).toMatchObject([{ stackName: STACK_NAME, region: 'eu-central-1' }]);
  });

  it('finds it again as a server of this version, and deletes it', async () => {
    await ann.session.open({ kind: 'deploy' });
    await act('delete');
    await eventually(() => {
      expect(ann.said.at(-1)).toBe('mcp-case-insights is deleted.');
    });
    expect(ann.servers.size).toBe(0);
  });
});
