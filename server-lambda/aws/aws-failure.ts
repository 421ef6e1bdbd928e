import { errorCode } from '#core/error-code.ts';
import { CaseInsightsError } from '#core/errors.ts';

/**
 * Why a call to an AWS service failed, for reasons that all services share: credentials, permission, load or network.
 * Undefined for anything else, which only the caller can explain.
 *
 * Codes: NO_CREDENTIALS, CREDENTIALS_EXPIRED, NOT_AUTHORIZED, THROTTLED, UNREACHABLE.
 */
export function awsFailure(error: unknown, service: string): CaseInsightsError | undefined {
  if (!(error instanceof Error)) return undefined;
  const fail = (code: CaseInsightsError['code'], message: string, remedy: string) =>
    new CaseInsightsError(code, message, remedy, { cause: error });

  if (EXPIRED.has(error.name) || (LOCAL_CREDENTIALS.has(error.name) && /expired/i.test(error.message))) {
    return fail(
      'CREDENTIALS_EXPIRED',
      'The AWS credentials have expired.',
      'Sign in to AWS again, then call again. A deployed server renews its own credentials, so just call again.',
    );
  }
  if (LOCAL_CREDENTIALS.has(error.name)) {
    return fail(
      'NO_CREDENTIALS',
      'There are no AWS credentials.',
      'Run the server with AWS credentials: its execution role if it is deployed, otherwise a profile or the AWS environment variables.',
    );
  }
  if (REJECTED.has(error.name)) {
    return fail(
      'NO_CREDENTIALS',
      `${service} does not accept the AWS credentials (${error.name}).`,
      'Choose other credentials, and check that the clock of this machine is right.',
    );
  }
  if (DENIED.has(error.name)) return notAuthorized(service, error.message, error);
  if (THROTTLED.has(error.name) || statusOf(error) === 429) {
    return fail(
      'THROTTLED',
      `${service} accepts no more requests at the moment.`,
      'Wait a minute and call again; if it keeps failing, run fewer calls at a time or ask AWS to raise the quota.',
    );
  }
  const network = networkCode(error);
  if (network !== undefined) {
    return fail(
      'UNREACHABLE',
      `${service} can't be reached (${network}).`,
      'Check the network, the proxy and the AWS Region, then call again.',
    );
  }
  const status = statusOf(error);
  if (status !== undefined && status >= 500) {
    return fail(
      'UNREACHABLE',
      `${service} failed to answer (HTTP status ${status}).`,
      'Call again in a minute; if it keeps failing, look at the AWS Health Dashboard.',
    );
  }
  return undefined;
}

/** AWS said no; `said` is its own sentence, in one line, which names the action and the resource as a rule. */
export function notAuthorized(service: string, said: string, cause?: unknown): CaseInsightsError {
  const action = REFUSED_ACTION.exec(said)?.[1];
  const resource = REFUSED_RESOURCE.exec(said)?.[1];
  return new CaseInsightsError(
    'NOT_AUTHORIZED',
    action === undefined
      ? `AWS denied access in a call to ${service}: ${said}`
      : `AWS denied ${action}${resource === undefined ? '' : ` on ${resource}`} in a call to ${service}.`,
    `Allow ${action ?? 'it'} in the policy of the server's role, and look for a permissions boundary, a service control policy, a bucket or key policy, or Lake Formation that denies it.`,
    { cause },
  );
}

// How IAM words a refusal, for every service alike; there is no field that holds the parts.
const REFUSED_ACTION = /to perform:? ([a-z0-9-]+:[A-Za-z*]+)/;
const REFUSED_RESOURCE = /on (?:the )?resource:? (arn:[^\s,]+)/;

/** Raised on this side, before any request. */
const LOCAL_CREDENTIALS = new Set(['CredentialsProviderError', 'ProviderError', 'TokenProviderError']);

const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired']);

const REJECTED = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const DENIED = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AllAccessDisabled',
  'OptInRequired',
  'UnauthorizedException',
  'UnauthorizedOperation',
]);

const THROTTLED = new Set([
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const NETWORK_CODES = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
]);

/** Node's code of a connection that failed or broke off, or `TimeoutError` from the client's own time limit. */
function networkCode(error: Error): string | undefined {
  if (error.name === 'TimeoutError') return error.name;
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code = errorCode(at);
    if (code !== undefined && (NETWORK_CODES.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_')))
      return code;
  }
  return undefined;
}

/** The HTTP status that the AWS SDK notes on every exception of a service. */
function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null) return undefined;
  const metadata: object = error.$metadata;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
