import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { explainReason } from './deploy/state/explain-reason.ts';
import type { ReasonKind } from './deploy/state/reason-rules.ts';

/**
 * Explains a failed call to AWS; `doing` completes "AWS was asked to ...". A CaseInsightsError is returned unchanged.
 */
export function explainAwsError(thrown: unknown, doing: string): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const said = thrown instanceof Error ? thrown.message : '';
  if (name === 'AbortError') {
    return new CaseInsightsError('CANCELLED', `The request was cancelled before AWS could ${doing}.`, 'Try again.', {
      cause: thrown,
    });
  }
  const network = networkCode(thrown);
  if (network !== undefined) {
    return new CaseInsightsError(
      'UNREACHABLE',
      `AWS could not be reached to ${doing} (${network}).`,
      'Check the network, VPN or proxy, and the name of the region.',
      { cause: thrown },
    );
  }
  const { kind, message, remedy } = explainReason(
    name.includes('AccessDenied') && said === '' ? name : `${name}: ${said}`,
  );
  const text =
    kind === 'unknown'
      ? `AWS refused to ${doing}: ${said === '' ? name : said}`
      : `AWS was asked to ${doing}. ${message}`;
  return new CaseInsightsError(CODES[kind] ?? 'INVALID_INPUT', text, remedy, { cause: thrown });
}

/** The name of a service's error, such as `ValidationError`; empty for anything else. */
export function nameOfError(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : '';
}

/** The HTTP status that the AWS SDK notes on an error, if there is one. */
export function statusOfError(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('$metadata' in thrown)) return undefined;
  const { $metadata: metadata } = thrown;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

const CODES: Readonly<Partial<Record<ReasonKind, ErrorCode>>> = {
  'explicit-deny': 'NOT_AUTHORIZED',
  'not-authorized': 'NOT_AUTHORIZED',
  'code-denied': 'NOT_AUTHORIZED',
  clock: 'NOT_AUTHORIZED',
  'region-disabled': 'NOT_AUTHORIZED',
  'credentials-expired': 'CREDENTIALS_EXPIRED',
  'credentials-invalid': 'NO_CREDENTIALS',
  throttled: 'THROTTLED',
  'service-failure': 'UNREACHABLE',
  unknown: 'INTERNAL',
};

const NETWORK = /^(E[A-Z]+|UND_ERR_\w+|CERT_\w+|ERR_TLS\w*|DEPTH_ZERO\w*|SELF_SIGNED\w*|UNABLE_TO\w*)$/;

/** Node's code of a connection that failed or broke off, or `TimeoutError` of the client's own time limit. */
function networkCode(thrown: unknown): string | undefined {
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if (at.name === 'TimeoutError') return at.name;
    if ('code' in at && typeof at.code === 'string' && NETWORK.test(at.code)) return at.code;
  }
  return undefined;
}
