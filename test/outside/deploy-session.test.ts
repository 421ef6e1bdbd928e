import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsClients, type AwsClients } from '../../extension/aws/clients.ts';
import { readDeployable } from '../../extension/aws/deploy/deployable.ts';
import type { DeployActionId } from '../../extension/protocol/deploy.ts';
import { REPOSITORY } from '../support/case-folder.ts';
import { startDeployPerson, type DeployPerson } from '../support/deploy-person.ts';
import { emptyMoto } from './moto.ts';
import { needs } from './needs.ts';
import { PRODUCER } from './producer-template.ts';
import { quickTime } from '../support/quick-time.ts';
import { STACK_NAME } from '../support/stack-scripts.ts';

const ASSET_BUCKET = 'cdk-hnb659fds-assets-123456789012-eu-central-1';
const ONE_RESOURCE = {
  Parameters: {
    UniqueIdentifier: { Type: 'String' },
    CaseInsightsStackName: { Type: 'String', Default: 'aws-case-insights' },
    AssetBucket: { Type: 'String', Default: '' },
  },
  Metadata: {
    'AWS::CloudFormation::Interface': {
      ParameterGroups: [
        { Label: { default: 'Case Insights' }, Parameters: ['UniqueIdentifier', 'CaseInsightsStackName'] },
      ],
      ParameterLabels: {},
    },
  },
  Resources: {
    MCPLambdaRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { 'Fn::Sub': 'MCPLambda-ExecutionRole-${UniqueIdentifier}' },
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
        },
      },
    },
  },
};

describe("the deploy page, at moto's STS, S3, IAM and CloudFormation,", needs('python'), () => {
  let clients: AwsClients;
  let ann: DeployPerson;
  beforeAll(async () => {
    const credentials = () => Promise.resolve({ accessKeyId: 'AKIDMOTO', secretAccessKey: 'secret' });
    clients = awsClients({ region: 'eu-central-1', endpoint: await emptyMoto(), credentials });
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
  });
  afterEach(() => {
    ann.session.dispose();
  });

  const act = (id: DeployActionId) => ann.session.receive({ kind: 'act', id });
  const eventually = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

  it('finds credentials, data and bucket, uploads the code, and makes a change set of the whole template', async () => {
    ann = startDeployPerson({ clients: () => clients, time: quickTime() });
    await ann.session.open({ kind: 'deploy' });
    const page = ann.state('planning');
    expect(page.who).toMatchObject({ account: '123456789012', region: 'eu-central-1' });
    expect(page.discovery.sources).toMatchObject([{ stackName: 'aws-case-insights', identifier: 'acme' }]);
    expect(page.package).toMatchObject({ bucket: ASSET_BUCKET, bucketIsNew: false });
    await act('review');
    const { changes } = ann.state('reviewing');
    expect(changes).toMatchObject({ state: 'ready', type: 'CREATE' });
    expect(changes.counts.add).toBeGreaterThan(20);
    const s3 = await clients.s3();
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: ASSET_BUCKET }));
    const zip = readFileSync(path.join(REPOSITORY, 'dist', 'lambda.zip'));
    expect(Contents.find(({ Key = '' }) => Key.endsWith('.zip'))?.Size).toBe(zip.length);
    await act('discard');
    expect(ann.state('planning').mode).toBe('create');
  });

  // moto knows neither all of the template's resources nor its imports, so the rest of the way is gone with one of them;
  // and it gives no outputs to a stack that a change set made, so there is no address to connect.
  it('deploys, tells it, finds it again after a reload, and deletes it', async () => {
    const deployable = async () => {
      const shipped = await readDeployable(path.join(REPOSITORY, 'dist'));
      return { ...shipped, template: JSON.stringify(ONE_RESOURCE) };
    };
    const world = { clients: () => clients, time: quickTime(), deployable };
    ann = startDeployPerson(world);
    await ann.session.open({ kind: 'deploy' });
    await act('review');
    await act('deploy');
    await eventually(() => {
      expect(ann.said).toEqual(['mcp-case-insights is deployed.']);
    });
    expect(ann.state('stack').stack).toMatchObject({ status: 'CREATE_COMPLETE', stackName: STACK_NAME });
    const iam = await clients.iam();
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    expect(Roles.map(({ RoleName }) => RoleName)).toContain('MCPLambda-ExecutionRole-acme');

    ann.session.dispose();
    ann = startDeployPerson(world, ann);
    await ann.session.open({ kind: 'restore' });
    expect(ann.state('stack').stack).toMatchObject({ status: 'CREATE_COMPLETE', stackName: STACK_NAME });
    await act('delete');
    await eventually(() => {
      expect(ann.said).toEqual(['mcp-case-insights is deleted.']);
    });
    expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  });
});
