import { createHash, randomUUID } from 'node:crypto';
import path from 'node:path';
import { expect } from 'vitest';
import { grantAccess, listCandidates, listGrantees, revokeAccess } from '../../extension/aws/access/grant-access.ts';
import { awsClients, type AwsClients } from '../../extension/aws/clients.ts';
import { chooseAssetBucket, createAssetBucket } from '../../extension/aws/deploy/asset-bucket.ts';
import { discardChangeSet, executeChangeSet, prepareChangeSet } from '../../extension/aws/deploy/change-set.ts';
import { readDeployable } from '../../extension/aws/deploy/deployable.ts';
import { findPendingChangeSet } from '../../extension/aws/deploy/find-change-set.ts';
import { placeTemplate } from '../../extension/aws/deploy/place-template.ts';
import {
  cancelUpdate,
  continueRollback,
  deleteStack,
  rollBack,
  setTerminationProtection,
} from '../../extension/aws/deploy/stack-requests.ts';
import { uploadAsset } from '../../extension/aws/deploy/upload-asset.ts';
import { watchStack } from '../../extension/aws/deploy/watch-stack.ts';
import { findCaseInsights } from '../../extension/aws/discovery/case-insights-stacks.ts';
import { DEPLOYMENT_TAG, findDeployments } from '../../extension/aws/discovery/deployments.ts';
import { deployerNeeds } from '../../extension/aws/preflight/deployer-needs.ts';
import { listModelChoices } from '../../extension/aws/preflight/read-model.ts';
import { runPreflight } from '../../extension/aws/preflight/run-preflight.ts';
import { simulatePermissions } from '../../extension/aws/preflight/simulate-permissions.ts';
import { standardChecks } from '../../extension/aws/preflight/standard-checks.ts';
import { startAccountEndpoint, type AccountEndpoint } from './account-endpoint.ts';
import { CREDENTIALS } from './aws-credentials.ts';
import { REPOSITORY } from './case-folder.ts';
import { startCloudFormationEndpoint, type CloudFormationEndpoint } from './cloudformation-endpoint.ts';
import { PLACE } from './asked-of-iam.ts';
import { quickTime } from './quick-time.ts';
import { answerAsReadyAccount, HAIKU } from './ready-account.ts';
import { recordCalls, type RecordedCall } from './recorded-clients.ts';
import { STACK_ID, STACK_NAME, STACK_SCRIPTS } from './stack-scripts.ts';

const POLICY_ARN = `arn:aws:iam::${PLACE.account}:policy/MCPCaseInsights-UserAccess-acme`;
const PROFILE = `arn:aws:bedrock:${PLACE.region}:${PLACE.account}:application-inference-profile/abc123`;
const NOT_THERE = { status: 404, code: 'NotFound', message: '' };

interface Deployer {
  readonly clients: AwsClients;
  readonly account: AccountEndpoint;
  readonly aws: CloudFormationEndpoint;
}

/**
 * Every call that the extension's own code makes in a look around, a first deployment, an update, one that is taken
 * back, a deletion and the sharing of access, against the endpoints of this machine.
 */
export async function recordDeployerCalls(): Promise<readonly RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const account = await startAccountEndpoint();
  const aws = await startCloudFormationEndpoint();
  try {
    answerAsReadyAccount(account);
    const credentials = () => Promise.resolve(CREDENTIALS);
    const others = awsClients({ region: PLACE.region, endpoint: account.url, credentials });
    const clients = recordCalls({ ...others, cloudFormation: () => Promise.resolve(aws.client) }, calls);
    for (const part of [lookAround, putProgram, deployUpdateAndDelete, shareAccess]) {
      await part({ clients, account, aws });
    }
    return calls;
  } finally {
    await aws.close();
    await account.close();
  }
}

async function lookAround({ clients, account, aws }: Deployer): Promise<void> {
  const exported = { AthenaDatabaseName: 'case_insights_acme', AthenaWorkGroupName: 'CaseInsights-acme' };
  aws.exports = Object.entries(exported).map(([name, Value]) => ({
    Name: `aws-case-insights-${name}`,
    Value,
    ExportingStackId: 'id',
  }));
  aws.stand({
    name: 'old-sample',
    parameters: { UniqueIdentifier: 'acme', CaseInsightsStackName: 'aws-case-insights' },
  });
  const cloudFormation = await clients.cloudFormation();
  expect((await findCaseInsights(cloudFormation)).stacks).toHaveLength(1);
  await findDeployments(cloudFormation, PLACE.region);
  aws.stacks.length = 0;

  account.answers.set('GetRole', { xml: `<Role><Arn>arn:aws:iam::${PLACE.account}:role/Deployer</Arn></Role>` });
  account.answers.set(`GET /inference-profiles/${PROFILE}`, {
    json: { models: [{ modelArn: `arn:aws:bedrock:${PLACE.region}::foundation-model/${HAIKU}` }] },
  });
  const planned = {
    region: PLACE.region,
    stackName: STACK_NAME,
    identifier: 'acme',
    caseInsightsStack: 'aws-case-insights',
    modelId: PROFILE,
    assetBucket: undefined,
    setsLoggingRole: false,
  };
  const results = await runPreflight(standardChecks(clients, planned));
  expect(results.filter(({ state }) => state !== 'passed')).toEqual([]);
  const needs = deployerNeeds({ ...planned, ...PLACE, partition: 'aws' });
  const user = `arn:aws:iam::${PLACE.account}:user/ann`;
  expect((await simulatePermissions(await clients.iam(), user, needs)).denied).toEqual([]);
  expect(await listModelChoices(await clients.bedrock(), Date.now())).not.toEqual([]);
}

async function putProgram({ clients, account }: Deployer): Promise<void> {
  const s3 = await clients.s3();
  const { code, parameters } = await readDeployable(path.join(REPOSITORY, 'dist'));
  const template = `{"Description":"${'x'.repeat(52_000)}"}`;
  const templateKey = `case-insights-mcp/${createHash('sha256').update(template).digest('hex')}.template.json`;
  const put = async (bucket: string) => {
    for (const key of [code.key, templateKey]) {
      account.answers.set(`HEAD /${bucket}/${key}`, NOT_THERE);
      account.answers.set(`PUT /${bucket}/${key}`, { json: {} });
    }
    const asset = { bucket, account: PLACE.account, key: code.key, contentType: 'application/zip', content: code.read };
    expect(await uploadAsset(s3, asset)).toBe('uploaded');
    expect((await placeTemplate(s3, { template, parameters }, { ...PLACE, bucket })).source).toHaveProperty('url');
  };
  const bootstrap = await chooseAssetBucket(s3, PLACE, undefined);
  expect(bootstrap.kind).toBe('bootstrap');
  await put(bootstrap.name);

  const own = `case-insights-mcp-${PLACE.account}-${PLACE.region}-an`;
  for (const bucket of [bootstrap.name, own]) {
    for (const end of ['', '/']) account.answers.set(`HEAD /${bucket}${end}`, NOT_THERE);
  }
  for (const end of ['', '/']) account.answers.set(`PUT /${own}${end}`, { json: {} });
  expect((await chooseAssetBucket(s3, PLACE, undefined)).kind).toBe('missing');
  await put((await createAssetBucket(s3, PLACE)).name);
}

async function deployUpdateAndDelete({ clients, aws }: Deployer): Promise<void> {
  const client = await clients.cloudFormation();
  const prepare = (tags = {}) =>
    prepareChangeSet(
      client,
      {
        stackName: STACK_NAME,
        template: { parameters: ['UniqueIdentifier'], source: { body: '{"Resources":{}}' } },
        parameters: { UniqueIdentifier: 'acme' },
        tags: { [DEPLOYMENT_TAG]: '0.1.0', ...tags },
      },
      quickTime(),
    );
  const lines = (name: string) => STACK_SCRIPTS.find((script) => script.name === name)!.lines;
  const watch = async () => {
    for await (const { lost } of watchStack(client, { stackName: STACK_NAME, stackId: STACK_ID }, quickTime())) {
      expect(lost).toBeUndefined();
    }
  };

  const standard = aws.nextChangeSet;
  const reason = 'The following hook(s)/validation failed: [AWS::EarlyValidation::ResourceExistenceCheck].';
  aws.nextChangeSet = { ...standard, status: 'FAILED', reason };
  await discardChangeSet(client, await prepare());
  aws.nextChangeSet = standard;
  aws.stacks.length = 0;

  await prepare();
  const changeSet = await findPendingChangeSet(client, STACK_NAME);
  aws.play('ExecuteChangeSet', lines('a creation that succeeds'));
  await executeChangeSet(client, changeSet!, randomUUID());
  await watch();

  const stack = aws.stacks[0]!;
  const request = { stackId: STACK_ID, token: randomUUID() };
  const update = await prepare({ team: 'cloud' });
  expect(update.type).toBe('UPDATE');
  await executeChangeSet(client, update, randomUUID());
  stack.status = 'UPDATE_IN_PROGRESS';
  await cancelUpdate(client, request);
  stack.status = 'UPDATE_ROLLBACK_FAILED';
  await continueRollback(client, request);
  stack.status = 'UPDATE_FAILED';
  await rollBack(client, request);
  stack.status = 'UPDATE_ROLLBACK_COMPLETE';
  await setTerminationProtection(client, STACK_ID, true);
  await setTerminationProtection(client, STACK_ID, false);
  await deleteStack(client, request);
  stack.status = 'DELETE_IN_PROGRESS';
  aws.happen('0 STACK DELETE_IN_PROGRESS User Initiated\n1 STACK DELETE_COMPLETE');
  await watch();
}

async function shareAccess({ clients, account }: Deployer): Promise<void> {
  const iam = await clients.iam();
  account.answers.set('ListEntitiesForPolicy', { xml: '<IsTruncated>false</IsTruncated>' });
  await listGrantees(iam, POLICY_ARN);
  for (const kind of ['user', 'group', 'role'] as const) {
    const named = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    account.answers.set(`List${named}s`, { xml: '<IsTruncated>false</IsTruncated>' });
    await listCandidates(iam, kind);
    for (const verb of ['Attach', 'Detach']) account.answers.set(`${verb}${named}Policy`, { xml: '' });
    await grantAccess(iam, POLICY_ARN, { kind, name: 'ann' });
    await revokeAccess(iam, POLICY_ARN, { kind, name: 'ann' });
  }
}
