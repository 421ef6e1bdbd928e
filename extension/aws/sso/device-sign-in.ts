import type { CreateTokenCommandOutput, SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { setTimeout as delay } from 'node:timers/promises';
import { CaseInsightsError } from '#core/errors.ts';
import { explainAwsError, nameOfError, statusOfError } from '../explain-aws-error.ts';
import { throughProxy } from '../proxy.ts';
import type { SsoSession } from './sso-session.ts';
import { writeStoredToken } from './sso-token.ts';

/** What the person compares, and where. */
export interface DeviceCode {
  readonly userCode: string;
  /** The page that asks for the code. */
  readonly page: string;
  /** The same page, with the code filled in. */
  readonly pageWithCode: string;
  readonly expiresAt: number;
}

export interface DeviceSignIn {
  readonly code: DeviceCode;
  /**
   * Waits until the person has allowed it in the browser, and stores the token where the AWS SDK and the AWS CLI look
   * for it. Rejects with a CaseInsightsError: CANCELLED, CREDENTIALS_EXPIRED (too late), NOT_AUTHORIZED (declined) or
   * UNREACHABLE.
   */
  readonly finish: (signal: AbortSignal) => Promise<void>;
}

export interface SignInOptions {
  readonly now?: () => number;
  /** Rejects when the signal says so. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Begins a sign-in at IAM Identity Center by a code that is typed in a browser. Rejects with a CaseInsightsError. */
export async function startDeviceSignIn(
  session: SsoSession,
  { now = Date.now, pause = (ms, signal) => delay(ms, undefined, { signal }) }: SignInOptions = {},
): Promise<DeviceSignIn> {
  const { SSOOIDCClient, RegisterClientCommand, StartDeviceAuthorizationCommand } =
    await import('@aws-sdk/client-sso-oidc');
  const { region, startUrl } = session;
  const client = new SSOOIDCClient({ region, maxAttempts: 3, ...(await throughProxy(region)) });
  try {
    const { clientId, clientSecret, clientSecretExpiresAt } = await client.send(
      // Without scopes, in the older style, there is no token to refresh with.
      new RegisterClientCommand({
        clientName: 'case-insights-mcp',
        clientType: 'public',
        ...(session.name !== undefined && {
          scopes: session.scopes.length > 0 ? [...session.scopes] : [...DEFAULT_SCOPES],
        }),
      }),
    );
    const begun = now();
    const started = await client.send(new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl }));
    const { deviceCode, userCode = '', verificationUri = '', expiresIn = 600, interval = 5 } = started;
    const registration = { clientId, clientSecret, expiresAt: clientSecretExpiresAt };
    const code: DeviceCode = {
      userCode,
      page: verificationUri,
      pageWithCode: started.verificationUriComplete ?? verificationUri,
      expiresAt: begun + expiresIn * 1000,
    };
    return {
      code,
      finish: async (signal) => {
        try {
          const wait = { interval: Math.max(1, interval), expiresAt: code.expiresAt, now, pause, signal };
          const answer = await pollForToken(client, { ...registration, deviceCode }, wait);
          await writeStoredToken(session, {
            startUrl,
            region,
            accessToken: answer.accessToken ?? '',
            expiresAt: isoSeconds(now() + (answer.expiresIn ?? 0) * 1000),
            clientId,
            clientSecret,
            ...(registration.expiresAt !== undefined && {
              registrationExpiresAt: isoSeconds(registration.expiresAt * 1000),
            }),
            ...(answer.refreshToken !== undefined && { refreshToken: answer.refreshToken }),
          });
        } catch (thrown) {
          throw explainSignIn(thrown, startUrl);
        } finally {
          client.destroy();
        }
      },
    };
  } catch (thrown) {
    client.destroy();
    throw explainSignIn(thrown, startUrl);
  }
}

export const DEFAULT_SCOPES = ['sso:account:access'] as const;

interface Grant {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly deviceCode: string | undefined;
}

interface Wait {
  /** In seconds. */
  readonly interval: number;
  readonly expiresAt: number;
  readonly now: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** As RFC 8628 has it: no faster than the server says, slower by five seconds each time that it asks for it. */
async function pollForToken(
  client: SSOOIDCClient,
  { clientId, clientSecret, deviceCode }: Grant,
  { interval: first, expiresAt, now, pause, signal }: Wait,
): Promise<CreateTokenCommandOutput> {
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
  for (let interval = first; ;) {
    await pause(interval * 1000, signal);
    try {
      return await client.send(new CreateTokenCommand({ clientId, clientSecret, deviceCode, grantType }), {
        abortSignal: signal,
      });
    } catch (thrown) {
      const name = nameOfError(thrown);
      if (name === 'SlowDownException') interval += 5;
      // An unstable network does not end the sign-in, which is waiting in the browser.
      else if (name !== 'AuthorizationPendingException' && statusOfError(thrown) !== undefined) throw thrown;
      if (signal.aborted) throw thrown;
      if (now() >= expiresAt) throw tooLate(thrown);
    }
  }
}

function explainSignIn(thrown: unknown, startUrl: string): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  switch (nameOfError(thrown)) {
    case 'AbortError':
      return new CaseInsightsError('CANCELLED', 'The sign-in was cancelled.', 'Sign in again when you are ready.', {
        cause: thrown,
      });
    case 'ExpiredTokenException':
      return tooLate(thrown);
    case 'AccessDeniedException':
      return new CaseInsightsError(
        'NOT_AUTHORIZED',
        'The sign-in was declined in the browser.',
        'Sign in again and allow access, or choose other credentials.',
        { cause: thrown },
      );
    case 'InvalidRequestException':
      return new CaseInsightsError(
        'INVALID_INPUT',
        `IAM Identity Center does not recognize the start URL ${startUrl} in this region.`,
        "Check the start URL and the region of IAM Identity Center in your AWS access portal. The region can differ from the stack's.",
        { cause: thrown },
      );
    default:
      return explainAwsError(thrown, `sign in at ${startUrl}`);
  }
}

function tooLate(cause: unknown): CaseInsightsError {
  return new CaseInsightsError(
    'CREDENTIALS_EXPIRED',
    'The sign-in code expired before it was confirmed in the browser.',
    'Sign in again. The code is valid for a few minutes.',
    { cause },
  );
}

/** As the AWS CLI writes it: UTC, whole seconds. */
function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
