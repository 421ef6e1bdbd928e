import { GetAccountCommand, type APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { paginateListServiceQuotas, type ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { abortWith } from '../abort-with.ts';
import type { Quota } from './checks.ts';

/** The role by which API Gateway writes logs in this region, if one is set. Rejects with what the client throws. */
export async function readLoggingRole(client: APIGatewayClient, signal?: AbortSignal): Promise<string | undefined> {
  const { cloudwatchRoleArn } = await client.send(new GetAccountCommand({}), abortWith(signal));
  return cloudwatchRoleArn;
}

/** Quotas that new accounts have run into, by the names that Service Quotas has for them. */
const QUOTAS = [
  // New accounts begin with 10, which a few long analyses and their cancellations fill.
  { service: 'lambda', quota: 'Concurrent executions', name: 'Concurrent Lambda executions', needed: 20 },
  { service: 'athena', quota: 'Active DML queries', name: 'Concurrent Athena queries', needed: 5 },
] as const;

/**
 * The quotas that Service Quotas lists. Rejects with what the client throws; needs `servicequotas:ListServiceQuotas`.
 */
export async function readQuotas(client: ServiceQuotasClient, signal?: AbortSignal): Promise<readonly Quota[]> {
  const read = await Promise.all(
    QUOTAS.map(async ({ service, quota, name, needed }): Promise<readonly Quota[]> => {
      const pages = paginateListServiceQuotas({ client }, { ServiceCode: service }, abortWith(signal));
      for await (const { Quotas = [] } of pages) {
        const value = Quotas.find(({ QuotaName }) => QuotaName === quota)?.Value;
        if (value !== undefined) return [{ name, needed, value }];
      }
      return [];
    }),
  );
  return read.flat();
}
