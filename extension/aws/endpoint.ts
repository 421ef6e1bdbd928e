/** Where the server answers MCP. */
export interface Endpoint {
  /** The full URL of the MCP path, query included. */
  readonly url: URL;
  /** The region that API Gateway's own host names carry; undefined for a custom domain. */
  readonly region: string | undefined;
}

export type EndpointReading =
  { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly problem: string };

/**
 * Reads the server's URL as people paste it: the stack's output with or without `/mcp`, with trailing slashes or
 * spaces. `problem` ends a sentence that begins with the URL's name, such as "is not a URL".
 */
export function readEndpoint(text: string): EndpointReading {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { ok: false, problem: 'is not a URL' };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'is not an https URL' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { ok: false, problem: 'must start with https://, because requests carry credentials' };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'must not contain a user name or password' };
  }
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/mcp') ? path : `${path}/mcp`;
  url.hash = '';
  return { ok: true, endpoint: { url, region: regionOfHost(url.hostname) } };
}

/**
 * The region in the names that AWS gives an API: `ID.execute-api.REGION.amazonaws.com` (also `.com.cn`, `.eu`, the dual
 * stack's `.api.aws`) and those of VPC endpoints, `ID-vpce-X.execute-api.REGION.amazonaws.com` and
 * `vpce-X.execute-api.REGION.vpce.amazonaws.com`.
 */
function regionOfHost(host: string): string | undefined {
  const match =
    /(?:^|\.)execute-api\.([a-z]+(?:-[a-z]+)+-\d+)\.(?:vpce\.)?(?:amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws)$/;
  return match.exec(host)?.[1];
}

/** Whether the host is this machine by its name alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
