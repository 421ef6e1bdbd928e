import type { Agent, AgentOptions } from 'node:http';

/**
 * The proxy that the environment names for a server: HTTPS_PROXY or ALL_PROXY without NO_PROXY, in upper or lower
 * case. Undefined for none. This machine's own servers, the only ones without TLS, are never asked through a proxy.
 */
export async function proxyFor(url: URL): Promise<URL | undefined> {
  const named = Object.entries(process.env).filter(([name, value]) => /^(https|all)_proxy$/i.test(name) && value);
  if (url.protocol !== 'https:' || named.length === 0) return undefined;
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(url.href);
  // A proxy without a scheme speaks plain HTTP, as with curl; the library gives it the server's scheme.
  const bare = named.some(([, value]) => `https://${value ?? ''}` === proxy);
  const address = bare ? proxy.replace(/^https/, 'http') : proxy;
  return URL.canParse(address) ? new URL(address) : undefined;
}

/** An agent whose connections are tunnels through the proxy. */
export async function proxyAgent(proxy: URL, options: AgentOptions): Promise<Agent> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent(proxy, options);
}

/** What an SDK client needs to sign people in through the proxy; nothing where there is none. */
export async function throughProxy(region: string) {
  // One answer for STS and IAM Identity Center: NO_PROXY names all of AWS, or a VPC's endpoint for STS.
  const proxy = await proxyFor(new URL(process.env['AWS_ENDPOINT_URL_STS'] ?? `https://sts.${region}.amazonaws.com`));
  return proxy === undefined ? {} : { requestHandler: { httpsAgent: await proxyAgent(proxy, {}) } };
}
