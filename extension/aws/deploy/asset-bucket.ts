import {
  CreateBucketCommand,
  HeadBucketCommand,
  PutPublicAccessBlockCommand,
  type BucketLocationConstraint,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CaseInsightsError } from '#core/errors.ts';
import { abortWith } from '../abort-with.ts';
import { explainAwsError, statusOfError } from '../explain-aws-error.ts';

export interface AssetPlace {
  readonly account: string;
  /** The stack's region, which is the bucket's too. */
  readonly region: string;
}

/** Where the function's code goes. */
export type AssetBucket =
  | { readonly kind: 'setting' | 'bootstrap' | 'own'; readonly name: string }
  /** There is none yet: one of this name may be made, once a person has agreed. */
  | { readonly kind: 'missing'; readonly name: string };

/**
 * The bucket from the user's setting; else the account's CDK bootstrap bucket; else our own, which may have to be made.
 * Only buckets of the stack's own account are taken. Rejects with a CaseInsightsError where the setting's can't be used.
 */
export async function chooseAssetBucket(
  client: S3Client,
  place: AssetPlace,
  setting: string | undefined,
  signal?: AbortSignal,
): Promise<AssetBucket> {
  if (setting !== undefined && setting.trim() !== '') {
    const name = setting.trim();
    const found = await look(client, name, place, signal);
    if (found === 'usable') return { kind: 'setting', name };
    throw refuse(name, found, place);
  }
  const bootstrap = `cdk-hnb659fds-assets-${place.account}-${place.region}`;
  if ((await look(client, bootstrap, place, signal)) === 'usable') return { kind: 'bootstrap', name: bootstrap };
  const own = ownBucketName(place);
  const found = await look(client, own, place, signal);
  if (found === 'usable') return { kind: 'own', name: own };
  if (found === 'missing') return { kind: 'missing', name: own };
  throw refuse(own, found, place);
}

/**
 * Makes our own bucket: in the account's own namespace, where nobody else can take its name, with public access
 * blocked. A bucket that is there already is fine. Rejects with a CaseInsightsError.
 */
export async function createAssetBucket(client: S3Client, place: AssetPlace): Promise<AssetBucket> {
  const name = ownBucketName(place);
  try {
    await client
      .send(
        new CreateBucketCommand({
          Bucket: name,
          BucketNamespace: 'account-regional',
          // us-east-1 is the only region that must not be named; the SDK's list of the others is incomplete.
          ...(place.region !== 'us-east-1' && {
            CreateBucketConfiguration: { LocationConstraint: place.region as BucketLocationConstraint },
          }),
        }),
      )
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Error) || thrown.name !== 'BucketAlreadyOwnedByYou') throw thrown;
      });
    await client.send(
      new PutPublicAccessBlockCommand({
        Bucket: name,
        ExpectedBucketOwner: place.account,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
    return { kind: 'own', name };
  } catch (thrown) {
    throw explainAwsError(thrown, `create the asset bucket ${name}`);
  }
}

/** Names of the account's own namespace end with account, region and `-an`. */
export function ownBucketName({ account, region }: AssetPlace): string {
  return `case-insights-mcp-${account}-${region}-an`;
}

type Found = 'usable' | 'missing' | 'denied' | 'elsewhere';

async function look(
  client: S3Client,
  name: string,
  place: AssetPlace,
  signal: AbortSignal | undefined,
): Promise<Found> {
  try {
    const { BucketRegion } = await client.send(
      new HeadBucketCommand({ Bucket: name, ExpectedBucketOwner: place.account }),
      abortWith(signal),
    );
    return BucketRegion === undefined || BucketRegion === place.region ? 'usable' : 'elsewhere';
  } catch (thrown) {
    // HEAD answers have no body, so the status says it all.
    const found = FOUND.get(statusOfError(thrown) ?? 0);
    if (found === undefined) throw explainAwsError(thrown, `look for bucket ${name}`);
    return found;
  }
}

const FOUND: ReadonlyMap<number, Found> = new Map([
  [301, 'elsewhere'],
  [403, 'denied'],
  [404, 'missing'],
]);

function refuse(name: string, found: Exclude<Found, 'usable'>, { account, region }: AssetPlace): CaseInsightsError {
  switch (found) {
    case 'missing':
      return new CaseInsightsError(
        'INVALID_INPUT',
        `There is no bucket ${name}.`,
        'Correct the asset bucket setting, or clear it and let the extension choose.',
      );
    case 'denied':
      return new CaseInsightsError(
        'NOT_AUTHORIZED',
        `Bucket ${name} does not belong to account ${account}, or these credentials may not use it.`,
        'Choose a bucket in this account, or ask for s3:ListBucket, s3:GetObject and s3:PutObject on it.',
      );
    case 'elsewhere':
      return new CaseInsightsError(
        'INVALID_INPUT',
        `Bucket ${name} is not in the region of the stack (${region}), and Lambda reads code only from its own region.`,
        `Choose a bucket in ${region}, or clear the setting and let the extension choose.`,
      );
  }
}
