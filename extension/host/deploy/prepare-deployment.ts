import { CaseInsightsError } from '#core/errors.ts';
import type { AssetBucket } from '../../aws/deploy/asset-bucket.ts';
import type { ChangeSet } from '../../aws/deploy/change-set.ts';
import type { Time } from '../../aws/deploy/time.ts';
import type { Account } from './account.ts';
import { parametersToSend, type Plan } from './plan.ts';

export const PREPARATIONS = ['bucket', 'upload', 'template', 'change-set'] as const;
export type Preparation = (typeof PREPARATIONS)[number];

export interface PreparationOptions {
  /** From the user's setting. */
  readonly assetBucket: string | undefined;
  /** Whether a bucket of this name may be made; asked only where there is none. */
  readonly mayMakeBucket: (bucket: string) => Promise<boolean>;
  readonly onStep: (step: Preparation) => void;
  readonly time: Time;
  readonly signal: AbortSignal;
}

/**
 * Uploads the function's code and creates the change set; nothing is executed. Resolves to undefined if the person does
 * not want a bucket to be created. Rejects with a CaseInsightsError.
 */
export async function prepareDeployment(
  account: Account,
  plan: Plan,
  { assetBucket, mayMakeBucket, onStep, time, signal }: PreparationOptions,
): Promise<ChangeSet | undefined> {
  const [
    { chooseAssetBucket, createAssetBucket },
    { uploadAsset },
    { placeTemplate },
    { prepareChangeSet },
    { DEPLOYMENT_TAG },
  ] = await Promise.all([
    import('../../aws/deploy/asset-bucket.ts'),
    import('../../aws/deploy/upload-asset.ts'),
    import('../../aws/deploy/place-template.ts'),
    import('../../aws/deploy/change-set.ts'),
    import('../../aws/discovery/deployments.ts'),
  ]);
  const { deployable } = plan.findings;
  const { code, version } = deployable;
  const place = { account: account.account, region: account.region };
  const [s3, cloudFormation] = await Promise.all([account.clients.s3(), account.clients.cloudFormation()]);
  await refuseForeign(account, plan, signal);

  onStep('bucket');
  let bucket: AssetBucket = await chooseAssetBucket(s3, place, assetBucket, signal);
  if (bucket.kind === 'missing') {
    if (!(await mayMakeBucket(bucket.name))) return undefined;
    bucket = await createAssetBucket(s3, place);
  }
  onStep('upload');
  const asset = {
    bucket: bucket.name,
    key: code.key,
    account: place.account,
    contentType: 'application/zip',
    content: code.read,
  };
  await uploadAsset(s3, asset, signal);
  onStep('template');
  const template = await placeTemplate(s3, deployable, { ...place, bucket: bucket.name });
  onStep('change-set');
  const request = {
    stackName: plan.stackName,
    template,
    parameters: { ...parametersToSend(plan), [code.bucketParameter]: bucket.name },
    tags: { [DEPLOYMENT_TAG]: version },
  };
  return prepareChangeSet(cloudFormation, request, time, signal);
}

/** A new server under the name of an existing stack would replace that stack's resources. */
async function refuseForeign({ clients }: Account, plan: Plan, signal: AbortSignal): Promise<void> {
  if (plan.target !== undefined) return;
  const [{ describeStack }, { readStackState }, { explainAwsError }] = await Promise.all([
    import('../../aws/deploy/describe-stack.ts'),
    import('../../aws/deploy/state/stack-state.ts'),
    import('../../aws/explain-aws-error.ts'),
  ]);
  let stack;
  try {
    stack = await describeStack(await clients.cloudFormation(), plan.stackName, signal);
  } catch (thrown) {
    throw explainAwsError(thrown, 'look for the stack');
  }
  if (readStackState(stack).actions.includes('deploy')) return;
  throw new CaseInsightsError(
    'INVALID_INPUT',
    `A stack named ${plan.stackName} already exists, in state ${stack?.StackStatus ?? ''}.`,
    'Choose another stack name, or refresh and update that server.',
  );
}
