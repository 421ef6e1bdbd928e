import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalRequest, headerValues, sha256Hex, type WireRequest } from './canonical-request.ts';
import type { GatewayFailure } from './gateway-failure.ts';

/** A key that may call the gateway. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Set for temporary credentials: every request must then carry it in `x-amz-security-token`. */
  readonly sessionToken?: string | undefined;
}

export interface VerifyOptions {
  readonly key: AccessKey;
  readonly region: string;
  readonly service: string;
  readonly now: Date;
}

/** Signatures older or newer than this are refused, as execute-api does. */
const MAX_SKEW_MINUTES = 5;
const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Checks a request's Signature Version 4 as API Gateway does for `AWS_IAM`: undefined means that the request is the
 * key's; otherwise the failure has API Gateway's own error type and text. Checks run in the order in which AWS
 * services run them, so a request with several faults gets the answer that AWS would give.
 *
 * Only the Authorization header is read; presigned queries count as unsigned.
 */
export function verifySignature(request: WireRequest, options: VerifyOptions): GatewayFailure | undefined {
  const [authorization] = headerValues(request, 'authorization');
  if (authorization === undefined) return missingToken();

  const parsed = parseAuthorization(authorization, requestDate(request));
  if ('status' in parsed) return parsed;

  const { algorithm, credential, signedHeaders, signature, date } = parsed;
  const time = parseDate(date);
  if (time === undefined) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const stamp = basicFormat(time);
  const skewed = checkSkew(time, options.now);
  if (skewed !== undefined) return skewed;

  const names = signedHeaders.split(';').map((name) => name.toLowerCase());
  if (!names.includes('host') && !names.includes(':authority')) {
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (algorithm !== ALGORITHM) {
    return incomplete(`Unsupported AWS 'algorithm': '${algorithm}' (only ${ALGORITHM} for now). `);
  }
  const elements = credential.replace(/\/+$/, '').split('/');
  const [keyId, scopeDate, region, service, terminator] = elements;
  if (elements.length !== 5 || terminator === undefined) {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  const misscoped = [
    region === options.region ? '' : 'Credential should be scoped to a valid region. ',
    service === options.service ? '' : `Credential should be scoped to correct service: '${options.service}'. `,
    terminator === 'aws4_request' ? '' : "Credential should be scoped with a valid terminator: 'aws4_request'. ",
    scopeDate === stamp.slice(0, 8)
      ? ''
      : 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP. ',
  ].join('');
  if (misscoped !== '') return invalid(misscoped);
  if (keyId !== options.key.accessKeyId) return unrecognized('The security token included in the request is invalid.');

  const canonical = canonicalRequest(request, names);
  const scope = elements.slice(1).join('/');
  const stringToSign = [ALGORITHM, stamp, scope, sha256Hex(canonical)].join('\n');
  // A header that is signed but did not arrive must not pass for an empty one.
  const allArrived = names.every((name) => headerValues(request, name).length > 0);
  const expected = signatureOf(stringToSign, options.key.secretAccessKey, elements.slice(1));
  if (!allArrived || !equalInConstantTime(signature, expected)) return mismatch(canonical, stringToSign);

  const [token] = headerValues(request, 'x-amz-security-token');
  if (!sameToken(token, options.key.sessionToken)) {
    return unrecognized('The security token included in the request is invalid');
  }
  return undefined;
}

/** The signature of a string under the key derived for a scope `[date, region, service, terminator]`, in hex. */
function signatureOf(stringToSign: string, secret: string, scope: readonly string[]): string {
  let key: Buffer = Buffer.from(`AWS4${secret}`, 'utf8');
  for (const part of scope) key = createHmac('sha256', key).update(part).digest();
  return createHmac('sha256', key).update(stringToSign).digest('hex');
}

interface Authorization {
  readonly algorithm: string;
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly date: string;
}

function parseAuthorization(header: string, date: string | undefined): Authorization | GatewayFailure {
  const text = header.trim();
  // The text is not echoed but hashed, as AWS does: it may be somebody's token that went to the wrong place.
  const hashed = createHash('sha256').update(header).digest('base64');
  const space = text.search(/\s/);
  const algorithm = space === -1 ? text : text.slice(0, space);
  if (algorithm.includes('=')) {
    return incomplete('Authorization header must begin with the algorithm name, which cannot include an equal-sign');
  }
  const parameters = new Map<string, string>();
  for (const pair of (space === -1 ? '' : text.slice(space)).split(/[,\s]+/).filter((part) => part !== '')) {
    const mark = pair.indexOf('=');
    if (mark === -1) {
      return incomplete(
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed}'.`,
      );
    }
    parameters.set(pair.slice(0, mark), pair.slice(mark + 1));
  }
  const credential = parameters.get('Credential');
  const signature = parameters.get('Signature');
  const signedHeaders = parameters.get('SignedHeaders');
  if (!credential || !signature || signedHeaders === undefined || date === undefined) {
    const missing = [
      credential ? '' : "Authorization header requires 'Credential' parameter. ",
      signature ? '' : "Authorization header requires 'Signature' parameter. ",
      signedHeaders === undefined ? "Authorization header requires 'SignedHeaders' parameter. " : '',
      date === undefined ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " : '',
    ].join('');
    return incomplete(`${missing}(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed}`);
  }
  return { algorithm, credential, signature, signedHeaders, date };
}

function requestDate(request: WireRequest): string | undefined {
  return headerValues(request, 'x-amz-date')[0] ?? headerValues(request, 'date')[0];
}

/** Reads `20260101T000000Z`, or the HTTP form of a Date header. */
function parseDate(text: string): Date | undefined {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text.trim());
  const iso = basic && `${basic.slice(1, 4).join('-')}T${basic.slice(4, 7).join(':')}Z`;
  const time = new Date(iso ?? (text.endsWith(' GMT') ? text : Number.NaN));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function basicFormat(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function checkSkew(time: Date, now: Date): GatewayFailure | undefined {
  const allowed = MAX_SKEW_MINUTES * 60_000;
  const oldest = new Date(now.getTime() - allowed);
  const newest = new Date(now.getTime() + allowed);
  const at = basicFormat(now);
  if (time < oldest) {
    return invalid(
      `Signature expired: ${basicFormat(time)} is now earlier than ${basicFormat(oldest)} (${at} - ${MAX_SKEW_MINUTES} min.)`,
    );
  }
  if (time > newest) {
    return invalid(
      `Signature not yet current: ${basicFormat(time)} is still later than ${basicFormat(newest)} (${at} + ${MAX_SKEW_MINUTES} min.)`,
    );
  }
  return undefined;
}

function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(sha256Bytes(a), sha256Bytes(b));
}

function sameToken(sent: string | undefined, expected: string | undefined): boolean {
  if (sent === undefined || expected === undefined) return sent === expected;
  return equalInConstantTime(sent, expected);
}

// timingSafeEqual requires equal lengths, which digests always have.
function sha256Bytes(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function missingToken(): GatewayFailure {
  return { status: 403, type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' };
}

function incomplete(message: string): GatewayFailure {
  return { status: 403, type: 'IncompleteSignatureException', message };
}

function invalid(message: string): GatewayFailure {
  return { status: 403, type: 'InvalidSignatureException', message };
}

function unrecognized(message: string): GatewayFailure {
  return { status: 403, type: 'UnrecognizedClientException', message };
}

function mismatch(canonical: string, stringToSign: string): GatewayFailure {
  return invalid(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
      'and signing method. Consult the service documentation for details.\n\n' +
      `The Canonical String for this request should have been\n'${canonical}'\n\n` +
      `The String-to-Sign should have been\n'${stringToSign}'\n`,
  );
}
