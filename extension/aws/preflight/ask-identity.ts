import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AskIdentity } from './checks.ts';

/** Asks STS, whose answer tells the time too. Rejects with what the client throws. */
export function askIdentity(client: STSClient, now: () => number = Date.now): AskIdentity {
  let serverTime: number | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (typeof response === 'object' && response !== null && 'headers' in response) {
        const headers = response.headers as Readonly<Record<string, string | undefined>>;
        const date = Date.parse(headers['date'] ?? '');
        serverTime = Number.isNaN(date) ? undefined : date - now();
      }
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  return async (signal) => {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}), {
      ...(signal && { abortSignal: signal }),
    });
    return { account: Account, arn: Arn, clockAheadMs: serverTime };
  };
}
