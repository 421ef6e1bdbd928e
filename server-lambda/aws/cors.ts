import { CaseInsightsError } from '#core/errors.ts';

/** Origins of pages that may call from a browser: `*` for any. */
export type AllowedOrigins = readonly string[];

const METHODS = 'GET, POST, DELETE, OPTIONS';

/** What a signed request of MCP carries beyond what a browser sends unasked. */
const REQUEST_HEADERS = [
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
  'content-type',
  'accept',
  'mcp-protocol-version',
  'mcp-method',
  'mcp-name',
  'mcp-session-id',
  'last-event-id',
  'case-insights-call-id',
].join(', ');

const RESPONSE_HEADERS = [
  'mcp-protocol-version',
  'mcp-session-id',
  'retry-after',
  'x-amzn-errortype',
  'x-amzn-requestid',
].join(', ');

/** How long a browser may remember the answer to a preflight; Chromium's maximum is two hours. */
const MAX_AGE_SECONDS = '7200';

type Fetch = (request: Request) => Promise<Response>;

/**
 * Lets pages of the allowed origins call the server (https://fetch.spec.whatwg.org/#http-cors-protocol). A preflight,
 * which a browser sends without a signature, is answered here and goes no further. Requests from other origins are
 * refused, as MCP requires; programs send no origin.
 */
export function withCors(fetch: Fetch, allowed: AllowedOrigins): Fetch {
  return async (request) => {
    if (isForeign(request, allowed)) return foreignOrigin();
    if (allowed.length === 0) return fetch(request);
    const preflight = request.method === 'OPTIONS';
    const answered = preflight ? new Response(null, { status: 204 }) : await fetch(request);
    // What a server has sent may have headers that can't be changed.
    const response = new Response(answered.body, answered);
    response.headers.append('vary', 'origin');
    const origin = allowedOrigin(request.headers.get('origin'), allowed);
    if (origin === undefined) return response;
    response.headers.set('access-control-allow-origin', origin);
    response.headers.set('access-control-expose-headers', RESPONSE_HEADERS);
    if (preflight) {
      response.headers.set('access-control-allow-methods', METHODS);
      response.headers.set('access-control-allow-headers', REQUEST_HEADERS);
      response.headers.set('access-control-max-age', MAX_AGE_SECONDS);
    }
    return response;
  };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page of the machine that the server itself runs on is at home. */
function isForeign(request: Request, allowed: AllowedOrigins): boolean {
  const origin = request.headers.get('origin');
  if (origin === null || allowedOrigin(origin, allowed) !== undefined) return false;
  const atHome = URL.canParse(origin) && LOOPBACK.has(new URL(origin).hostname);
  return !(atHome && LOOPBACK.has(new URL(request.url).hostname));
}

function foreignOrigin(): Response {
  const error = new CaseInsightsError(
    'NOT_AUTHORIZED',
    'Pages from this origin may not call the server.',
    "Add the origin to the stack's parameter CorsAllowedOrigins, or call the server from a program.",
  );
  return Response.json({ error: error.toJSON() }, { status: 403, headers: { vary: 'origin' } });
}

function allowedOrigin(origin: string | null, allowed: AllowedOrigins): string | undefined {
  if (origin === null) return undefined;
  if (allowed.includes('*')) return '*';
  return allowed.includes(origin) ? origin : undefined;
}
