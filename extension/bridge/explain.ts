import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { readDenial, readGatewayRefusal } from './gateway-refusal.ts';
import { ConnectTimeoutError, IdleError, NotConnectedError } from './http.ts';
import { LONGEST_MESSAGE } from './message.ts';
import { readRetryAfter } from './retry-after.ts';

/** Who was calling what, for the sentences. */
export interface Caller {
  readonly url: URL;
  readonly profile: string | undefined;
  /** Undefined as long as it isn't known. */
  readonly region: string | undefined;
}

/** An HTTP answer that carries no JSON-RPC answer. */
export interface Unanswered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Explains an HTTP answer without a JSON-RPC answer. Of the body, only the ARNs of a denial are repeated: the text
 * comes from a third party, and a model may read the explanation.
 */
export function explainAnswer({ status, headers, body }: Unanswered, caller: Caller): CaseInsightsError {
  const at = `${caller.url.host}${caller.url.pathname}`;
  const location = headers['location'];
  if (status === 403) return explainForbidden(headers, body, caller);
  if (status >= 300 && status < 400) {
    return new CaseInsightsError(
      'UNREACHABLE',
      `The server at ${at} redirects${location === undefined ? '' : ` to ${hostOf(location, caller.url)}`}, and signed requests are never redirected.`,
      "Use the deployment's own URL, the stack output MCPServerEndpoint.",
    );
  }
  if (status === 401) {
    return new CaseInsightsError(
      'NOT_AUTHORIZED',
      `The server at ${at} requires a sign-in other than AWS Signature Version 4 (HTTP 401).`,
      'Check that the URL is the stack output MCPServerEndpoint and that no proxy asks for a login.',
    );
  }
  if (status === 404 || status === 405) {
    return new CaseInsightsError(
      'UNREACHABLE',
      `There is no MCP server at ${at} (HTTP ${status}).`,
      'Check the URL: it is the stack output MCPServerEndpoint, stage included.',
    );
  }
  if (status === 407) {
    return new CaseInsightsError(
      'UNREACHABLE',
      'A proxy requires a login (HTTP 407).',
      'Configure the proxy for this machine, or ask for a direct route to the server.',
    );
  }
  if (status === 413) {
    return new CaseInsightsError(
      'INVALID_INPUT',
      'The request is larger than API Gateway accepts (10 MB).',
      'Send less in one call.',
    );
  }
  if (status === 429) {
    return new CaseInsightsError(
      'THROTTLED',
      'Too many requests reached the server at once (HTTP 429).',
      `Wait ${describePause(headers['retry-after'])} and call again, with fewer calls at a time.`,
    );
  }
  if (status === 504) {
    return new CaseInsightsError(
      'QUERY_TIMED_OUT',
      "The server did not answer within API Gateway's time limit (HTTP 504).",
      'Narrow the question (fewer days, fewer cases), or update the deployment.',
    );
  }
  if (status === 503) {
    return new CaseInsightsError(
      'UNREACHABLE',
      'The server is temporarily unavailable (HTTP 503).',
      'Call again in a few seconds.',
    );
  }
  if (status === 502) {
    return new CaseInsightsError(
      'INTERNAL',
      'The function behind API Gateway crashed or sent an invalid response (HTTP 502).',
      "Call again; if it keeps failing, read the function's log group /aws/lambda/MCP-CaseInsights-{id}.",
    );
  }
  if (status >= 500) {
    return new CaseInsightsError(
      'INTERNAL',
      `The server failed (HTTP ${status}).`,
      "Call again; if it keeps failing, read the function's log group /aws/lambda/MCP-CaseInsights-{id}.",
    );
  }
  if (status >= 400) {
    return new CaseInsightsError(
      'INTERNAL',
      `The server refused the request (HTTP ${status}).`,
      'Check that the URL is the stack output MCPServerEndpoint and that the deployment is up to date.',
    );
  }
  return new CaseInsightsError(
    'UNREACHABLE',
    `The response from ${at} did not come from an MCP server (HTTP ${status}, ${mediaType(headers) || 'no content type'}).`,
    'Check the URL, and that no proxy or login page stands in between.',
  );
}

function explainForbidden(headers: Readonly<Record<string, string>>, body: string, caller: Caller): CaseInsightsError {
  const at = `${caller.url.host}${caller.url.pathname}`;
  const who = caller.profile === undefined ? 'the credentials in use' : `AWS profile "${caller.profile}"`;
  const login = caller.profile === undefined ? 'aws sso login' : `aws sso login --profile ${caller.profile}`;
  const refusal = (code: ErrorCode, message: string, remedy: string) => new CaseInsightsError(code, message, remedy);
  switch (readGatewayRefusal(headers, body)) {
    case 'no-such-path':
      return refusal(
        'UNREACHABLE',
        `API Gateway has no such path or stage: ${at}.`,
        'Check the URL: it is the stack output MCPServerEndpoint, stage included (by default /v1).',
      );
    case 'token-expired':
      return refusal(
        'CREDENTIALS_EXPIRED',
        `The session of ${who} has expired.`,
        `Sign in again (for example "${login}"); the next call uses the new session.`,
      );
    case 'key-unknown':
      return refusal(
        'NO_CREDENTIALS',
        `AWS does not know the access key or session token of ${who}.`,
        'Renew the credentials or choose another profile; the next call uses them.',
      );
    case 'signature-outdated':
      return refusal(
        'NOT_AUTHORIZED',
        "AWS rejected the time of the signature, although it follows the server's clock.",
        "Correct this machine's date and time, then call again.",
      );
    case 'wrong-scope':
      return refusal(
        'NOT_AUTHORIZED',
        `The request was signed for region ${caller.region ?? 'unknown'}, but the API at ${caller.url.host} is in another.`,
        "Set --region or AWS_REGION to the region of the server's stack.",
      );
    case 'signature-mismatch':
      return refusal(
        'NOT_AUTHORIZED',
        `AWS rejected the signature made with ${who}: the secret key does not belong to the access key, or a proxy changed the request.`,
        'Renew the credentials; if it keeps failing, use a route without a proxy that rewrites requests.',
      );
    case 'not-authorized': {
      const { caller: arn, resource } = readDenial(body);
      return refusal(
        'NOT_AUTHORIZED',
        `${arn ?? capitalized(who)} may not call this server: execute-api:Invoke is missing${resource === undefined ? '' : ` on ${resource}`}.`,
        'Ask an administrator to attach the policy MCPCaseInsights-UserAccess (stack output MCPUserPolicyArn) to this user or role.',
      );
    }
    case 'forbidden':
    case undefined:
      return refusal(
        'NOT_AUTHORIZED',
        `The request to ${at} was forbidden before it reached the server (HTTP 403).`,
        "Check the URL, the API's resource policy, its firewall (WAF) and VPC endpoint, and any proxy in between.",
      );
  }
}

/** Explains the failure of a request that got no HTTP answer. A CaseInsightsError is returned unchanged. */
export function explainFailure(thrown: unknown, caller: Caller): CaseInsightsError {
  if (thrown instanceof CaseInsightsError) return thrown;
  const { host, hostname } = caller.url;
  const unreachable = (message: string, remedy: string) =>
    new CaseInsightsError('UNREACHABLE', message, remedy, { cause: thrown });
  if (thrown instanceof ConnectTimeoutError) {
    return unreachable(`${host} did not accept a connection.`, 'Check the network, VPN or proxy, then call again.');
  }
  if (thrown instanceof IdleError) {
    return unreachable(
      `${host} has sent nothing for over five minutes.`,
      'Call again; if it keeps failing, narrow the question or check the network.',
    );
  }
  const code = errorCode(thrown);
  if (code.startsWith('HPE_')) {
    return unreachable(
      `${host} sent an invalid HTTP response (${code}).`,
      'Check the URL and its port, and that no proxy on the way rewrites answers.',
    );
  }
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return unreachable(
      `The response from ${host} could not be decompressed.`,
      'Call again; if it keeps failing, use a route without a proxy that rewrites answers.',
    );
  }
  if (thrown instanceof NotConnectedError && thrown.proxy !== undefined && !isCertificateCode(code)) {
    return unreachable(
      `Could not connect to ${host} through the proxy ${thrown.proxy} (${code}).`,
      'Check HTTPS_PROXY, or name the server in NO_PROXY if it is reached without a proxy.',
    );
  }
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return unreachable(
        `The host name ${hostname} could not be resolved.`,
        'Check the URL and the network; if the stack was deleted, deploy it again.',
      );
    case 'ECONNREFUSED':
      return unreachable(
        `${host} refused the connection.`,
        'Check the URL and its port, and that the server is running.',
      );
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return unreachable(`There is no route to ${host}.`, 'Check the network, VPN or proxy, then call again.');
    case 'ECONNRESET':
    case 'EPIPE':
      return unreachable(`The connection to ${host} was lost.`, 'Call again if you still want the answer.');
  }
  if (isCertificateCode(code)) {
    return unreachable(
      `Could not establish a trusted connection to ${host} (${code}).`,
      "If your company inspects traffic, point NODE_EXTRA_CA_CERTS to its certificate authority's file.",
    );
  }
  return new CaseInsightsError(
    'INTERNAL',
    `The bridge failed to forward the request${code === '' ? '' : ` (${code})`}.`,
    'Call again; if it keeps failing, report it with the log of --log-level debug.',
    { cause: thrown },
  );
}

/** The stream that should have brought the answer ended without it. */
export function explainMissingAnswer(caller: Caller): CaseInsightsError {
  return new CaseInsightsError(
    'UNREACHABLE',
    `The response from ${caller.url.host} ended before the result arrived.`,
    "Call again; if it keeps failing, read the function's log group /aws/lambda/MCP-CaseInsights-{id}.",
  );
}

/** The answer would take too much memory. */
export function explainLongAnswer(): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `The answer is larger than ${LONGEST_MESSAGE / 2 ** 20} MB, the most that the bridge accepts.`,
    'Ask for less: a shorter period, fewer rows or fewer columns.',
  );
}

function isCertificateCode(code: string): boolean {
  return /CERT|SIGNED|ISSUER|SSL|TLS|EPROTO/.test(code);
}

/** The media type without its parameters, in lower case; empty if there is none. */
export function mediaType(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The code that Node puts on its errors; empty if there is none. */
function errorCode(thrown: unknown): string {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : '';
}

function describePause(retryAfter: string | undefined): string {
  const pause = readRetryAfter(retryAfter, Date.now());
  return pause === undefined || pause < 1_000 ? 'a few seconds' : `${Math.ceil(pause / 1_000)} seconds`;
}

function hostOf(location: string, base: URL): string {
  try {
    return new URL(location, base).host;
  } catch {
    return 'elsewhere';
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
