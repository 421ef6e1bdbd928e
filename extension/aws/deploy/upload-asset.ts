import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { abortWith } from '../abort-with.ts';
import { explainAwsError, statusOfError } from '../explain-aws-error.ts';

export interface Asset {
  readonly bucket: string;
  /** Holds the content's hash, so what is there under it is the same. */
  readonly key: string;
  /** Who must own the bucket. */
  readonly account: string;
  readonly contentType: string;
  /** Read only where it has to be sent. */
  readonly content: () => Promise<Uint8Array>;
}

/** Puts the asset into its bucket unless it is there. Rejects with a CaseInsightsError. */
export async function uploadAsset(
  client: S3Client,
  asset: Asset,
  signal?: AbortSignal,
): Promise<'uploaded' | 'present'> {
  const { bucket: Bucket, key: Key, account: ExpectedBucketOwner } = asset;
  const options = abortWith(signal);
  try {
    await client.send(new HeadObjectCommand({ Bucket, Key, ExpectedBucketOwner }), options);
    return 'present';
  } catch (thrown) {
    // Without permission to list the bucket, a missing object is a 403.
    const status = statusOfError(thrown);
    if (status !== 404 && status !== 403) throw explainAwsError(thrown, `look for ${Key} in bucket ${Bucket}`);
  }
  try {
    const Body = await asset.content();
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body,
        ExpectedBucketOwner,
        ContentType: asset.contentType,
        ChecksumAlgorithm: 'SHA256',
      }),
      options,
    );
    return 'uploaded';
  } catch (thrown) {
    throw explainAwsError(thrown, `put ${Key} into bucket ${Bucket}`);
  }
}
