import type { CaseInsightsError } from '#core/errors.ts';
import type { Deployable } from '../../aws/deploy/deployable.ts';
import type { Account } from './account.ts';
import type { Findings } from './plan.ts';

/**
 * Reads everything that a plan starts from, concurrently. Parts that may not be read stay empty, and a sentence says
 * so. Rejects with a CaseInsightsError if nothing can be read.
 */
export async function readFindings(
  { clients, region, account }: Account,
  deployable: Deployable,
  assetBucket: string | undefined,
  now: number,
  signal: AbortSignal,
): Promise<Findings> {
  const [
    { findCaseInsights },
    { findDeployments },
    { listModelChoices },
    { readLoggingRole },
    { chooseAssetBucket },
    { explainAwsError },
  ] = await Promise.all([
    import('../../aws/discovery/case-insights-stacks.ts'),
    import('../../aws/discovery/deployments.ts'),
    import('../../aws/preflight/read-model.ts'),
    import('../../aws/preflight/read-account-limits.ts'),
    import('../../aws/deploy/asset-bucket.ts'),
    import('../../aws/explain-aws-error.ts'),
  ]);
  const unseen: string[] = [];
  const orElse = async <T>(found: Promise<T>, instead: T, doing: string): Promise<T> => {
    try {
      return await found;
    } catch (thrown) {
      const error = explainAwsError(thrown, doing);
      if (HOPELESS.has(error.code)) throw error;
      unseen.push(`${error.message} ${error.remedy}`);
      return instead;
    }
  };
  /** The checklist reports these as well. */
  const orUnknown = async <T>(found: Promise<T>): Promise<T | undefined> => {
    try {
      return await found;
    } catch {
      return undefined;
    }
  };
  const cloudFormation = await clients.cloudFormation();
  const [caseInsights, deployments, models, loggingRole, bucket] = await Promise.all([
    orElse(
      findCaseInsights(cloudFormation, signal),
      { stacks: [], withoutAnalytics: [] },
      'list the exports of stacks',
    ),
    orElse(findDeployments(cloudFormation, region, signal), [], 'look for deployments'),
    orUnknown(clients.bedrock().then((client) => listModelChoices(client, now, signal))),
    orUnknown(clients.apiGateway().then(async (client) => ({ role: await readLoggingRole(client, signal) }))),
    orUnknown(clients.s3().then((client) => chooseAssetBucket(client, { account, region }, assetBucket, signal))),
  ]);
  return {
    deployable,
    caseInsights,
    deployments,
    models: models ?? [],
    hasLoggingRole: loggingRole && (loggingRole.role ?? '') !== '',
    bucket,
    unseen,
  };
}

const HOPELESS = new Set<CaseInsightsError['code']>([
  'NO_CREDENTIALS',
  'CREDENTIALS_EXPIRED',
  'CANCELLED',
  'UNREACHABLE',
]);
