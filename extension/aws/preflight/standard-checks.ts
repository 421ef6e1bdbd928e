import { abortWith } from '../abort-with.ts';
import type { AwsClients } from '../clients.ts';
import { chooseAssetBucket } from '../deploy/asset-bucket.ts';
import { findCaseInsights, type CaseInsightsStack } from '../discovery/case-insights-stacks.ts';
import { askIdentity } from './ask-identity.ts';
import type { Check } from './check.ts';
import {
  assetBucketCheck,
  athenaCheck,
  clockCheck,
  exportsCheck,
  identityCheck,
  loggingRoleCheck,
  modelCheck,
  permissionsCheck,
  quotasCheck,
  regionCheck,
  type AthenaReach,
} from './checks.ts';
import { deployerNeeds } from './deployer-needs.ts';
import { readLoggingRole, readQuotas } from './read-account-limits.ts';
import { readModel } from './read-model.ts';
import { simulatePermissions } from './simulate-permissions.ts';
import { GetTableMetadataCommand, GetWorkGroupCommand, type AthenaClient } from '@aws-sdk/client-athena';

export interface PlannedDeployment {
  readonly region: string;
  readonly stackName: string;
  /** Parameter `UniqueIdentifier`, with `NameSuffix`. */
  readonly identifier: string;
  readonly caseInsightsStack: string;
  readonly modelId: string;
  /** From the user's settings. */
  readonly assetBucket: string | undefined;
  /** Parameter `ApiGatewayAccountLogging`. */
  readonly setsLoggingRole: boolean;
}

/** All checks before a deployment, in display order. */
export function standardChecks(
  clients: AwsClients,
  planned: PlannedDeployment,
  now: () => number = Date.now,
): readonly Check[] {
  const { region } = planned;
  const identity = shared(async () => askIdentity(await clients.sts(), now)());
  const discovery = shared(async () => findCaseInsights(await clients.cloudFormation()));
  return [
    identityCheck(identity),
    clockCheck(identity),
    regionCheck(region, identity),
    exportsCheck(planned.caseInsightsStack, discovery),
    athenaCheck(planned.caseInsightsStack, discovery, async (stack, signal) =>
      reachAthena(await clients.athena(), stack, signal),
    ),
    modelCheck(planned.modelId, async (signal) => readModel(await clients.bedrock(), planned.modelId, now(), signal)),
    loggingRoleCheck(planned.setsLoggingRole, async (signal) => readLoggingRole(await clients.apiGateway(), signal)),
    assetBucketCheck(async (signal) =>
      chooseAssetBucket(
        await clients.s3(),
        { account: (await identity()).account, region },
        planned.assetBucket,
        signal,
      ),
    ),
    permissionsCheck(async (signal) => {
      const { arn, account } = await identity();
      const partition = arn.split(':')[1] ?? 'aws';
      const needs = deployerNeeds({ ...planned, partition, account });
      return simulatePermissions(await clients.iam(), arn, needs, signal);
    }),
    quotasCheck(async (signal) => readQuotas(await clients.serviceQuotas(), signal)),
  ];
}

/** Runs a request that several checks share only once. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => (asked ??= ask());
}

/** Reads the workgroup and the table without running a query. Rejects with what the client throws. */
async function reachAthena(
  client: AthenaClient,
  { workGroup, database, table }: CaseInsightsStack,
  signal?: AbortSignal,
): Promise<AthenaReach> {
  const options = abortWith(signal);
  const [{ WorkGroup }, { TableMetadata }] = await Promise.all([
    client.send(new GetWorkGroupCommand({ WorkGroup: workGroup }), options),
    client.send(
      new GetTableMetadataCommand({ CatalogName: 'AwsDataCatalog', DatabaseName: database, TableName: table }),
      options,
    ),
  ]);
  return {
    workGroupState: WorkGroup?.State ?? '',
    columns: (TableMetadata?.Columns?.length ?? 0) + (TableMetadata?.PartitionKeys?.length ?? 0),
  };
}
