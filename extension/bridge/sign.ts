import type { AwsCredentials } from '../aws/aws-credentials.ts';
import type { CredentialSource } from '../aws/credentials.ts';
import type { Clock } from './clock.ts';
import { readGatewayRefusal } from './gateway-refusal.ts';
import { readText, wholeBody, type HttpResponse, type Send } from './http.ts';
import type { Log } from './log.ts';

export interface SigningParts {
  readonly credentials: CredentialSource;
  readonly region: () => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Signs every request for API Gateway. A 403 that says why is answered once by signing again: with the server's time if
 * this machine's clock is wrong, or with newly resolved credentials if these were turned down and others are there now.
 * Such a request never reached the server, so nothing runs twice. Rejects as `credentials` and `region` do.
 */
export function signed({ credentials, region, clock, log }: SigningParts): (send: Send) => Send {
  return (send) => async (request) => {
    const attempt = async (used: AwsCredentials): Promise<HttpResponse> => {
      const { signRequest } = await import('../aws/sign-request.ts');
      const scope = { region: await region(), service: 'execute-api' };
      const headers = await signRequest(request, used, scope, new Date(clock.now()));
      request.signal.throwIfAborted();
      return send({ ...request, headers });
    };

    const used = await credentials();
    const skew = clock.skew();
    const first = await attempt(used);
    if (first.status !== 403) return first;

    const body = await readText(first.body);
    const kept: HttpResponse = { ...first, body: wholeBody(body) };
    switch (readGatewayRefusal(first.headers, body)) {
      case 'signature-outdated':
      case 'signature-mismatch':
        // Of several concurrent calls the first corrects the clock; the others were signed before that.
        clock.follow(first.headers['date']);
        return clock.skew() === skew ? kept : attempt(used);
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
