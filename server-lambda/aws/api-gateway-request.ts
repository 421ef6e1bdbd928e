import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * A REST API's proxy event (payload format 1.0) as a web-standard request. The path is the one behind the stage and
 * behind a custom domain's base path: `/`, `/tools`, `/mcp`. The caller's signature stays out: it has done its work at
 * the gateway, and the server has no use for it.
 */
export function apiGatewayRequest(event: APIGatewayProxyEvent): Request {
  const headers = requestHeaders(event);
  const method = event.httpMethod.toUpperCase();
  const body = event.body === null ? null : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  return new Request(requestUrl(event, headers), {
    method,
    headers,
    // A GET or HEAD with a body is legal on the wire, but not in a web-standard request.
    body: method === 'GET' || method === 'HEAD' ? null : body,
  });
}

function requestUrl(event: APIGatewayProxyEvent, headers: Headers): URL {
  const scheme = headers.get('x-forwarded-proto') === 'http' ? 'http' : 'https';
  const origin = `${scheme}://${headers.get('host') ?? event.requestContext.domainName ?? ''}`;
  // Any name will do where the host is missing or malformed: nothing here is decided by it.
  const url = new URL(
    /^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin) ? origin : `${scheme}://localhost`,
  );
  url.pathname = requestPath(event);
  url.search = requestQuery(event).toString();
  return url;
}

// `event.path` holds a custom domain's base path as well, and is encoded; what the greedy parameter caught does not and
// is not.
function requestPath(event: APIGatewayProxyEvent): string {
  const proxy = event.pathParameters?.['proxy'];
  return proxy === undefined ? '/' : `/${proxy.split('/').map(encodeURIComponent).join('/')}`;
}

function requestQuery(event: APIGatewayProxyEvent): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {})) {
    for (const value of values ?? []) query.append(name, value);
  }
  return query;
}

const SIGNATURE_HEADERS = new Set(['authorization', 'x-amz-security-token']);

function requestHeaders(event: APIGatewayProxyEvent): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(event.multiValueHeaders)) {
    if (SIGNATURE_HEADERS.has(name.toLowerCase())) continue;
    for (const value of values ?? []) headers.append(name, headerBytes(value));
  }
  return headers;
}

// Web-standard header values are bytes, one per character; a value beyond Latin-1 goes as its UTF-8 bytes.
function headerBytes(value: string): string {
  return /^[\0-\xff]*$/.test(value) ? value : Buffer.from(value, 'utf8').toString('latin1');
}
