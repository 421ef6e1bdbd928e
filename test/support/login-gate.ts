import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

export interface LoginGate {
  readonly url: string;
  /** From now on every request is answered as API Gateway answers one of a session that has ended. */
  expire(): void;
  /** Lets requests through again. */
  renew(): void;
  close(): void;
}

/** Hands on what it is sent, byte by byte as it was signed, for as long as the login lasts. */
export async function startLoginGate(target: string): Promise<LoginGate> {
  let expired = false;
  const server = createServer((incoming, outgoing) => {
    if (expired) refuse(outgoing);
    else handOn(incoming, outgoing, target);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    expire: () => {
      expired = true;
    },
    renew: () => {
      expired = false;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(outgoing: ServerResponse): void {
  outgoing.writeHead(403, { 'content-type': 'application/json', 'x-amzn-errortype': 'ExpiredTokenException' });
  outgoing.end(JSON.stringify({ message: 'The security token included in the request is expired' }));
}

/** Under the name that the caller asked for, which the signature covers; whoever hangs up, the other hears of it. */
function handOn(incoming: IncomingMessage, outgoing: ServerResponse, target: string): void {
  const { method, url = '/', headers } = incoming;
  const onward = request(new URL(url, target), { method, headers });
  outgoing.once('close', () => onward.destroy());
  onward.once('error', () => outgoing.destroy());
  onward.once('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, outgoing).catch(() => undefined);
  });
  pipeline(incoming, onward).catch(() => undefined);
}
