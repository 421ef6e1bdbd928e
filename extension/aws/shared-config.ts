/** How a profile gets its credentials. */
export type ProfileSource = 'role' | 'keys' | 'web-identity' | 'process' | 'sso' | 'login' | 'none';

/** What the shared AWS files (`~/.aws/config`, `~/.aws/credentials`) say about one profile. */
export interface SharedProfile {
  readonly name: string;
  readonly source: ProfileSource;
  /** Every setting, secrets among them, under its name in the files: never logged, never shown. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** The settings of the section `sso-session` that the profile names, if there is one. */
  readonly ssoSession: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * The profile and those that it takes its credentials from by `source_profile`, in this order; empty if neither file
 * knows it. The last one is the source of all. Read past the SDK's cache, from the files that `AWS_CONFIG_FILE` and
 * `AWS_SHARED_CREDENTIALS_FILE` name; unreadable files count as empty, as they do for the SDK.
 */
export async function readProfileChain(name: string): Promise<readonly SharedProfile[]> {
  const { parseKnownFiles } = await import('@smithy/core/config');
  const profiles = await parseKnownFiles({ ignoreCache: true });
  const chain: SharedProfile[] = [];
  let next: string | undefined = name;
  while (next !== undefined && !chain.some((link) => link.name === next)) {
    const settings: SharedProfile['settings'] | undefined = profiles[next];
    if (settings === undefined) break;
    const session = settings['sso_session'];
    const source = sourceOf(settings, chain.length === 0);
    chain.push({
      name: next,
      source,
      settings,
      ssoSession: session === undefined ? undefined : profiles[`sso-session.${session}`],
    });
    next = source === 'role' ? settings['source_profile'] : undefined;
  }
  return chain;
}

/** The region that the profile itself is set to. */
export async function readProfileRegion(name: string): Promise<string | undefined> {
  const [profile] = await readProfileChain(name);
  return profile?.settings['region'];
}

/** In the order in which the SDK looks; a profile that another one builds on may hold keys beside a role. */
function sourceOf(settings: SharedProfile['settings'], isFirst: boolean): ProfileSource {
  const has = (key: string) => settings[key] !== undefined;
  if (!isFirst && has('aws_access_key_id')) return 'keys';
  if (has('role_arn') && (has('source_profile') || has('credential_source'))) return 'role';
  if (has('aws_access_key_id')) return 'keys';
  if (has('role_arn') && has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (has('sso_session') || has('sso_start_url')) return 'sso';
  if (has('login_session')) return 'login';
  return 'none';
}
