import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

/**
 * A client of S3 and its commands, loaded when they are first needed: most calls never do, and a cold start is a fifth
 * shorter without them.
 */
export type LazyS3 = () => Promise<typeof import('@aws-sdk/client-s3') & { readonly client: S3Client }>;

export function lazyS3(config: S3ClientConfig): LazyS3 {
  let loaded: ReturnType<LazyS3> | undefined;
  return () => (loaded ??= import('@aws-sdk/client-s3').then((sdk) => ({ ...sdk, client: new sdk.S3Client(config) })));
}
