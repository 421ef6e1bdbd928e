import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listProfiles, type ListedProfile } from '../../../extension/aws/list-profiles.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const at = (ms: number) => new Date(ms).toISOString();

const SESSION = `[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_registration_scopes = sso:account:access, codewhisperer:analysis
`;
const TEAM =
  '[profile team]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\nregion = eu-west-1\n';
const LEGACY = `[profile older]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
sso_account_id = 444455556666
sso_role_name = Audit
`;

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'home-'));
  await mkdir(path.join(home, '.aws', 'sso', 'cache'), { recursive: true });
  await mkdir(path.join(home, '.aws', 'login', 'cache'), { recursive: true });
  for (const name of Object.keys(process.env).filter((each) => each.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('USERPROFILE', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

const config = (text: string) => writeFile(path.join(home, '.aws', 'config'), text);
const credentials = (text: string) => writeFile(path.join(home, '.aws', 'credentials'), text);

function token(place: string, content: Record<string, string>): Promise<void> {
  const name = createHash('sha1').update(place).digest('hex');
  return writeFile(path.join(home, '.aws', 'sso', 'cache', `${name}.json`), JSON.stringify(content));
}

async function profile(name: string): Promise<ListedProfile> {
  const found = (await listProfiles(NOW)).find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no profile ${name}`);
  return found;
}

describe('the profiles of this machine', () => {
  it('are those of both files, default first, without sections of other kinds', async () => {
    await config(`${SESSION}${TEAM}[services local]\ns3 =\n  endpoint_url = http://x\n[default]\nregion = eu-west-3\n`);
    await credentials(
      '[zeta]\naws_access_key_id = A\naws_secret_access_key = B\n[default]\naws_access_key_id = A\naws_secret_access_key = B\n',
    );
    expect((await listProfiles(NOW)).map(({ name, source }) => [name, source])).toEqual([
      ['default', 'keys'],
      ['team', 'sso'],
      ['zeta', 'keys'],
    ]);
  });

  it('are none where there are no files', async () => {
    expect(await listProfiles(NOW)).toEqual([]);
  });

  it('are read from where AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say', async () => {
    await mkdir(path.join(home, 'elsewhere'));
    await writeFile(path.join(home, 'elsewhere', 'c'), TEAM + SESSION);
    await writeFile(path.join(home, 'elsewhere', 'k'), '[keyed]\naws_access_key_id = A\naws_secret_access_key = B\n');
    vi.stubEnv('AWS_CONFIG_FILE', path.join(home, 'elsewhere', 'c'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(home, 'elsewhere', 'k'));
    expect((await listProfiles(NOW)).map(({ name }) => name)).toEqual(['keyed', 'team']);
  });

  it('are read as the AWS SDK reads them: CRLF, comments, broken lines, sections without the word profile', async () => {
    await config(
      [
        '; made by hand',
        '[profile one] # the first',
        'region = eu-west-1 ; here',
        'aws_access_key_id=AKIA1',
        'aws_secret_access_key = a#b=c',
        'no equals sign',
        '= no name',
        '[no end',
        '[bare]',
        'region = nowhere',
        '[profile two words]',
        'region = nowhere',
        '[profile last]',
        'credential_process = /bin/x --flag=1',
      ].join('\r\n'),
    );
    expect((await listProfiles(NOW)).map(({ name, source, region }) => [name, source, region])).toEqual([
      ['last', 'process', undefined],
      ['one', 'keys', 'eu-west-1'],
    ]);
  });

  it('never carry a secret', async () => {
    await config(`${SESSION}${TEAM}`);
    await credentials('[keyed]\naws_access_key_id = A\naws_secret_access_key = hush\n');
    await token('corp', { accessToken: 'hush', refreshToken: 'hush', clientSecret: 'hush', expiresAt: at(NOW + HOUR) });
    expect(JSON.stringify(await listProfiles(NOW))).not.toContain('hush');
  });
});

describe('how a profile stands', () => {
  const renewable = { refreshToken: 'r', clientId: 'c', clientSecret: 's', registrationExpiresAt: at(NOW + 24 * HOUR) };

  it.each([
    ['nobody signed in', undefined, { kind: 'never-signed-in' }],
    ['signed in', { expiresAt: at(NOW + HOUR) }, { kind: 'valid', until: NOW + HOUR, renews: false }],
    [
      'signed in for longer',
      { expiresAt: at(NOW + HOUR), ...renewable },
      { kind: 'valid', until: NOW + HOUR, renews: true },
    ],
    ['expired', { expiresAt: at(NOW - HOUR) }, { kind: 'expired', at: NOW - HOUR }],
    ['expired, and renewed when it is used', { expiresAt: at(NOW - HOUR), ...renewable }, { kind: 'not-checked' }],
    [
      'expired, and its registration too',
      { expiresAt: at(NOW - HOUR), ...renewable, registrationExpiresAt: at(NOW - 1) },
      { kind: 'expired', at: NOW - HOUR },
    ],
    [
      "in the old CLI's way to write a time",
      { expiresAt: '2026-11-22T13:00:00UTC' },
      { kind: 'valid', until: NOW + HOUR, renews: false },
    ],
  ])('of IAM Identity Center: %s', async (_name, content, state) => {
    await config(`${SESSION}${TEAM}`);
    if (content !== undefined) await token('corp', { accessToken: 'x', ...content });
    expect(await profile('team')).toMatchObject({
      source: 'sso',
      region: 'eu-west-1',
      account: '111122223333',
      role: 'Reader',
      sso: { name: 'corp', region: 'us-east-1', scopes: ['sso:account:access', 'codewhisperer:analysis'] },
      state,
    });
  });

  it('of IAM Identity Center in the older style, whose token lies under the start URL and is not renewed', async () => {
    await config(LEGACY);
    expect(await profile('older')).toMatchObject({ sso: { name: undefined }, state: { kind: 'never-signed-in' } });
    await token('https://corp.awsapps.com/start', { accessToken: 'x', expiresAt: at(NOW - HOUR), ...renewable });
    expect((await profile('older')).state).toEqual({ kind: 'expired', at: NOW - HOUR });
  });

  it('of a role is how its source stands', async () => {
    await config(
      `${SESSION}${TEAM}[profile role]\nrole_arn = arn:aws:iam::777788889999:role/path/ops\nsource_profile = team\n`,
    );
    const role = { source: 'role', buildsOn: ['team'], account: '777788889999', role: 'path/ops' };
    expect(await profile('role')).toMatchObject({ ...role, sso: { name: 'corp' }, state: { kind: 'never-signed-in' } });
  });

  it('of a role that asks for a code, wherever in the chain', async () => {
    await config(
      `[profile base]\naws_access_key_id = A\naws_secret_access_key = B
       [profile mfa]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = base\nmfa_serial = arn:aws:iam::1:mfa/ann
       [profile top]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = mfa\n`,
    );
    const state = { kind: 'needs-mfa', device: 'arn:aws:iam::1:mfa/ann' };
    expect((await profile('mfa')).state).toEqual(state);
    expect(await profile('top')).toMatchObject({ buildsOn: ['mfa', 'base'], state });
    expect((await profile('base')).state).toEqual({ kind: 'not-checked' });
  });

  it('of "aws login"', async () => {
    const session = 'arn:aws:iam::111122223333:user/ann';
    await config(`[profile person]\nlogin_session = ${session}\n`);
    expect(await profile('person')).toMatchObject({ source: 'login', state: { kind: 'never-signed-in' } });
    const file = path.join(
      home,
      '.aws',
      'login',
      'cache',
      `${createHash('sha256').update(session).digest('hex')}.json`,
    );
    await writeFile(file, JSON.stringify({ accessToken: { expiresAt: at(NOW + HOUR) }, refreshToken: 'r' }));
    expect((await profile('person')).state).toEqual({ kind: 'valid', until: NOW + HOUR, renews: true });
  });

  it.each([
    ['an access key alone', '[profile x]\naws_access_key_id = A\n', 'aws_secret_access_key is missing'],
    ['nothing but a region', '[profile x]\nregion = eu-west-1\n', 'no credentials in this profile'],
    [
      'a source that is not there',
      '[profile x]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = gone\n',
      'there is no profile "gone", which source_profile names',
    ],
    [
      'a circle',
      '[profile x]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = y\n[profile y]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = x\n',
      'its source_profile "x" leads back to itself',
    ],
    [
      'a session that is not there',
      '[profile x]\nsso_session = gone\nsso_account_id = 1\nsso_role_name = r\n',
      'there is no complete section [sso-session gone]',
    ],
    ['no role', `${SESSION}[profile x]\nsso_session = corp\nsso_account_id = 1\n`, 'sso_role_name missing'],
  ])('is incomplete with %s', async (_name, text, problem) => {
    await config(text);
    expect((await profile('x')).state).toEqual({ kind: 'incomplete', problem });
  });
});
