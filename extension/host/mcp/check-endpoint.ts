/**
 * Calls the server without a signature. Resolves to one sentence on what is wrong, or to undefined if the server asks
 * for a signature, as an API with AWS_IAM does. It does not check whether this identity may call it.
 */
export async function checkEndpoint(url: URL, fetch: typeof globalThis.fetch): Promise<string | undefined> {
  let response: Response;
  try {
    const headers = { 'content-type': 'application/json' };
    response = await fetch(url, {
      method: 'POST',
      headers,
      body: '{}',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
  } catch (thrown) {
    return explain(url, thrown);
  }
  const kind = (response.headers.get('x-amzn-errortype') ?? '').split(':')[0] ?? '';
  if (response.status === 403 && SIGNATURE_MISSING.has(kind)) return undefined;
  if (response.status === 403) {
    return `${url.host} refuses every call (${kind === '' ? 'HTTP 403' : kind}): check the stage in the URL (such as /v1), or the API's resource policy.`;
  }
  if (response.status === 404) return `${url.host} has nothing at ${url.pathname}: check the URL.`;
  if (response.ok || response.status < 500) {
    return `${url.host} answers without asking for a signature (HTTP ${response.status}), so it is probably not a Case Insights server: check the URL.`;
  }
  return `${url.host} answers with HTTP ${response.status}: try again later, or check the server's log.`;
}

const SIGNATURE_MISSING: ReadonlySet<string> = new Set([
  'MissingAuthenticationTokenException',
  'MissingAuthenticationToken',
]);

function explain({ host }: URL, thrown: unknown): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') {
    return `${host} did not answer within 10 s: check the network, or the VPN if the API is private.`;
  }
  const code = codeOf(thrown) ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `Host not found: ${host}. Check the URL, and the network or VPN if the API is private.`;
  }
  if (code === 'ECONNREFUSED') return `${host} refused the connection: check the URL.`;
  if (/CERT|SELF_SIGNED|ISSUER/.test(code)) {
    return `The certificate of ${host} is not trusted (${code}): a company proxy may need its certificate installed.`;
  }
  return `${host} cannot be reached${code === '' ? '' : ` (${code})`}: check the network and the proxy settings.`;
}

/** A failed fetch carries its reason as its cause, one or two levels down. */
function codeOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  if (thrown instanceof AggregateError) return codeOf(thrown.errors[0]);
  return codeOf(thrown.cause);
}
