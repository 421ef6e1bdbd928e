import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { verifySignature, type AccessKey } from '../../server-lambda/local/gateway/verify-signature.ts';

export const KEY: AccessKey = {
  accessKeyId: 'AKIDEXAMPLE0000000000',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
export const REGION = 'eu-west-1';

/** One POST that reached the server, and the ways to answer it. */
export interface Call {
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly text: string;
  /** The body as JSON; undefined if it is none. */
  readonly message: JsonRpc | undefined;
  /** Resolves when the client has gone before the answer's end. */
  readonly hungUp: Promise<unknown>;
  answer(status: number, headers: Record<string, string>, body?: string): void;
  json(body: unknown): void;
  result(result: unknown): void;
  /** Opens an event stream. */
  stream(): EventStream;
}

export interface EventStream {
  readonly send: (message: unknown) => void;
  readonly raw: (text: string | Uint8Array) => void;
  readonly end: () => void;
  /** Breaks the connection in the middle. */
  readonly cut: () => void;
}

export interface JsonRpc {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export interface Upstream {
  /** The stage's address, without `/mcp`. */
  readonly url: string;
  readonly calls: readonly Call[];
  /** How many connections were made. */
  readonly connections: () => number;
  /** Closes the connections that are waiting for a next request. */
  closeIdle(): void;
  close(): Promise<void>;
}

export interface UpstreamOptions {
  /** Judges signatures by this clock and sends it as `Date`. */
  readonly now?: () => Date;
  readonly key?: () => AccessKey;
  /** Lets unsigned requests pass. */
  readonly unsigned?: boolean;
}

/**
 * A real HTTP server in the place of API Gateway: it turns away what is not signed with the key, in the gateway's words,
 * and leaves the rest to `onCall`.
 */
export async function startUpstream(
  onCall: (call: Call) => void,
  { now = () => new Date(), key = () => KEY, unsigned = false }: UpstreamOptions = {},
): Promise<Upstream> {
  const calls: Call[] = [];
  let connections = 0;

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    outgoing.setHeader('date', now().toUTCString());
    const refusal = unsigned
      ? undefined
      : verifySignature(
          { method: incoming.method ?? '', target: incoming.url ?? '', headers: headerPairs(incoming), body },
          { key: key(), region: REGION, service: 'execute-api', now: now() },
        );
    if (refusal !== undefined) {
      outgoing.writeHead(refusal.status, { 'content-type': 'application/json', 'x-amzn-errortype': refusal.type });
      outgoing.end(JSON.stringify({ message: refusal.message }));
      return;
    }
    const call = openCall(incoming, outgoing, body);
    calls.push(call);
    onCall(call);
  }

  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  server.keepAliveTimeout = 60_000;
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has this kind of address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    calls,
    connections: () => connections,
    closeIdle: () => {
      server.closeIdleConnections();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The same server around a web-standard handler, such as the one that the MCP SDK makes. */
export function startFetchUpstream(
  handler: (request: Request) => Promise<Response>,
  options?: UpstreamOptions,
): Promise<Upstream> {
  return startUpstream((call) => {
    void respond(call, handler);
  }, options);
}

async function respond(call: Call, handler: (request: Request) => Promise<Response>): Promise<void> {
  const headers = Object.entries(call.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const response = await handler(
    new Request(`http://localhost${call.target}`, { method: 'POST', headers, body: call.text }),
  );
  if (response.headers.get('content-type') !== 'text/event-stream') {
    call.answer(response.status, Object.fromEntries(response.headers), await response.text());
    return;
  }
  const stream = call.stream();
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) stream.raw(part.value);
  stream.end();
}

function openCall(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer): Call {
  const text = body.toString('utf8');
  const message = parse(text);
  const answer = (status: number, headers: Record<string, string>, content = '') => {
    outgoing.writeHead(status, headers);
    outgoing.end(content);
  };
  const json = (content: unknown) => {
    answer(200, { 'content-type': 'application/json' }, JSON.stringify(content));
  };
  return {
    target: incoming.url ?? '',
    headers: incoming.headers,
    text,
    message,
    hungUp: new Promise<void>((resolve) => {
      outgoing.once('close', () => {
        if (!outgoing.writableFinished) resolve();
      });
    }),
    answer,
    json,
    result: (result) => {
      json({ jsonrpc: '2.0', id: message?.id, result });
    },
    stream() {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' });
      outgoing.flushHeaders();
      return {
        send: (content) => outgoing.write(`event: message\ndata: ${JSON.stringify(content)}\n\n`),
        raw: (content) => outgoing.write(content),
        end: () => outgoing.end(),
        cut: () => incoming.socket.destroy(),
      };
    },
  };
}

async function bytesOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function headerPairs({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
}

function parse(text: string): JsonRpc | undefined {
  try {
    // The tests send what they look at.
    return JSON.parse(text) as JsonRpc;
  } catch {
    return undefined;
  }
}
