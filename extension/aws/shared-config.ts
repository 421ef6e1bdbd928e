/** What the shared AWS files (`~/.aws/config`, `~/.aws/credentials`) say about one profile. No secrets. */
export interface SharedProfile {
  readonly region: string | undefined;
  /** How the profile gets its credentials, in the order in which the SDK looks. */
  readonly source: 'role' | 'keys' | 'web-identity' | 'process' | 'sso' | 'login' | 'none';
}

/**
 * Reads one profile, past the SDK's cache, from the files that `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name.
 * Undefined if neither file knows the profile; unreadable files count as empty, as they do for the SDK.
 */
export async function readSharedProfile(name: string): Promise<SharedProfile | undefined> {
  const { parseKnownFiles } = await import('@smithy/core/config');
  const profile = (await parseKnownFiles({ ignoreCache: true }))[name];
  if (profile === undefined) return undefined;
  const has = (key: string) => profile[key] !== undefined;
  const source = has('role_arn')
    ? has('web_identity_token_file')
      ? 'web-identity'
      : 'role'
    : has('aws_access_key_id')
      ? 'keys'
      : has('credential_process')
        ? 'process'
        : has('sso_session') || has('sso_start_url')
          ? 'sso'
          : has('login_session')
            ? 'login'
            : 'none';
  return { region: profile['region'], source };
}
