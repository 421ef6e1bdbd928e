import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { abortWith } from '../abort-with.ts';
import type { AskIdentity } from './checks.ts';

/** Asks STS, whose answer also contains the time. Rejects with what the client throws. */
export function askIdentity(client: STSClient, now: () => number = Date.now): AskIdentity {
  return async (signal) => {
    let clockAheadMs: number | undefined;
    const command = new GetCallerIdentityCommand({});
    // The SDK gives the headers of an answer to middleware only.
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const ahead = Date.parse(dateOf(result.response)) - now();
        clockAheadMs = Number.isNaN(ahead) ? undefined : ahead;
        return result;
      },
      { step: 'deserialize', priority: 'low' },
    );
    const { Account = '', Arn = '' } = await client.send(command, abortWith(signal));
    return { account: Account, arn: Arn, clockAheadMs };
  };
}

function dateOf(response: unknown): string {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return '';
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return '';
  return typeof headers.date === 'string' ? headers.date : '';
}
