import { errorCode } from '#core/error-code.ts';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { processFailureIn } from './silent-processes.ts';
import type { SharedProfile } from './shared-config.ts';

/** Whose credentials could not be resolved. */
interface Wanted {
  /** The profile that somebody named; undefined where the environment decides. */
  readonly named: string | undefined;
  /** What the files say about it; see `readProfileChain`. */
  readonly chain: readonly SharedProfile[];
}

const CHOOSE = 'the editor command "Case Insights: Choose AWS Credentials"';

/**
 * What it means that credentials could not be resolved, and what to do. The SDK's own text is never repeated: it may
 * quote what a process printed. Its errors have few names, so the profile's settings show what was tried.
 */
export function explainCredentials(cause: unknown, { named, chain }: Wanted): CaseInsightsError {
  const failure = (code: ErrorCode, message: string, remedy: string) =>
    new CaseInsightsError(code, message, `${remedy} No restart is needed.`, { cause });
  const said = textOf(cause);
  const name = named ?? 'default';
  const first = chain[0];
  const base = chain.at(-1);
  if (first === undefined || base === undefined || first.source === 'none') {
    if (named !== undefined && first === undefined) {
      return failure(
        'NO_CREDENTIALS',
        `There is no AWS profile "${name}" on this machine.`,
        `Choose another one (--profile, AWS_PROFILE or ${CHOOSE}), or create it with "aws configure sso --profile ${name}".`,
      );
    }
    return explainEnvironment(failure, named, said);
  }

  const who = describe(chain);
  const place = placeOf(first, base);
  const unreachable = networkCode(said);
  if (unreachable !== undefined) {
    return failure(
      'UNREACHABLE',
      `AWS could not be reached to get the credentials of ${who}${place} (${unreachable}).`,
      'Check the network, VPN or proxy (HTTPS_PROXY, NODE_EXTRA_CA_CERTS).',
    );
  }
  if (first.source === 'role') {
    const role = explainRole(failure, chain, said, who, place);
    if (role !== undefined) return role;
  }
  const baseName = base.name;
  switch (base.source) {
    case 'sso':
      if (/ForbiddenException|No access/i.test(said)) {
        return failure(
          'NOT_AUTHORIZED',
          `The signed-in user has no access as ${who}${place}.`,
          `Ask for this permission set in IAM Identity Center, or choose another profile with ${CHOOSE}.`,
        );
      }
      if (/required propert|Required parameters|could not be found in shared|undefined/i.test(said)) {
        return failure(
          'NO_CREDENTIALS',
          `The SSO settings of ${who} are incomplete.`,
          `Run "aws configure sso --profile ${baseName}".`,
        );
      }
      return failure(
        'CREDENTIALS_EXPIRED',
        `There is no valid AWS sign-in for ${who}${place}: it has expired or was never started.`,
        `Run "aws sso login --profile ${baseName}", or use ${CHOOSE}.`,
      );
    case 'login':
      return failure(
        'CREDENTIALS_EXPIRED',
        `There is no valid AWS sign-in for ${who}${place}: it has expired or was never started.`,
        `Run "aws login --profile ${baseName}", or use ${CHOOSE}.`,
      );
    case 'process':
      return failure(
        'NO_CREDENTIALS',
        `The credential_process of ${who} returned no usable credentials: ${processFault(said)}.`,
        `Run its command in a terminal to see why, or choose another profile with ${CHOOSE}.`,
      );
    case 'web-identity':
      return failure(
        said.includes('AccessDenied') ? 'NOT_AUTHORIZED' : 'CREDENTIALS_EXPIRED',
        `AWS did not accept the web identity token of ${who}${place}: ${tokenFault(said)}.`,
        "Renew the token file and check the role's trust policy.",
      );
    case 'role':
      return failure(
        'NO_CREDENTIALS',
        chain.length > 1 || base.settings['source_profile'] !== undefined
          ? `${capitalized(who)} gets its credentials from profile "${base.settings['source_profile'] ?? ''}", which has no credentials.`
          : `${capitalized(who)} found no credentials in its credential_source ${base.settings['credential_source'] ?? ''}.`,
        `Correct ~/.aws/config, or choose another profile with ${CHOOSE}.`,
      );
    case 'keys':
    case 'none':
      return failure(
        'NO_CREDENTIALS',
        `AWS profile "${baseName}" has no complete access key.`,
        `Run "aws configure --profile ${baseName}", or choose another profile with ${CHOOSE}.`,
      );
  }
}

/** An MFA code is needed, and nobody can be asked. */
export function explainMissingMfa(chain: readonly SharedProfile[]): CaseInsightsError {
  const name = chain[0]?.name ?? '';
  return new CaseInsightsError(
    'NO_CREDENTIALS',
    `${capitalized(describe(chain))} needs an MFA code, and this MCP host cannot ask for it.`,
    `Run "aws sts get-caller-identity --profile ${name}", which asks for the code, and use a profile whose ` +
      `credential_process is "aws configure export-credentials --profile ${name}"; or choose another one with ${CHOOSE}.`,
  );
}

type Failure = (code: ErrorCode, message: string, remedy: string) => CaseInsightsError;

/** No profile says where credentials come from: environment variables, a container or the instance do. */
function explainEnvironment(failure: Failure, named: string | undefined, said: string): CaseInsightsError {
  if (process.env['AWS_WEB_IDENTITY_TOKEN_FILE'] !== undefined) {
    return failure(
      'NO_CREDENTIALS',
      `AWS did not accept the web identity token that AWS_WEB_IDENTITY_TOKEN_FILE names: ${tokenFault(said)}.`,
      'Renew the token file and check the trust policy of the role in AWS_ROLE_ARN.',
    );
  }
  if (
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] !== undefined ||
    process.env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] !== undefined
  ) {
    return failure(
      'NO_CREDENTIALS',
      "The container's credentials endpoint returned no credentials.",
      'Check that the task or pod has a role, and AWS_CONTAINER_CREDENTIALS_FULL_URI or _RELATIVE_URI.',
    );
  }
  return failure(
    'NO_CREDENTIALS',
    named === undefined ? 'No AWS credentials were found.' : `AWS profile "${named}" has no credentials.`,
    `Sign in with the AWS CLI ("aws sso login" or "aws configure"), name a profile with --profile or AWS_PROFILE, or use ${CHOOSE}.`,
  );
}

/** What STS said about a role; undefined if the failure lies before it, in the source's own credentials. */
function explainRole(
  failure: Failure,
  chain: readonly SharedProfile[],
  said: string,
  who: string,
  place: string,
): CaseInsightsError | undefined {
  const source = chain.at(-1)?.name ?? '';
  if (/MultiFactorAuthentication failed/i.test(said)) {
    return failure('NO_CREDENTIALS', `AWS refused the MFA code for ${who}.`, 'Try again with a new code.');
  }
  if (said.includes('ExpiredToken')) {
    return failure(
      'CREDENTIALS_EXPIRED',
      `The session of profile "${source}", from which ${who} gets its role, has expired.`,
      `Renew it (for example "aws sso login --profile ${source}"), or use ${CHOOSE}.`,
    );
  }
  if (/InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId/.test(said)) {
    return failure(
      'NO_CREDENTIALS',
      `AWS does not accept the key of profile "${source}", from which ${who} gets its role.`,
      `Run "aws configure --profile ${source}", or choose another profile with ${CHOOSE}.`,
    );
  }
  if (said.includes('AccessDenied')) {
    return failure(
      'NOT_AUTHORIZED',
      `Profile "${source}" may not assume the role of ${who}${place}.`,
      `Allow it sts:AssumeRole and check the role's trust policy. If the role requires MFA, set mfa_serial in the profile.`,
    );
  }
  if (said.includes('RegionDisabled')) {
    return failure(
      'NOT_AUTHORIZED',
      `AWS STS is turned off for the account of ${who}${place}.`,
      'Enable the region in the account, or set another region in the profile.',
    );
  }
  return undefined;
}

/** The profile with the role and account that its settings name. */
function describe(chain: readonly SharedProfile[]): string {
  const [first] = chain;
  const settings = first?.settings ?? {};
  const role = settings['role_arn'] ?? settings['sso_role_name'];
  const account = settings['sso_account_id'] ?? settings['aws_account_id'];
  const facts = [
    ...(role === undefined ? [] : [`role ${role}`]),
    ...(account === undefined ? [] : [`account ${account}`]),
  ];
  return `AWS profile "${first?.name ?? ''}"${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}

function placeOf(first: SharedProfile, base: SharedProfile): string {
  const region =
    base.source === 'sso'
      ? (base.ssoSession?.['sso_region'] ?? base.settings['sso_region'])
      : (first.settings['region'] ?? process.env['AWS_REGION']);
  return region === undefined ? '' : ` in ${region}`;
}

function processFault(said: string): string {
  const failure = processFailureIn(said);
  if (failure !== undefined) return failure;
  if (said.includes('returned expired')) return 'they have expired';
  if (said.includes('invalid JSON')) return 'its output is not JSON';
  return 'its output is not in the format that the AWS CLI documents (Version 1, AccessKeyId, SecretAccessKey)';
}

function tokenFault(said: string): string {
  if (said.includes('ENOENT')) return 'the token file is missing';
  if (said.includes('ExpiredToken')) return 'it has expired';
  if (said.includes('AccessDenied')) return 'the role does not trust it';
  return 'it is not valid';
}

/** Everything that an error chain says, for recognition only. */
function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  return `${thrown.name} ${errorCode(thrown) ?? ''} ${thrown.message} ${textOf(thrown.cause)}`;
}

function networkCode(said: string): string | undefined {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError|[A-Z_]*CERT[A-Z_]*|SELF_SIGNED[A-Z_]*)\b/.exec(
    said,
  )?.[1];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
