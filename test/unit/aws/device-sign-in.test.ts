import { mkdtemp, readdir, readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callerIdentity } from '../../../extension/aws/caller-identity.ts';
import { resolveCredentials } from '../../../extension/aws/resolve-credentials.ts';
import { startDeviceSignIn } from '../../../extension/aws/sso/device-sign-in.ts';
import { signOut } from '../../../extension/aws/sso/sign-out.ts';
import { listSsoAccounts, listSsoRoles } from '../../../extension/aws/sso/sso-accounts.ts';
import type { SsoSession } from '../../../extension/aws/sso/sso-session.ts';
import {
  DEVICE_USER_CODE,
  HANDED_OUT_SECRET,
  startIdentityEndpoint,
  type IdentityEndpoint,
} from '../../support/aws-identity-endpoint.ts';

const START_URL = 'https://corp.awsapps.com/start';
const SESSION: SsoSession = { name: 'corp', startUrl: START_URL, region: 'us-east-1', scopes: [] };
const OLDER: SsoSession = { ...SESSION, name: undefined };
const CONFIG = `[sso-session corp]
sso_start_url = ${START_URL}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile team]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Reader
region = us-east-1
[profile older]
sso_start_url = ${START_URL}
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Reader
region = us-east-1
`;

let home: string;
let endpoint: IdentityEndpoint;
let pauses: number[];

beforeEach(async () => {
  pauses = [];
  endpoint = await startIdentityEndpoint();
  home = await mkdtemp(path.join(tmpdir(), 'home-'));
  await mkdir(path.join(home, '.aws'));
  await writeFile(path.join(home, '.aws', 'config'), CONFIG);
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(endpoint.environment)) vi.stubEnv(name, value);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await endpoint.close();
  await rm(home, { recursive: true });
});

const pause = (ms: number, signal: AbortSignal) => {
  pauses.push(ms);
  signal.throwIfAborted();
  return Promise.resolve();
};
const never = new AbortController().signal;

async function signIn(session: SsoSession, signal = never): Promise<void> {
  const { finish } = await startDeviceSignIn(session, { pause });
  await finish(signal);
}

async function cachedTokens(): Promise<readonly { name: string; text: string; mode: number }[]> {
  const folder = path.join(home, '.aws', 'sso', 'cache');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { name, text: await readFile(file, 'utf8'), mode: (await stat(file)).mode & 0o777 };
    }),
  );
}

describe('a sign-in by device code', () => {
  it('says which code to compare, and where', async () => {
    const { code } = await startDeviceSignIn(SESSION, { pause, now: () => 1000 });
    expect(code).toEqual({
      userCode: DEVICE_USER_CODE,
      page: `${endpoint.url}/device`,
      pageWithCode: `${endpoint.url}/device?user_code=${DEVICE_USER_CODE}`,
      expiresAt: 601_000,
    });
    expect(endpoint.calls).toMatchObject([
      { action: 'RegisterClient', values: { clientName: 'case-insights-mcp', scopes: 'sso:account:access' } },
      { action: 'StartDeviceAuthorization', values: { startUrl: START_URL } },
    ]);
  });

  it('leaves the token as the AWS CLI does, for this user alone', async () => {
    await signIn(SESSION);
    const [token, ...others] = await cachedTokens();
    expect(others).toEqual([]);
    // sha1 of the session's name.
    expect(token?.name).toBe('ee0bfd2552fbd840c02cc48b6e823320543c450f.json');
    if (process.platform !== 'win32') expect(token?.mode).toBe(0o600);
    const isoSeconds: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(JSON.parse(token?.text ?? '')).toEqual({
      startUrl: START_URL,
      region: 'us-east-1',
      accessToken: 'sso-token',
      expiresAt: isoSeconds,
      clientId: 'client',
      clientSecret: HANDED_OUT_SECRET,
      registrationExpiresAt: isoSeconds,
      refreshToken: 'refresh',
    });
  });

  it.each([
    ['of a session', SESSION, 'team'],
    ['in the older style', OLDER, 'older'],
  ] as const)('%s serves the AWS SDK', async (_name, session, profile) => {
    await signIn(session);
    const credentials = await resolveCredentials(profile, { region: undefined, askMfaCode: undefined });
    expect(credentials.secretAccessKey).toBe(HANDED_OUT_SECRET);
    expect(await callerIdentity(credentials, 'us-east-1')).toEqual({
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/ann',
    });
  });

  it('asks no faster than the server wants', async () => {
    endpoint.answerPolls('AuthorizationPendingException', 'SlowDownException', 'AuthorizationPendingException');
    await signIn(SESSION);
    expect(pauses).toEqual([1000, 1000, 6000, 6000]);
    expect(await cachedTokens()).toHaveLength(1);
  });

  it('ends where it is declined, where it is too late and where the person gives up, with no token left', async () => {
    endpoint.answerPolls('AccessDeniedException');
    await expect(signIn(SESSION)).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' });
    endpoint.answerPolls('ExpiredTokenException');
    await expect(signIn(SESSION)).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    await expect(signIn(SESSION, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await cachedTokens()).toEqual([]);
  });

  it('gives up when the code has expired, though the server does not say so', async () => {
    let time = 0;
    endpoint.answerPolls(...Array<'AuthorizationPendingException'>(5).fill('AuthorizationPendingException'));
    const slow = (ms: number) => {
      time += 300_000 + ms;
      return Promise.resolve();
    };
    const { finish } = await startDeviceSignIn(SESSION, { pause: slow, now: () => time });
    await expect(finish(never)).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    expect(endpoint.calls.filter(({ action }) => action === 'CreateToken')).toHaveLength(2);
  });

  it('says that the start URL is not known', async () => {
    const session = { ...SESSION, startUrl: 'https://unknown.awsapps.com/start' };
    await expect(signIn(session)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: 'IAM Identity Center does not recognize the start URL https://unknown.awsapps.com/start in this region.',
    });
  });

  it('says that AWS cannot be reached', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SSO_OIDC', 'http://127.0.0.1:9');
    await expect(signIn(SESSION)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

describe('who is signed in', () => {
  it('sees all their accounts and roles, by name', async () => {
    await signIn(SESSION);
    const accounts = await listSsoAccounts(SESSION);
    expect(accounts).toEqual([
      { id: '111122223333', name: 'Production' },
      { id: '444455556666', name: 'Sandbox' },
    ]);
    expect(await listSsoRoles(SESSION, accounts[0]!)).toEqual(['Operations', 'Reader']);
    expect(endpoint.calls.at(-1)?.values).toEqual({ accountId: '111122223333' });
  });

  it('signs out here and at AWS', async () => {
    await signIn(SESSION);
    await signOut(SESSION);
    expect(await cachedTokens()).toEqual([]);
    expect(endpoint.calls.at(-1)?.action).toBe('Logout');
    await signOut(SESSION);
  });
});

describe('whose credentials they are', () => {
  const keys = (accessKeyId: string) => ({ accessKeyId, secretAccessKey: 's' });

  it.each([
    ['AKIDEXPIRED', 'CREDENTIALS_EXPIRED'],
    ['AKIDUNKNOWN', 'NO_CREDENTIALS'],
  ])('AWS does not say of %s', async (id, code) => {
    await expect(callerIdentity(keys(id), 'us-east-1')).rejects.toMatchObject({ code });
  });

  it('cannot be asked without a network', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:9');
    await expect(callerIdentity(keys('AKID'), 'us-east-1')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
