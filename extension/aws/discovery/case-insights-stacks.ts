import { paginateListExports, type CloudFormationClient, type Export } from '@aws-sdk/client-cloudformation';
import { abortWith } from '../abort-with.ts';
import { explainAwsError } from '../explain-aws-error.ts';

/** A deployment of Case Insights, whose data the server answers from. */
export interface CaseInsightsStack {
  readonly stackName: string;
  readonly stackId: string;
  /** The identifier in the names of its database and buckets; undefined where the database was renamed. */
  readonly identifier: string | undefined;
  readonly database: string;
  readonly table: string;
  readonly workGroup: string;
  readonly resultsBucket: string | undefined;
}

export interface CaseInsightsDiscovery {
  /** By name. Those that the server can be deployed on. */
  readonly stacks: readonly CaseInsightsStack[];
  /** Names of stacks that are there without analytics: `EnableAnalytics=true` is missing. */
  readonly withoutAnalytics: readonly string[];
}

/**
 * Finds the region's Case Insights stacks by their exports, whatever they are called. Rejects with a CaseInsightsError;
 * needs `cloudformation:ListExports`.
 */
export async function findCaseInsights(
  client: CloudFormationClient,
  signal?: AbortSignal,
): Promise<CaseInsightsDiscovery> {
  const exports: Export[] = [];
  try {
    for await (const page of paginateListExports({ client }, {}, abortWith(signal))) {
      exports.push(...(page.Exports ?? []));
    }
  } catch (thrown) {
    throw explainAwsError(thrown, 'list the exports of stacks');
  }
  return readExports(exports);
}

/** The same from the exports themselves. */
export function readExports(exports: readonly Export[]): CaseInsightsDiscovery {
  const byStack = new Map<string, { readonly stackId: string; readonly values: Map<string, string> }>();
  for (const { Name: name = '', Value: value = '', ExportingStackId: stackId = '' } of exports) {
    const [, stackName, what] = /^(.+)-(AnalyticsEnabled|Athena\w+|GlueCrawlerName)$/.exec(name) ?? [];
    if (stackName === undefined || what === undefined) continue;
    const known = byStack.get(stackName);
    if (known === undefined) byStack.set(stackName, { stackId, values: new Map([[what, value]]) });
    else known.values.set(what, value);
  }
  const stacks: CaseInsightsStack[] = [];
  const withoutAnalytics: string[] = [];
  for (const [stackName, { stackId, values }] of byStack) {
    const database = values.get('AthenaDatabaseName');
    const workGroup = values.get('AthenaWorkGroupName');
    const enabled = values.get('AnalyticsEnabled')?.toLowerCase();
    if (enabled !== 'false' && database !== undefined && workGroup !== undefined) {
      stacks.push({
        stackName,
        stackId,
        identifier: /^case_insights_(.+)$/.exec(database)?.[1] ?? /^CaseInsights-(.+)$/.exec(workGroup)?.[1],
        database,
        table: values.get('AthenaTableName') ?? 'case_summary',
        workGroup,
        resultsBucket: values.get('AthenaQueryResultsBucket'),
      });
    } else if (enabled !== undefined) {
      withoutAnalytics.push(stackName);
    }
  }
  const byName = (a: string, b: string) => a.localeCompare(b, 'en');
  return {
    stacks: stacks.sort((a, b) => byName(a.stackName, b.stackName)),
    withoutAnalytics: withoutAnalytics.sort(byName),
  };
}
