import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readProfileChain, type ProfileSource, type SharedProfile } from './shared-config.ts';
import { ssoSessionOf, type SsoSession } from './sso/sso-session.ts';
import { readSsoToken } from './sso/sso-token.ts';

/** Whether a profile works, as far as the files on this machine show, without asking AWS. */
export type ProfileState =
  /** Only AWS knows: keys, a process, a role. */
  | { readonly kind: 'not-checked' }
  /** `renews`: beyond that time it is renewed without anybody being asked. */
  | { readonly kind: 'valid'; readonly until: number; readonly renews: boolean }
  | { readonly kind: 'expired'; readonly at: number }
  | { readonly kind: 'never-signed-in' }
  | { readonly kind: 'needs-mfa'; readonly device: string }
  /** The files show that it cannot work; one phrase. */
  | { readonly kind: 'incomplete'; readonly problem: string };

export interface ListedProfile {
  readonly name: string;
  readonly source: ProfileSource;
  /** The profiles that it builds on, nearest first. */
  readonly buildsOn: readonly string[];
  readonly region: string | undefined;
  /** The account and the role that the files name. */
  readonly account: string | undefined;
  readonly role: string | undefined;
  /** What `signIn` needs, where the profile or the one it builds on comes from IAM Identity Center. */
  readonly sso: SsoSession | undefined;
  readonly state: ProfileState;
}

/** All profiles of the two shared files, `default` first. Reads files only; an unreadable one counts as empty. */
export async function listProfiles(now = Date.now()): Promise<readonly ListedProfile[]> {
  const { parseKnownFiles } = await import('@smithy/core/config');
  const names = Object.keys(await parseKnownFiles({ ignoreCache: true }))
    // Sections of other kinds are listed as `kind.name`.
    .filter((name) => !/^(sso-session|services|profile)\./.test(name))
    .sort((one, other) => Number(other === 'default') - Number(one === 'default') || one.localeCompare(other));
  return Promise.all(names.map((name) => describeProfile(name, now)));
}

/** One profile, as `listProfiles` lists it. */
export async function describeProfile(name: string, now = Date.now()): Promise<ListedProfile> {
  const chain = await readProfileChain(name);
  const [first, ...others] = chain;
  const base = chain.at(-1);
  const sso = base?.source === 'sso' ? ssoSessionOf(base) : undefined;
  const role = first?.settings['role_arn'];
  return {
    name,
    source: first?.source ?? 'none',
    buildsOn: others.map((link) => link.name),
    region: first?.settings['region'],
    account: first?.settings['sso_account_id'] ?? /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? '')?.[1],
    role: first?.settings['sso_role_name'] ?? role?.replace(/^.*?:role\//, ''),
    sso,
    state: await stateOf(chain, sso, now),
  };
}

async function stateOf(
  chain: readonly SharedProfile[],
  sso: SsoSession | undefined,
  now: number,
): Promise<ProfileState> {
  const base = chain.at(-1);
  if (base === undefined) return { kind: 'incomplete', problem: 'it is in neither AWS file' };
  const problem = problemOf(chain, base, sso);
  if (problem !== undefined) return { kind: 'incomplete', problem };
  const signIn =
    sso !== undefined ? await ssoState(sso, now) : base.source === 'login' ? await loginState(base, now) : undefined;
  if (signIn?.kind === 'expired' || signIn?.kind === 'never-signed-in') return signIn;
  const device = chain.map(({ source, settings }) => source === 'role' && settings['mfa_serial']).find(Boolean);
  if (typeof device === 'string') return { kind: 'needs-mfa', device };
  return signIn ?? { kind: 'not-checked' };
}

function problemOf(
  chain: readonly SharedProfile[],
  base: SharedProfile,
  sso: SsoSession | undefined,
): string | undefined {
  const { source, settings } = base;
  switch (source) {
    case 'role': {
      const from = settings['source_profile'];
      if (from === undefined) return undefined;
      return chain.some(({ name }) => name === from)
        ? `its source_profile "${from}" leads back to itself`
        : `there is no profile "${from}", which source_profile names`;
    }
    case 'keys':
      return settings['aws_secret_access_key'] === undefined ? 'aws_secret_access_key is missing' : undefined;
    case 'sso': {
      if (sso === undefined) {
        return settings['sso_session'] !== undefined
          ? `there is no complete section [sso-session ${settings['sso_session']}]`
          : 'sso_start_url or sso_region is missing';
      }
      const missing = ['sso_account_id', 'sso_role_name'].filter((key) => settings[key] === undefined);
      return missing.length > 0 ? `${missing.join(' and ')} missing` : undefined;
    }
    case 'none':
      return chain.length > 1
        ? `profile "${base.name}", which it depends on, has no credentials`
        : 'no credentials in this profile';
    case 'login':
    case 'process':
    case 'web-identity':
      return undefined;
  }
}

async function ssoState(session: SsoSession, now: number): Promise<ProfileState> {
  const token = await readSsoToken(session);
  if (token === undefined) return { kind: 'never-signed-in' };
  // In the older style the SDK doesn't refresh.
  const renews = session.name !== undefined && token.renewableUntil !== undefined && token.renewableUntil > now;
  if (token.expiresAt > now) return { kind: 'valid', until: token.expiresAt, renews };
  return renews ? { kind: 'not-checked' } : { kind: 'expired', at: token.expiresAt };
}

const LoginToken = z.object({
  accessToken: z.object({ expiresAt: z.string() }),
  refreshToken: z.string().optional(),
});

/** The sign-in that `aws login` makes. */
async function loginState({ settings }: SharedProfile, now: number): Promise<ProfileState> {
  const { getHomeDir } = await import('@smithy/core/config');
  const folder = process.env['AWS_LOGIN_CACHE_DIRECTORY'] ?? path.join(getHomeDir(), '.aws', 'login', 'cache');
  const name = createHash('sha256')
    .update(settings['login_session'] ?? '')
    .digest('hex');
  try {
    const token = LoginToken.parse(JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8')));
    const until = Date.parse(token.accessToken.expiresAt);
    if (until > now) return { kind: 'valid', until, renews: token.refreshToken !== undefined };
    return token.refreshToken === undefined ? { kind: 'expired', at: until } : { kind: 'not-checked' };
  } catch {
    return { kind: 'never-signed-in' };
  }
}
