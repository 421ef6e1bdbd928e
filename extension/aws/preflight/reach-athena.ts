import { GetTableMetadataCommand, GetWorkGroupCommand, type AthenaClient } from '@aws-sdk/client-athena';
import type { CaseInsightsStack } from '../discovery/case-insights-stacks.ts';
import type { AthenaReach } from './checks.ts';

/** Looks at the workgroup and the table, and runs no query. Rejects with what the client throws. */
export async function reachAthena(
  client: AthenaClient,
  { workGroup, database, table }: CaseInsightsStack,
  signal?: AbortSignal,
): Promise<AthenaReach> {
  const options = { ...(signal && { abortSignal: signal }) };
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
