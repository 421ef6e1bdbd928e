import { lookup } from 'node:dns/promises';
import { connect } from 'node:tls';
import { describeSkew } from '../clock.ts';
import { explainFailure, type Caller } from '../explain.ts';
import { readText, type HttpResponse, type Send } from '../http.ts';
import { proxyFor } from '../../aws/proxy.ts';
import type { Finding } from './report.ts';

/** Whether the server's name, or that of the proxy in between, leads to an address. */
export async function checkName(caller: Caller): Promise<Finding> {
  const proxy = await proxyFor(caller.url);
  const name = (proxy ?? caller.url).hostname.replace(/^\[|\]$/g, '');
  try {
    const addresses = await lookup(name, { all: true });
    const list = [...new Set(addresses.map(({ address }) => address))].join(', ');
    return { detail: `${proxy === undefined ? '' : 'The proxy '}${name} resolves to ${list}.` };
  } catch (thrown) {
    throw explainFailure(thrown, proxy === undefined ? caller : { ...caller, url: proxy });
  }
}

/** Whether an unsigned request gets any answer; hands that to `onAnswer`. */
export async function checkConnection(
  caller: Caller,
  send: Send,
  onAnswer: (response: HttpResponse) => void,
): Promise<Finding> {
  const { url } = caller;
  try {
    const response = await send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(30_000),
    });
    await readText(response.body).catch(() => '');
    onAnswer(response);
  } catch (thrown) {
    throw explainFailure(thrown, caller);
  }
  const proxy = await proxyFor(url);
  const through = proxy === undefined ? '' : ` through the proxy ${proxy.host}`;
  if (url.protocol === 'http:')
    return { detail: `${url.host} answers (without TLS, because it is on this machine)${through}.` };
  const trust = proxy === undefined ? await describeCertificate(url) : 'its certificate is trusted';
  return { detail: `${url.host} answers${through}; ${trust}.` };
}

/**
 * Which certificate authority vouches for the server. A company's own authority means that its proxy reads the traffic.
 */
function describeCertificate(url: URL): Promise<string> {
  return new Promise((resolve) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = Number(url.port === '' ? 443 : url.port);
    const socket = connect({ host, port, servername: /^[\d.]+$|:/.test(host) ? '' : host }, () => {
      const { issuer, valid_to } = socket.getPeerCertificate();
      const name = issuer.O ?? issuer.CN;
      const by = Array.isArray(name) ? name.join(', ') : name;
      resolve(
        `${socket.getProtocol() ?? 'TLS'}, its certificate is by ${by ?? 'an unnamed issuer'}, until ${valid_to}`,
      );
      socket.destroy();
    });
    socket.once('error', () => resolve('its certificate is trusted'));
  });
}

/** Compares this machine's clock with the server's. */
export function checkClock(dateHeader: string | undefined, skewMs: number): Finding {
  if (dateHeader === undefined) return { state: 'skipped', detail: "The server's response has no date." };
  if (skewMs === 0) return { detail: "This machine's clock agrees with the server's." };
  return {
    state: 'warned',
    detail: `This machine's clock is ${describeSkew(skewMs)}. Requests are signed with the server's time instead.`,
    remedy: "Correct this machine's date and time, or other AWS tools will fail.",
  };
}
