import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentials } from './aws-credentials.ts';

/** The credentials and the region of AWS calls. */
export interface AwsAccess {
  readonly region: string;
  readonly credentials: () => Promise<AwsCredentials>;
  /** Another address than AWS's own, for tests and private endpoints. */
  readonly endpoint?: string | undefined;
}

/** Each service's client, made when it is first asked for and its part of the SDK loaded only then. */
export interface AwsClients {
  readonly apiGateway: () => Promise<APIGatewayClient>;
  readonly athena: () => Promise<AthenaClient>;
  readonly bedrock: () => Promise<BedrockClient>;
  readonly cloudFormation: () => Promise<CloudFormationClient>;
  readonly cloudWatchLogs: () => Promise<CloudWatchLogsClient>;
  readonly iam: () => Promise<IAMClient>;
  readonly s3: () => Promise<S3Client>;
  readonly serviceQuotas: () => Promise<ServiceQuotasClient>;
  readonly sts: () => Promise<STSClient>;
}

export function awsClients({ region, credentials, endpoint }: AwsAccess): AwsClients {
  const settings = {
    region,
    credentials: () => credentials(),
    // A connection that is silent for 30 s counts as lost.
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
    ...(endpoint !== undefined && { endpoint }),
  };
  return {
    apiGateway: once(async () => {
      const { APIGatewayClient } = await import('@aws-sdk/client-api-gateway');
      return new APIGatewayClient(settings);
    }),
    athena: once(async () => {
      const { AthenaClient } = await import('@aws-sdk/client-athena');
      return new AthenaClient(settings);
    }),
    bedrock: once(async () => {
      const { BedrockClient } = await import('@aws-sdk/client-bedrock');
      return new BedrockClient(settings);
    }),
    cloudFormation: once(async () => {
      const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormationClient(settings);
    }),
    cloudWatchLogs: once(async () => {
      const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
      return new CloudWatchLogsClient(settings);
    }),
    iam: once(async () => {
      const { IAMClient } = await import('@aws-sdk/client-iam');
      return new IAMClient(settings);
    }),
    s3: once(async () => {
      const { S3Client } = await import('@aws-sdk/client-s3');
      return new S3Client({ ...settings, forcePathStyle: endpoint !== undefined });
    }),
    serviceQuotas: once(async () => {
      const { ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      return new ServiceQuotasClient(settings);
    }),
    sts: once(async () => {
      const { STSClient } = await import('@aws-sdk/client-sts');
      return new STSClient(settings);
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
