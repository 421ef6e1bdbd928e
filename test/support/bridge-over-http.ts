import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { bridgeEnvironment, startBridge, type BridgeProcess } from './bridge-process.ts';
import type { JsonRpc } from './upstream.ts';

const METHOD_NOT_FOUND = -32601;

/** A server behind API Gateway, or behind one that judges signatures as it does. */
export interface SignedServer {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface BridgeOverHttp {
  readonly url: string;
  /** Ends the bridges; resolves when they have ended. */
  close(): Promise<void>;
}

/**
 * Lends the stdio of real bridges to clients that speak HTTP: the body of each POST is written to a bridge as it came,
 * and what the bridge writes is the answer, a lone message as JSON and several as an event stream. A bridge serves one
 * POST at a time, so that all it writes belongs to that one; more are started as they are needed. `opening`, if any, is
 * what each bridge hears first, as from a host.
 */
export async function startBridgeOverHttp(server: SignedServer, opening?: JsonRpc): Promise<BridgeOverHttp> {
  const idle: BridgeProcess[] = [];
  const busy = new Map<BridgeProcess, JsonRpc>();
  const started: BridgeProcess[] = [];

  const start = async () => {
    const environment = bridgeEnvironment({
      AWS_ACCESS_KEY_ID: server.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      AWS_REGION: server.region,
    });
    const bridge = startBridge(['--endpoint', server.url, '--log-level', 'error'], environment);
    started.push(bridge);
    if (opening !== undefined) await bridge.ask(opening);
    return bridge;
  };

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (incoming.method !== 'POST') {
      outgoing.writeHead(405).end();
      return;
    }
    const line = (await text(incoming)).replace(/[\r\n]+/g, ' ');
    const message = readMessage(line);
    const bridge = bridgeFor(message) ?? idle.pop() ?? (await start());
    bridge.send(line);
    if (message?.method !== undefined && message.id === undefined) {
      if (!busy.has(bridge)) idle.push(bridge);
      outgoing.writeHead(202).end();
      return;
    }
    busy.set(bridge, message ?? {});
    const hungUp = once(outgoing, 'close').then(() => 'hung up' as const);
    const finished = await Promise.race([answer(bridge, outgoing, opening !== undefined), hungUp]);
    busy.delete(bridge);
    if (finished === 'answered') idle.push(bridge);
    else bridge.end();
  }

  /** The bridge that a cancellation is for. */
  function bridgeFor(message: JsonRpc | undefined): BridgeProcess | undefined {
    if (message?.method !== 'notifications/cancelled') return undefined;
    return [...busy].find(([, request]) => request.id === message.params?.['requestId'])?.[0];
  }

  const listener = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      listener.closeAllConnections();
      listener.close();
      for (const bridge of started) bridge.end();
      await Promise.all(started.map((bridge) => bridge.exited));
    },
  };
}

/** Passes on what a bridge writes, up to the answer. A failure alone has the status that the newest revision gives it. */
async function answer(bridge: BridgeProcess, outgoing: ServerResponse, modern: boolean): Promise<'answered'> {
  for (;;) {
    const line = await bridge.nextLine();
    // Every line that a bridge writes is JSON-RPC.
    const message = JSON.parse(line) as JsonRpc;
    const isAnswer = message.method === undefined;
    if (modern && isAnswer && !outgoing.headersSent) {
      const status = message.error === undefined ? 200 : message.error.code === METHOD_NOT_FOUND ? 404 : 400;
      outgoing.writeHead(status, { 'content-type': 'application/json' }).end(line);
      return 'answered';
    }
    if (!outgoing.headersSent) outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
    outgoing.write(`event: message\ndata: ${line}\n\n`);
    if (isAnswer) {
      outgoing.end();
      return 'answered';
    }
  }
}

function readMessage(line: string): JsonRpc | undefined {
  try {
    // The suite sends JSON-RPC; where it does not on purpose, nothing is read from it.
    return JSON.parse(line) as JsonRpc;
  } catch {
    return undefined;
  }
}
