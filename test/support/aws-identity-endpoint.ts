import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { requestListener } from './request-listener.ts';

/** One request that arrived, as far as tests look at it. */
export interface IdentityCall {
  /** `AssumeRole`, `GetRoleCredentials`, `CreateToken`, `container`, `instance`, ... */
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  /** The access key id in the signature, if there is one. */
  readonly signedBy: string | undefined;
}

export interface IdentityEndpoint {
  readonly url: string;
  readonly calls: readonly IdentityCall[];
  /** Environment variables that lead the SDK here. */
  readonly environment: Readonly<Record<string, string>>;
  /** An SSO access token that is accepted from now on, instead of the one before. */
  acceptToken(token: string): void;
  /** What the next polls of a sign-in by device code are told, before it is allowed. */
  answerPolls(...names: readonly DevicePoll[]): void;
  close(): Promise<void>;
}

export type DevicePoll =
  'AuthorizationPendingException' | 'SlowDownException' | 'AccessDeniedException' | 'ExpiredTokenException';

interface IdentityEndpointOptions {
  /** Whether a sign-in waits until somebody opens its page; otherwise it is allowed by itself. */
  readonly waitForBrowser?: boolean;
}

/** What the person compares in the browser. */
export const DEVICE_USER_CODE = 'WXYZ-BCDF';

export const MFA_CODE = '123456';
/** The secret in everything that this endpoint hands out. */
export const HANDED_OUT_SECRET = 'handed-out-secret-Zx81';

/**
 * Security Token Service, IAM Identity Center with its sign-in by device code, container and instance metadata on one local port, in their own wire
 * formats. Role names say how it answers: one with `denied` in it may not be assumed; key ids with `UNKNOWN` or
 * `EXPIRED` in them are turned away.
 */
export async function startIdentityEndpoint({
  waitForBrowser = false,
}: IdentityEndpointOptions = {}): Promise<IdentityEndpoint> {
  const polls: DevicePoll[] = [];
  let wasOpened = false;
  const calls: IdentityCall[] = [];
  let token = 'sso-token';
  let issued = 0;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await text(request);
    const signedBy = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
    const note = (action: string, values: Record<string, string>) => calls.push({ action, values, signedBy });
    const key = { id: `ASIAISSUED${String(++issued).padStart(6, '0')}`, expires: new Date(Date.now() + 3_600_000) };
    const metadata = {
      Code: 'Success',
      AccessKeyId: key.id,
      SecretAccessKey: HANDED_OUT_SECRET,
      Token: `session-${HANDED_OUT_SECRET}`,
      Expiration: key.expires.toISOString(),
    };

    if (url.pathname === '/federation/credentials') {
      const values = Object.fromEntries(url.searchParams);
      note('GetRoleCredentials', values);
      if (request.headers['x-amz-sso_bearer_token'] !== token) {
        return restError(401, 'UnauthorizedException', 'Session token not found or invalid');
      }
      if (values['role_name']?.includes('denied') === true) return restError(403, 'ForbiddenException', 'No access');
      const { AccessKeyId, SecretAccessKey, Token } = metadata;
      return json({
        roleCredentials: {
          accessKeyId: AccessKeyId,
          secretAccessKey: SecretAccessKey,
          sessionToken: Token,
          expiration: key.expires.getTime(),
        },
      });
    }
    if (url.pathname === '/client/register') {
      const { clientName, scopes } = JSON.parse(body) as { clientName: string; scopes?: string[] };
      note('RegisterClient', { clientName, scopes: scopes?.join(',') ?? '' });
      const clientSecretExpiresAt = Math.floor(Date.now() / 1000) + 90 * 86_400;
      return json({ clientId: 'client', clientSecret: HANDED_OUT_SECRET, clientSecretExpiresAt });
    }
    if (url.pathname === '/device_authorization') {
      const { startUrl } = JSON.parse(body) as { startUrl: string };
      note('StartDeviceAuthorization', { startUrl });
      if (startUrl.includes('unknown')) return restError(400, 'InvalidRequestException', 'Invalid start url provided');
      wasOpened = false;
      const verificationUri = `http://${request.headers.host ?? ''}/device`;
      return json({
        deviceCode: 'device-code',
        userCode: DEVICE_USER_CODE,
        verificationUri,
        verificationUriComplete: `${verificationUri}?user_code=${DEVICE_USER_CODE}`,
        expiresIn: 600,
        interval: 1,
      });
    }
    if (url.pathname === '/device') {
      note('page', Object.fromEntries(url.searchParams));
      wasOpened = true;
      return { status: 200, type: 'text/html', body: '<!doctype html><title>Allowed</title>' };
    }
    if (url.pathname === '/assignment/accounts') {
      note('ListAccounts', Object.fromEntries(url.searchParams));
      if (request.headers['x-amz-sso_bearer_token'] !== token) {
        return restError(401, 'UnauthorizedException', 'Session token not found or invalid');
      }
      const [one, other] = SSO_ACCOUNTS.map(([accountId, accountName]) => ({ accountId, accountName }));
      return json(
        url.searchParams.has('next_token') ? { accountList: [other] } : { accountList: [one], nextToken: 'more' },
      );
    }
    if (url.pathname === '/assignment/roles') {
      const accountId = url.searchParams.get('account_id') ?? '';
      note('ListAccountRoles', { accountId });
      return json({ roleList: ['Reader', 'Operations'].map((roleName) => ({ accountId, roleName })) });
    }
    if (url.pathname === '/logout') {
      note('Logout', {});
      return json({});
    }
    if (url.pathname === '/token' && body.includes('device_code')) {
      const poll = polls.shift() ?? (waitForBrowser && !wasOpened ? 'AuthorizationPendingException' : undefined);
      note('CreateToken', { poll: poll ?? 'allowed' });
      if (poll !== undefined) return restError(400, poll, '');
      return json({ accessToken: token, expiresIn: 28_800, refreshToken: 'refresh', tokenType: 'Bearer' });
    }
    if (url.pathname === '/token') {
      note('CreateToken', {});
      return json({ accessToken: token, expiresIn: 28_800, refreshToken: 'next', tokenType: 'Bearer' });
    }
    if (url.pathname === '/container') {
      note('container', { authorization: request.headers.authorization ?? '' });
      return json(metadata);
    }
    if (url.pathname === '/latest/api/token') return { status: 200, type: 'text/plain', body: 'imds-token' };
    if (url.pathname.startsWith('/latest/meta-data/iam/security-credentials/')) {
      if (url.pathname.endsWith('/')) return { status: 200, type: 'text/plain', body: 'instance-role' };
      note('instance', { token: String(request.headers['x-aws-ec2-metadata-token']) });
      return json(metadata);
    }

    const values = Object.fromEntries(new URLSearchParams(body));
    const { Action: action = '', RoleArn: role = '' } = values;
    note(action, values);
    const known = signedBy ?? '';
    if (known.includes('UNKNOWN')) return stsError('InvalidClientTokenId', 'The security token is invalid.');
    if (known.includes('EXPIRED')) return stsError('ExpiredToken', 'The security token has expired.');
    if (role.includes('denied')) return stsError('AccessDenied', `not authorized to perform: sts:${action}`);
    if ('SerialNumber' in values && values['TokenCode'] !== MFA_CODE) {
      return stsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.');
    }
    if (action === 'GetCallerIdentity') {
      return sts(
        action,
        `<Arn>arn:aws:iam::111122223333:user/ann</Arn><UserId>AIDA1</UserId><Account>111122223333</Account>`,
      );
    }
    return sts(
      action,
      `<AssumedRoleUser><AssumedRoleId>AROA1:s</AssumedRoleId><Arn>${role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/s</Arn></AssumedRoleUser>
       <Credentials><AccessKeyId>${key.id}</AccessKeyId><SecretAccessKey>${HANDED_OUT_SECRET}</SecretAccessKey>
       <SessionToken>session-${HANDED_OUT_SECRET}</SessionToken><Expiration>${key.expires.toISOString()}</Expiration></Credentials>`,
    );
  }

  const server = createServer(
    requestListener(async (request, response) => {
      const { status, type, body, errorType } = await answer(request);
      response.writeHead(status, {
        'content-type': type,
        ...(errorType !== undefined && { 'x-amzn-errortype': errorType }),
      });
      response.end(body);
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has this kind of address.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    calls,
    environment: { AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_SSO: url, AWS_ENDPOINT_URL_SSO_OIDC: url },
    acceptToken: (next) => {
      token = next;
    },
    answerPolls: (...names) => {
      polls.push(...names);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Those that the person who signs in may enter; on two pages. */
const SSO_ACCOUNTS = [
  ['444455556666', 'Sandbox'],
  ['111122223333', 'Production'],
] as const;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly errorType?: string;
}

function json(body: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}

function restError(status: number, errorType: string, message: string): Answer {
  return { status, type: 'application/json', body: JSON.stringify({ message }), errorType };
}

function sts(action: string, result: string): Answer {
  return {
    status: 200,
    type: 'text/xml',
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`,
  };
}

function stsError(code: string, message: string): Answer {
  return {
    status: 403,
    type: 'text/xml',
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}
