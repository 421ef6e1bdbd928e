import { errorCode } from '#core/error-code.ts';
import { CaseInsightsError, type ErrorCode } from '#core/errors.ts';
import { readDenial, readGatewayRefusal, type GatewayRefusal } from './gateway-refusal.ts';
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

/** Code, message and remedy of an error. */
type Explanation = readonly [code: ErrorCode, message: string, remedy: string];

const CALL_AGAIN = "Call again; if it keeps failing, read the function's log group /aws/lambda/MCP-CaseInsights-{id}.";

/**
 * Explains an HTTP answer without a JSON-RPC answer. Of the body, only the ARNs of a denial are repeated: the text
 * comes from a third party, and a model may read the explanation.
 */
export function explainAnswer(answer: Unanswered, caller: Caller): CaseInsightsError {
  const { status, headers, body } = answer;
  const refusal = status === 403 ? (readGatewayRefusal(headers, body) ?? 'forbidden') : undefined;
  const explain = refusal === undefined ? (BY_STATUS[status] ?? explainOther) : BY_REFUSAL[refusal];
  const { url, profile } = caller;
  const who = profile === undefined ? 'the credentials in use' : `AWS profile "${profile}"`;
  return new CaseInsightsError(...explain({ ...answer, caller, at: `${url.host}${url.pathname}`, who }));
}

type Explain = (
  answer: Unanswered & {
    readonly caller: Caller;
    /** Host and path of the server. */
    readonly at: string;
    /** As whom the request was signed. */
    readonly who: string;
  },
) => Explanation;

const BY_STATUS: Readonly<Record<number, Explain>> = {
  401: ({ at }) => [
    'NOT_AUTHORIZED',
    `The server at ${at} requires a sign-in other than AWS Signature Version 4 (HTTP 401).`,
    'Check that the URL is the stack output MCPServerEndpoint and that no proxy asks for a login.',
  ],
  404: noServer,
  405: noServer,
  407: () => [
    'UNREACHABLE',
    'A proxy requires a login (HTTP 407).',
    'Configure the proxy for this machine, or ask for a direct route to the server.',
  ],
  413: () => ['INVALID_INPUT', 'The request is larger than API Gateway accepts (10 MB).', 'Send less in one call.'],
  429: ({ headers }) => [
    'THROTTLED',
    'Too many requests reached the server at once (HTTP 429).',
    `Wait ${describePause(headers['retry-after'])} and call again, with fewer calls at a time.`,
  ],
  502: () => [
    'INTERNAL',
    'The function behind API Gateway crashed or sent an invalid response (HTTP 502).',
    CALL_AGAIN,
  ],
  503: () => ['UNREACHABLE', 'The server is temporarily unavailable (HTTP 503).', 'Call again in a few seconds.'],
  504: () => [
    'QUERY_TIMED_OUT',
    "The server did not answer within API Gateway's time limit (HTTP 504).",
    'Narrow the question (fewer days, fewer cases), or update the deployment.',
  ],
};

function noServer({ at, status }: Parameters<Explain>[0]): Explanation {
  return [
    'UNREACHABLE',
    `There is no MCP server at ${at} (HTTP ${status}).`,
    'Check the URL: it is the stack output MCPServerEndpoint, stage included.',
  ];
}

/** A status without a sentence of its own. */
function explainOther({ status, headers, caller, at }: Parameters<Explain>[0]): Explanation {
  if (status >= 500) return ['INTERNAL', `The server failed (HTTP ${status}).`, CALL_AGAIN];
  if (status >= 400) {
    return [
      'INTERNAL',
      `The server refused the request (HTTP ${status}).`,
      'Check that the URL is the stack output MCPServerEndpoint and that the deployment is up to date.',
    ];
  }
  if (status >= 300) {
    const location = headers['location'];
    return [
      'UNREACHABLE',
      `The server at ${at} redirects${location === undefined ? '' : ` to ${hostOf(location, caller.url)}`}, and signed requests are never redirected.`,
      "Use the deployment's own URL, the stack output MCPServerEndpoint.",
    ];
  }
  return [
    'UNREACHABLE',
    `The response from ${at} did not come from an MCP server (HTTP ${status}, ${mediaType(headers) || 'no content type'}).`,
    'Check the URL, and that no proxy or login page stands in between.',
  ];
}

const BY_REFUSAL: Readonly<Record<GatewayRefusal, Explain>> = {
  'no-such-path': ({ at }) => [
    'UNREACHABLE',
    `API Gateway has no such path or stage: ${at}.`,
    'Check the URL: it is the stack output MCPServerEndpoint, stage included (by default /v1).',
  ],
  'token-expired': ({ who, caller: { profile } }) => [
    'CREDENTIALS_EXPIRED',
    `The session of ${who} has expired.`,
    `Sign in again (for example "aws sso login${profile === undefined ? '' : ` --profile ${profile}`}"); the next call uses the new session.`,
  ],
  'key-unknown': ({ who }) => [
    'NO_CREDENTIALS',
    `AWS does not know the access key or session token of ${who}.`,
    'Renew the credentials or choose another profile; the next call uses them.',
  ],
  'signature-outdated': () => [
    'NOT_AUTHORIZED',
    "AWS rejected the time of the signature, although it follows the server's clock.",
    "Correct this machine's date and time, then call again.",
  ],
  'wrong-scope': ({ caller: { region, url } }) => [
    'NOT_AUTHORIZED',
    `The request was signed for region ${region ?? 'unknown'}, but the API at ${url.host} is in another.`,
    "Set --region or AWS_REGION to the region of the server's stack.",
  ],
  'signature-mismatch': ({ who }) => [
    'NOT_AUTHORIZED',
    `AWS rejected the signature made with ${who}: the secret key does not belong to the access key, or a proxy changed the request.`,
    'Renew the credentials; if it keeps failing, use a route without a proxy that rewrites requests.',
  ],
  'not-authorized': ({ body, who }) => {
    const { caller = capitalized(who), resource } = readDenial(body);
    return [
      'NOT_AUTHORIZED',
      `${caller} may not call this server: execute-api:Invoke is missing${resource === undefined ? '' : ` on ${resource}`}.`,
      'Ask an administrator to attach the policy MCPCaseInsights-UserAccess (stack output MCPUserPolicyArn) to this user or role.',
    ];
  },
  forbidden: ({ at }) => [
    'NOT_AUTHORIZED',
    `The request to ${at} was forbidden before it reached the server (HTTP 403).`,
    "Check the URL, the API's resource policy, its firewall (WAF) and VPC endpoint, and any proxy in between.",
  ],
};

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
  const code = errorCode(thrown) ?? '';
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
    CALL_AGAIN,
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
