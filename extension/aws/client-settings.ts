import type { AwsCredentials } from './credentials.ts';

/** As whom and where AWS is called. */
export interface AwsAccess {
  readonly region: string;
  readonly credentials: () => Promise<AwsCredentials>;
  /** Another address than AWS's own, for tests and private endpoints. */
  readonly endpoint?: string | undefined;
}

/** What every client of the AWS SDK is made with here; a connection that says nothing for 30 s counts as lost. */
export function clientSettings({ region, credentials, endpoint }: AwsAccess) {
  return {
    region,
    credentials: () => credentials(),
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
    ...(endpoint !== undefined && { endpoint }),
  };
}
