import type { AwsCredentials, CredentialSource } from '../aws/credentials.ts';
import { readGatewayRefusal } from './gateway-refusal.ts';
import { readText, type HttpResponse, type Send } from './http.ts';
import type { Log } from './log.ts';

export interface SigningParts {
  readonly credentials: CredentialSource;
  readonly region: () => Promise<string>;
  readonly now: () => number;
  readonly log: Log;
}

/** Beyond this AWS refuses a signature as too old or not yet valid; clocks that differ by less are left alone. */
const TOLERATED_SKEW_MS = 4 * 60_000;

/**
 * Signs every request for API Gateway. A 403 that says why is answered once by signing again: with the server's time if
 * this machine's clock is wrong, or with newly resolved credentials if these were turned down and others are there now.
 * Such a request never reached the server, so nothing runs twice. Rejects as `credentials` and `region` do.
 */
export function signed({ credentials, region, now, log }: SigningParts): (send: Send) => Send {
  let skew = 0;

  return (send) => async (request) => {
    const attempt = async (used: AwsCredentials): Promise<HttpResponse> => {
      const { signRequest } = await import('../aws/sign-request.ts');
      const scope = { region: await region(), service: 'execute-api' };
      const headers = await signRequest(request, used, scope, new Date(now() + skew));
      request.signal.throwIfAborted();
      return send({ ...request, headers });
    };

    const used = await credentials();
    const skewUsed = skew;
    const first = await attempt(used);
    if (first.status !== 403) return first;

    const body = await readText(first.body);
    const kept: HttpResponse = { ...first, body: wholeBody(body) };
    switch (readGatewayRefusal(first.headers, body)) {
      case 'signature-outdated':
      case 'signature-mismatch': {
        const measured = Date.parse(first.headers['date'] ?? '') - now();
        if (Number.isNaN(measured) || Math.abs(measured - skewUsed) < TOLERATED_SKEW_MS) return kept;
        skew = measured;
        log.warn(`this machine's clock is ${describeSkew(measured)}; requests are signed with the server's time`);
        return attempt(used);
      }
      case 'token-expired':
      case 'key-unknown': {
        const fresh = await credentials(used);
        if (fresh.accessKeyId === used.accessKeyId && fresh.sessionToken === used.sessionToken) return kept;
        log.info('the credentials were renewed');
        return attempt(fresh);
      }
      case 'no-such-path':
      case 'wrong-scope':
      case 'not-authorized':
      case 'forbidden':
      case undefined:
        return kept;
    }
  };
}

function describeSkew(serverAheadMs: number): string {
  const minutes = Math.round(Math.abs(serverAheadMs) / 60_000);
  return `${minutes} minutes ${serverAheadMs > 0 ? 'slow' : 'fast'}`;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body is an async iterable; this one is already here
async function* wholeBody(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text, 'utf8');
}
