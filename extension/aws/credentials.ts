import { CaseInsightsError } from '#core/errors.ts';
import { readSharedProfile } from './shared-config.ts';

/** What signing needs. Never logged, never shown. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/**
 * Hands out one profile's credentials. All callers share one resolution; credentials about to expire are renewed behind
 * the callers' backs, and expired ones are never handed out. A failure is not remembered: the next call resolves again,
 * from the files as they are then. Given the `refused` credentials of a call that AWS turned down, it resolves anew
 * unless somebody else already did. Rejects with NO_CREDENTIALS or CREDENTIALS_EXPIRED.
 */
export type CredentialSource = (refused?: AwsCredentials) => Promise<AwsCredentials>;

/** Renewed from here on, like the SDK does: a request signed with them still has to reach AWS and be checked there. */
const RENEWED_BEFORE_EXPIRY_MS = 5 * 60_000;
const UNUSABLE_BEFORE_EXPIRY_MS = 30_000;

/**
 * The source for `profile`, or for the environment's own choice where it is undefined. Keep one per profile and
 * program. `resolve` and `now` are there for tests.
 */
export function credentialSource(
  profile: string | undefined,
  resolve: (profile: string | undefined) => Promise<AwsCredentials> = resolveThroughSdk,
  now: () => number = Date.now,
): CredentialSource {
  let current: AwsCredentials | undefined;
  let renewal: Promise<AwsCredentials> | undefined;

  const renew = () =>
    (renewal ??= resolve(profile)
      .then((credentials) => (current = credentials))
      .finally(() => (renewal = undefined)));
  const left = (credentials: AwsCredentials) => (credentials.expiration?.getTime() ?? Infinity) - now();

  return async (refused) => {
    if (current === undefined || current === refused || left(current) < UNUSABLE_BEFORE_EXPIRY_MS) return renew();
    // What is still good is used meanwhile, and a failed renewal is tried again by the next call.
    if (left(current) < RENEWED_BEFORE_EXPIRY_MS) renew().catch(() => undefined);
    return current;
  };
}

/** The SDK's own chain: environment, profile, SSO, credential process, web identity, container and instance. */
async function resolveThroughSdk(profile: string | undefined): Promise<AwsCredentials> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  await giveChildrenNoInput();
  try {
    // A new chain each time and no cached files, or a key that was rotated on disk would never be seen.
    const chain = fromNodeProviderChain({
      ignoreCache: true,
      logger: SILENT,
      ...(profile !== undefined && { profile }),
    });
    return await chain();
  } catch (thrown) {
    throw await explain(profile, thrown);
  }
}

/** The SDK warns on the console otherwise; its lines may quote what a credential process printed. */
const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let childrenHaveNoInput = false;

/**
 * A `credential_process` that reads its input finds it empty at once. By default it would be left with an open pipe and
 * could wait for ever; no child ever gets this program's own stdin. The SDK takes another `exec` through this record.
 */
async function giveChildrenNoInput(): Promise<void> {
  if (childrenHaveNoInput) return;
  const [{ externalDataInterceptor }, { exec }] = await Promise.all([
    import('@smithy/core/config'),
    import('node:child_process'),
  ]);
  type Done = (failure: Error | null, output?: { stdout: string; stderr: string }) => void;
  externalDataInterceptor.getTokenRecord()['exec'] = (command: string, done: Done) => {
    const child = exec(command, { windowsHide: true }, (failure, stdout, stderr) => {
      if (failure) done(failure);
      else done(null, { stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  };
  childrenHaveNoInput = true;
}

/** The SDK tells its failures apart by their text only, so the profile's own settings say what went wrong. */
async function explain(chosen: string | undefined, cause: unknown): Promise<CaseInsightsError> {
  const name = chosen ?? process.env['AWS_PROFILE'] ?? 'default';
  const quoted = `"${name}"`;
  const found = await readSharedProfile(name).catch(() => undefined);
  const error = (code: 'NO_CREDENTIALS' | 'CREDENTIALS_EXPIRED', message: string, remedy: string) =>
    new CaseInsightsError(code, message, `${remedy} The next call tries again.`, { cause });
  switch (found?.source) {
    case 'sso':
      return error(
        'CREDENTIALS_EXPIRED',
        `The AWS sign-in of profile ${quoted} has ended.`,
        `Run "aws sso login --profile ${name}".`,
      );
    case 'login':
      return error(
        'CREDENTIALS_EXPIRED',
        `The AWS sign-in of profile ${quoted} has ended.`,
        `Run "aws login --profile ${name}".`,
      );
    case 'process':
      return error(
        'NO_CREDENTIALS',
        `The credential_process of AWS profile ${quoted} gave no usable credentials.`,
        `Run "aws sts get-caller-identity --profile ${name}" in a terminal to see why.`,
      );
    case 'role':
    case 'web-identity':
      return error(
        'NO_CREDENTIALS',
        `AWS profile ${quoted} could not assume its role.`,
        `Run "aws sts get-caller-identity --profile ${name}" in a terminal to see why.`,
      );
    case 'keys':
    case 'none':
      return error(
        'NO_CREDENTIALS',
        `AWS profile ${quoted} holds no usable credentials.`,
        `Run "aws configure --profile ${name}", or choose another profile.`,
      );
    case undefined:
      return chosen === undefined && process.env['AWS_PROFILE'] === undefined
        ? error(
            'NO_CREDENTIALS',
            'No AWS credentials were found.',
            'Sign in with the AWS CLI ("aws sso login" or "aws configure"), or name a profile with --profile or AWS_PROFILE.',
          )
        : error(
            'NO_CREDENTIALS',
            `There is no AWS profile ${quoted} on this machine.`,
            'Choose another profile with --profile or AWS_PROFILE, or create it with "aws configure sso".',
          );
  }
}
