import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { signRequest, type Signing } from './sign-request.ts';

export interface SigningProxy {
  readonly url: string;
  close(): void;
}

/** What is about the connection, and the session of a signature that is replaced. */
const NOT_HANDED_ON = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'x-amz-security-token',
]);

/** Signs whatever it is sent and hands it on, for clients that can't sign; answers stream through as they come. */
export async function startSigningProxy(target: string, key: Signing): Promise<SigningProxy> {
  const server = createServer((incoming, outgoing) => {
    handOn(incoming, outgoing, target, key).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(502).end(String(error));
      else outgoing.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function handOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: string,
  key: Signing,
): Promise<void> {
  const method = incoming.method ?? 'GET';
  const url = `${target}${incoming.url ?? '/'}`;
  const body = await buffer(incoming);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      typeof value === 'string' && !NOT_HANDED_ON.has(name) ? [[name, value]] : [],
    ),
  );
  const sent = body.length === 0 ? {} : { body };
  // Asked for under a name that isn't its own, it asks the target under that name.
  const { host } = incoming.headers;
  const forged = host !== undefined && host !== `127.0.0.1:${incoming.socket.localPort ?? 0}`;
  const signed = await signRequest({ method, url, headers: forged ? { ...headers, host } : headers, ...sent }, key);
  const onward = request(url, { method, headers: signed });
  onward.end(body);
  const [answer] = (await once(onward, 'response')) as [IncomingMessage];
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, outgoing);
}
