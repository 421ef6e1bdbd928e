import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaseInsightsError } from '#core/errors.ts';
import { credentialSource } from '../../../extension/aws/credentials.ts';
import { resolveCredentials, type ResolveOptions } from '../../../extension/aws/resolve-credentials.ts';
import {
  HANDED_OUT_SECRET,
  MFA_CODE,
  startIdentityEndpoint,
  type IdentityEndpoint,
} from '../../support/aws-identity-endpoint.ts';

const ROLE = 'arn:aws:iam::111122223333:role/reader';
const BASE = '[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = base-secret\n';

let home: string;
let aws: IdentityEndpoint;

beforeEach(async () => {
  aws = await startIdentityEndpoint();
  home = await mkdtemp(path.join(tmpdir(), 'home-'));
  await mkdir(path.join(home, '.aws', 'sso', 'cache'), { recursive: true });
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(aws.environment)) vi.stubEnv(name, value);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
  await rm(home, { recursive: true });
});

const config = (text: string) => writeFile(path.join(home, '.aws', 'config'), text);

function signIn(session: string, content: Record<string, string>): Promise<void> {
  const name = createHash('sha1').update(session).digest('hex');
  return writeFile(path.join(home, '.aws', 'sso', 'cache', `${name}.json`), JSON.stringify(content));
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const anHourAgo = () => new Date(Date.now() - 3_600_000).toISOString();

function resolve(profile?: string, options: Partial<ResolveOptions> = {}) {
  return resolveCredentials(profile, { region: 'eu-west-1', askMfaCode: undefined, ...options });
}

const saying = (pattern: RegExp): unknown => expect.stringMatching(pattern);

async function failure(profile?: string, options?: Partial<ResolveOptions>): Promise<CaseInsightsError> {
  const thrown: unknown = await resolve(profile, options).catch((reason: unknown) => reason);
  if (!(thrown instanceof CaseInsightsError)) throw new Error('it did not fail as it should');
  const shown = `${thrown.message} ${thrown.remedy}`;
  expect(shown).not.toMatch(/secret|sso-token/);
  return thrown;
}

describe('credentials come from', () => {
  it('the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env-secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    expect(await resolve()).toMatchObject({ accessKeyId: 'AKIDENV', sessionToken: 'token' });
  });

  it('the keys of a profile, in either file', async () => {
    await config(BASE);
    await writeFile(
      path.join(home, '.aws', 'credentials'),
      '[other]\naws_access_key_id = AKIDOTHER\naws_secret_access_key = other-secret\n',
    );
    expect(await resolve('base')).toMatchObject({ accessKeyId: 'AKIDBASE' });
    expect(await resolve('other')).toMatchObject({ accessKeyId: 'AKIDOTHER' });
  });

  it('an SSO session, whose token is refreshed where it has expired', async () => {
    await config(
      `[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n
       [profile team]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\n`,
    );
    await signIn('corp', { accessToken: 'sso-token', expiresAt: inAnHour() });
    expect(await resolve('team')).toMatchObject({
      accessKeyId: saying(/^ASIAISSUED/),
      expiration: expect.any(Date) as Date,
    });
    await signIn('corp', {
      accessToken: 'old',
      expiresAt: anHourAgo(),
      refreshToken: 'refresh',
      clientId: 'client',
      clientSecret: 'client-secret',
    });
    expect(await resolve('team')).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
    expect(aws.calls.map(({ action }) => action)).toEqual(['GetRoleCredentials', 'CreateToken', 'GetRoleCredentials']);
    expect(aws.calls[0]?.values).toEqual({ account_id: '111122223333', role_name: 'Reader' });
  });

  it('an SSO sign-in in the older style', async () => {
    await config(
      `[profile team]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1
       sso_account_id = 111122223333\nsso_role_name = Reader\n`,
    );
    await signIn('https://corp.awsapps.com/start', { accessToken: 'sso-token', expiresAt: inAnHour() });
    expect(await resolve('team')).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
  });

  it("a chain of roles, each assumed with the one before, in the profile's region", async () => {
    await config(
      `${BASE}[profile middle]\nrole_arn = ${ROLE}-a\nsource_profile = base\nregion = eu-west-3
       [profile top]\nrole_arn = ${ROLE}-b\nsource_profile = middle\nexternal_id = x1\nduration_seconds = 900\n`,
    );
    expect(await resolve('top')).toMatchObject({ accountId: '111122223333' });
    expect(aws.calls.map(({ signedBy, values }) => [signedBy, values['RoleArn']])).toEqual([
      ['AKIDBASE', `${ROLE}-a`],
      ['ASIAISSUED000001', `${ROLE}-b`],
    ]);
    expect(aws.calls[1]?.values).toMatchObject({ ExternalId: 'x1', DurationSeconds: '900' });
  });

  it('a role on top of the environment', async () => {
    await config(`[profile top]\nrole_arn = ${ROLE}\ncredential_source = Environment\n`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDENV');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'env-secret');
    await resolve('top');
    expect(aws.calls[0]).toMatchObject({ action: 'AssumeRole', signedBy: 'AKIDENV' });
  });

  it('a role that wants an MFA code, which is asked for once, wherever in the chain it is', async () => {
    await config(
      `${BASE}[profile mfa]\nrole_arn = ${ROLE}-a\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/ann
       [profile top]\nrole_arn = ${ROLE}-b\nsource_profile = mfa\n`,
    );
    const asked: string[] = [];
    const askMfaCode = (device: string) => {
      asked.push(device);
      return Promise.resolve(MFA_CODE);
    };
    expect(await resolve('mfa', { askMfaCode })).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
    expect(await resolve('top', { askMfaCode })).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
    expect(asked).toEqual(['arn:aws:iam::111122223333:mfa/ann', 'arn:aws:iam::111122223333:mfa/ann']);
    expect(aws.calls.map(({ values }) => values['TokenCode'])).toEqual([MFA_CODE, MFA_CODE, undefined]);
  });

  it('a web identity token, named by a profile or by the environment', async () => {
    const token = path.join(home, 'token');
    await writeFile(token, 'jwt');
    await config(`[profile pod]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${token}\n`);
    await resolve('pod');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', token);
    vi.stubEnv('AWS_ROLE_ARN', ROLE);
    await resolve();
    expect(aws.calls).toMatchObject(
      [0, 1].map(() => ({
        action: 'AssumeRoleWithWebIdentity',
        values: { WebIdentityToken: 'jwt', RoleArn: ROLE },
        signedBy: undefined,
      })),
    );
  });

  it('the container', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${aws.url}/container`);
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'container-token');
    await resolve();
    expect(aws.calls).toMatchObject([{ action: 'container', values: { authorization: 'container-token' } }]);
  });

  it('the instance, also for a profile that has nothing but a region', async () => {
    await config('[profile plain]\nregion = eu-west-1\n');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', aws.url);
    expect(await resolve()).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
    expect(await resolve('plain')).toMatchObject({ secretAccessKey: HANDED_OUT_SECRET });
    expect(aws.calls).toMatchObject([0, 1].map(() => ({ action: 'instance', values: { token: 'imds-token' } })));
  });

  it('the sign-in of "aws login"', async () => {
    const session = 'arn:aws:iam::111122223333:user/ann';
    await config(`[profile person]\nlogin_session = ${session}\nregion = eu-west-1\n`);
    const cache = path.join(home, '.aws', 'login', 'cache');
    await mkdir(cache, { recursive: true });
    vi.stubEnv('AWS_LOGIN_CACHE_DIRECTORY', cache);
    await writeFile(
      path.join(cache, `${createHash('sha256').update(session).digest('hex')}.json`),
      JSON.stringify({
        accessToken: {
          accessKeyId: 'ASIALOGIN',
          secretAccessKey: 'login-secret',
          sessionToken: 't',
          accountId: '111122223333',
          expiresAt: inAnHour(),
        },
        clientId: 'c',
        refreshToken: 'r',
        dpopKey: 'k',
      }),
    );
    expect(await resolve('person')).toMatchObject({ accessKeyId: 'ASIALOGIN', accountId: '111122223333' });
  });

  it('nowhere else than the named profile: not from the instance when its own source fails', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', aws.url);
    await config(`[profile broken]\ncredential_process = "${process.execPath}" -e "process.exit(3)"\n`);
    expect(await failure('broken')).toMatchObject({ code: 'NO_CREDENTIALS' });
    expect(await failure('missing')).toMatchObject({ code: 'NO_CREDENTIALS' });
    expect(aws.calls).toEqual([]);
  });
});

describe('a failure says what failed, for whom, and what mends it', () => {
  const SSO = `sso_account_id = 111122223333\nsso_role_name = Reader\n`;
  const SESSION = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-2\n';

  it.each([
    ['a sign-in that was never made', undefined],
    ['a sign-in that has ended', { accessToken: 'sso-token', expiresAt: anHourAgo() }],
    ['a sign-in that was revoked', { accessToken: 'revoked', expiresAt: inAnHour() }],
  ])('%s', async (_what, token) => {
    await config(`${SESSION}[profile team]\nsso_session = corp\n${SSO}`);
    if (token !== undefined) await signIn('corp', token);
    const { code, message, remedy } = await failure('team');
    expect(code).toBe('CREDENTIALS_EXPIRED');
    expect(message).toBe(
      'There is no valid AWS sign-in for AWS profile "team" (role Reader, account 111122223333) in us-east-2: it has expired or was never started.',
    );
    expect(remedy).toContain('"aws sso login --profile team"');
    expect(remedy).toContain('"Case Insights: Choose AWS Credentials"');
  });

  it('a permission set that nobody gave', async () => {
    await config(`${SESSION}[profile team]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = denied\n`);
    await signIn('corp', { accessToken: 'sso-token', expiresAt: inAnHour() });
    expect(await failure('team')).toMatchObject({
      code: 'NOT_AUTHORIZED',
      message: saying(/no access as .*role denied/),
    });
  });

  it('SSO settings that are incomplete', async () => {
    await config(`[profile team]\nsso_session = nowhere\n${SSO}`);
    expect(await failure('team')).toMatchObject({ remedy: saying(/aws configure sso --profile team/) });
  });

  it.each([
    ['AKIDBASE', `${ROLE}-denied`, 'NOT_AUTHORIZED', /"base" may not assume .*reader-denied.* in eu-west-1/],
    ['AKIDUNKNOWN', ROLE, 'NO_CREDENTIALS', /does not accept the key of profile "base"/],
    ['AKIDEXPIRED', ROLE, 'CREDENTIALS_EXPIRED', /session of profile "base".* has expired/],
  ])('a role that key %s may not have', async (key, role, code, message) => {
    await config(
      `${BASE.replace('AKIDBASE', key)}[profile top]\nrole_arn = ${role}\nsource_profile = base\nregion = eu-west-1\n`,
    );
    expect(await failure('top')).toMatchObject({ code, message: saying(message) });
  });

  it('an MFA code that nobody can be asked for, that is wrong, or that is not given', async () => {
    await config(`${BASE}[profile mfa]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = device\n`);
    expect(await failure('mfa')).toMatchObject({ message: saying(/needs an MFA code, and this MCP host cannot ask/) });
    expect(aws.calls).toEqual([]);
    expect(await failure('mfa', { askMfaCode: () => Promise.resolve('000000') })).toMatchObject({
      message: saying(/refused the MFA code/),
    });
  });

  it.each([
    ['process.exit(3)', 'the process ended with 3'],
    ["console.log('no JSON, secret: s3cr3t')", 'its output is not JSON'],
    ["console.log('{}')", 'its output is not in the format that the AWS CLI documents'],
    [
      `console.log(JSON.stringify({Version: 1, AccessKeyId: 'A', SecretAccessKey: 's', Expiration: '2020-01-01T00:00:00Z'}))`,
      'they have expired',
    ],
  ])('a credential_process that does %s', async (script, fault) => {
    const program = path.join(home, 'process.cjs');
    await writeFile(program, `console.error('a secret on stderr');${script}`);
    await config(`[profile team]\ncredential_process = "${process.execPath}" "${program}"\n`);
    const { message } = await failure('team');
    expect(message).toContain(`credential_process of AWS profile "team" returned no usable credentials: ${fault}`);
  });

  it('a credential_process that does not finish', async () => {
    const program = path.join(home, 'process.cjs');
    const begun = path.join(home, 'begun');
    await writeFile(
      program,
      `require('node:fs').writeFileSync(${JSON.stringify(begun)}, ''); setInterval(() => {}, 1e6);`,
    );
    await config(`[profile team]\ncredential_process = "${process.execPath}" "${program}"\n`);
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const failed = failure('team');
      while (!existsSync(begun)) await nextTurn();
      await vi.advanceTimersByTimeAsync(120_000);
      expect((await failed).message).toContain('no usable credentials: the process did not finish within 120 s');
    } finally {
      vi.useRealTimers();
    }
  });

  it('AWS out of reach', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
    await config(`${BASE}[profile top]\nrole_arn = ${ROLE}\nsource_profile = base\nregion = eu-west-1\n`);
    expect(await failure('top')).toMatchObject({ code: 'UNREACHABLE', message: saying(/eu-west-1 \(ECONNREFUSED\)/) });
  });

  it('a source that is missing, and a token that is', async () => {
    await config(
      `[profile top]\nrole_arn = ${ROLE}\nsource_profile = nowhere\n[profile pod]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${home}/none\n`,
    );
    expect(await failure('top')).toMatchObject({ message: saying(/gets its credentials from profile "nowhere"/) });
    expect(await failure('pod')).toMatchObject({ message: saying(/the token file is missing/) });
  });

  it('no credentials at all', async () => {
    expect(await failure()).toMatchObject({ code: 'NO_CREDENTIALS', message: 'No AWS credentials were found.' });
  });
});

describe('what changes on disk', () => {
  it('counts from the next call on: a rotated key, another account, a sign-in', async () => {
    await config(BASE);
    const source = credentialSource('base');
    expect(await source()).toMatchObject({ accessKeyId: 'AKIDBASE' });
    await config(BASE.replace('AKIDBASE', 'AKIDROTATED'));
    expect(await source()).toMatchObject({ accessKeyId: 'AKIDROTATED' });

    await config(
      `[sso-session corp]\nsso_start_url = https://c\nsso_region = us-east-1\n
       [profile base]\nsso_session = corp\nsso_account_id = 1\nsso_role_name = R\n`,
    );
    await expect(source()).rejects.toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    await signIn('corp', { accessToken: 'sso-token', expiresAt: inAnHour() });
    const first = await source();
    expect(await source()).toBe(first);
    aws.acceptToken('another');
    await signIn('corp', { accessToken: 'another', expiresAt: inAnHour() });
    expect(await source()).not.toEqual(first);
  });

  it('in other profiles, or without a change of words, is no reason to resolve again', async () => {
    await config(`${BASE}[profile top]\nrole_arn = ${ROLE}\nsource_profile = base\n`);
    const source = credentialSource('top');
    const first = await source();
    await config(
      `${BASE}[profile top]\nrole_arn = ${ROLE}\nsource_profile = base\n[profile new]\nregion = eu-west-1\n`,
    );
    expect(await source()).toBe(first);
    expect(aws.calls).toHaveLength(1);
  });
});
