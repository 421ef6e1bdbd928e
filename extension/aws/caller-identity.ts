import { CaseInsightsError } from '#core/errors.ts';
import type { AwsCredentials } from './aws-credentials.ts';
import { explainAwsError, nameOfError } from './explain-aws-error.ts';
import { throughProxy } from './proxy.ts';

/** The identity that AWS sees for a caller. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

/**
 * Asks STS whose credentials these are; needs no permission. Rejects with a CaseInsightsError: CREDENTIALS_EXPIRED,
 * NO_CREDENTIALS, UNREACHABLE, ...
 */
export async function callerIdentity(
  credentials: AwsCredentials,
  region: string,
  signal?: AbortSignal,
): Promise<CallerIdentity> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({ region, credentials, maxAttempts: 2, ...(await throughProxy(region)) });
  try {
    const { Account = '', Arn = '' } = await client.send(
      new GetCallerIdentityCommand({}),
      signal && { abortSignal: signal },
    );
    return { account: Account, arn: Arn };
  } catch (thrown) {
    const name = nameOfError(thrown);
    if (name === 'ExpiredToken' || name === 'ExpiredTokenException') {
      throw new CaseInsightsError(
        'CREDENTIALS_EXPIRED',
        'AWS says that these credentials have expired.',
        'Sign in again, or choose other credentials.',
        { cause: thrown },
      );
    }
    if (REFUSALS.has(name)) {
      throw new CaseInsightsError(
        'NO_CREDENTIALS',
        `AWS does not accept these credentials: ${REFUSALS.get(name) ?? ''}.`,
        'Check them, or choose other credentials.',
        { cause: thrown },
      );
    }
    throw explainAwsError(thrown, 'verify these credentials');
  } finally {
    client.destroy();
  }
}

const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['InvalidClientTokenId', 'the access key or the session token is unknown, deleted, or from another partition'],
  ['InvalidAccessKeyId', 'the access key is unknown'],
  ['UnrecognizedClientException', 'the access key or the session token is unknown'],
  ['SignatureDoesNotMatch', 'the secret access key does not match the access key'],
  ['IncompleteSignature', 'a key is incomplete'],
]);
