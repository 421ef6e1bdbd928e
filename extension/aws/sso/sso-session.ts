import type { SharedProfile } from '../shared-config.ts';

/** A sign-in of IAM Identity Center, which several profiles may share. */
export interface SsoSession {
  /** The section's name; undefined in the older style, where the profile itself says the start URL. */
  readonly name: string | undefined;
  readonly startUrl: string;
  readonly region: string;
  /** What the section asks to be allowed; empty for the usual. */
  readonly scopes: readonly string[];
}

/** The sign-in that a profile names; undefined where something that it needs is missing. */
export function ssoSessionOf({ settings, ssoSession }: SharedProfile): SsoSession | undefined {
  const name = settings['sso_session'];
  return readSession(name, name === undefined ? settings : (ssoSession ?? {}));
}

/** All sections `sso-session` of the config file that are complete. */
export async function listSsoSessions(): Promise<readonly SsoSession[]> {
  const { parseKnownFiles } = await import('@smithy/core/config');
  return Object.entries(await parseKnownFiles({ ignoreCache: true })).flatMap(([key, settings]) => {
    const name = /^sso-session\.(.+)$/.exec(key)?.[1];
    const session = name === undefined ? undefined : readSession(name, settings);
    return session === undefined ? [] : [session];
  });
}

function readSession(
  name: string | undefined,
  settings: Readonly<Record<string, string | undefined>>,
): SsoSession | undefined {
  const startUrl = settings['sso_start_url'];
  const region = settings['sso_region'];
  if (startUrl === undefined || region === undefined) return undefined;
  const scopes = (settings['sso_registration_scopes'] ?? '').split(',').map((scope) => scope.trim());
  return { name, startUrl, region, scopes: scopes.filter((scope) => scope !== '') };
}
