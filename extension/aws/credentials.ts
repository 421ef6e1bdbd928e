import type { AskMfaCode, AwsCredentials } from './aws-credentials.ts';
import { watchCredentialFiles, type CredentialFilesChanged } from './credential-files.ts';
import { resolveCredentials, type ResolveOptions } from './resolve-credentials.ts';

/**
 * Returns one profile's credentials. All callers share one resolution. Credentials about to expire are renewed in the
 * background, and expired ones are never returned. Changes of the AWS files count from the next call on. A failure is
 * not remembered: the next call resolves again. Given the `refused` credentials of a call that AWS rejected, it
 * resolves again unless that already happened. Rejects with a CaseInsightsError: NO_CREDENTIALS, CREDENTIALS_EXPIRED,
 * NOT_AUTHORIZED or UNREACHABLE.
 */
export type CredentialSource = (refused?: AwsCredentials) => Promise<AwsCredentials>;

export interface CredentialSourceOptions {
  /** The region for STS if the profile names none. */
  readonly region?: string | undefined;
  /** Undefined if nobody can be asked. */
  readonly askMfaCode?: () => AskMfaCode | undefined;
  /** The true time in milliseconds, as far as it is known. */
  readonly now?: () => number;
  /** These two are there for tests. */
  readonly resolve?: (profile: string | undefined, options: ResolveOptions) => Promise<AwsCredentials>;
  readonly filesChanged?: CredentialFilesChanged;
}

/** Renewed from here on, like the SDK does: a request signed with them still has to reach AWS and be checked there. */
const RENEWED_BEFORE_EXPIRY_MS = 5 * 60_000;
const UNUSABLE_BEFORE_EXPIRY_MS = 30_000;

/**
 * The source for `profile`, or for the environment's own choice where it is undefined. Keep one per profile and
 * program.
 */
export function credentialSource(
  profile: string | undefined,
  {
    region,
    askMfaCode = () => undefined,
    now = Date.now,
    resolve = resolveCredentials,
    filesChanged = watchCredentialFiles(profile ?? process.env['AWS_PROFILE'] ?? 'default'),
  }: CredentialSourceOptions = {},
): CredentialSource {
  let current: AwsCredentials | undefined;
  let resolution: Promise<AwsCredentials> | undefined;
  let renewal: Promise<unknown> | undefined;

  const keep = (credentials: AwsCredentials) => (current = credentials);
  const left = (credentials: AwsCredentials) => (credentials.expiration?.getTime() ?? Infinity) - now();

  function resolveAnew(): Promise<AwsCredentials> {
    return (resolution ??= resolve(profile, { region, askMfaCode: askMfaCode() })
      .then(keep)
      .finally(() => (resolution = undefined)));
  }

  /** Never asks for a code, since no call may be waiting. The next call retries what fails here. */
  function renewUnseen(): void {
    const renewed = current;
    renewal ??= resolve(profile, { region, askMfaCode: undefined })
      // In the meantime the files may have changed, or AWS may have rejected the old credentials. That result is newer.
      .then((credentials) => (current === renewed ? keep(credentials) : undefined))
      .catch(() => undefined)
      .finally(() => (renewal = undefined));
  }

  return async (refused) => {
    if (resolution !== undefined) return resolution;
    if (await filesChanged()) current = undefined;
    if (current === undefined || current === refused || left(current) < UNUSABLE_BEFORE_EXPIRY_MS) return resolveAnew();
    if (left(current) < RENEWED_BEFORE_EXPIRY_MS) renewUnseen();
    return current;
  };
}
