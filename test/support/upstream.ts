import { createServer as createSecureServer } from 'node:https';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import type { Certificate } from './certificate.ts';
import { verifySignature, type AccessKey } from '../../server-lambda/local/gateway/verify-signature.ts';
import { requestListener } from './request-listener.ts';

export const KEY: AccessKey = {
  accessKeyId: 'AKIDEXAMPLE0000000000',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
export const REGION = 'eu-west-1';

/** One request that reached the server, and the ways to answer it. */
export interface Call {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came. */
  readonly text: string;
  /** The body as JSON; undefined if it is none. */
  readonly message: JsonRpc | undefined;
  /** Resolves when the client has gone before the answer's end. */
  readonly hungUp: Promise<unknown>;
  answer(status: number, headers: Record<string, string>, body?: string | Uint8Array): void;
  json(body: unknown): void;
  result(result: unknown): void;
  /** Opens an event stream. */
  stream(): EventStream;
  /** Sends the head of an answer; the body follows. */
  open(status: number, headers: Record<string, string>): EventStream;
  /** Breaks the connection without an answer. */
  cut(): void;
  /** The connection itself, for what is no HTTP. */
  readonly socket: Socket;
}

export interface EventStream {
  readonly send: (message: unknown) => void;
  readonly raw: (text: string | Uint8Array) => void;
  /** As `raw`; resolves when there is room for more. */
  readonly written: (text: string | Uint8Array) => Promise<void>;
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
  /** The POSTs so far. */
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
  /** Speaks TLS with this certificate, which is for localhost. */
  readonly certificate?: Certificate;
  readonly host?: '127.0.0.1' | '::1';
  /** Any free one where it is absent. */
  readonly port?: number;
  /** Answers GET and DELETE; 405 where it is absent, as a server without a stream of its own does. */
  readonly onOther?: (call: Call) => void;
}

/**
 * A real HTTP server in the place of API Gateway: it turns away what is not signed with the key, in the gateway's words,
 * and leaves the rest to `onCall`.
 */
export async function startUpstream(
  onCall: (call: Call) => void,
  {
    now = () => new Date(),
    key = () => KEY,
    unsigned = false,
    certificate,
    host = '127.0.0.1',
    port: wanted = 0,
    onOther,
  }: UpstreamOptions = {},
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
    if (incoming.method === 'POST') {
      calls.push(call);
      onCall(call);
    } else if (onOther === undefined) call.answer(405, { allow: 'POST' });
    else onOther(call);
  }

  const listener = requestListener(serve);
  const server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  server.keepAliveTimeout = 60_000;
  server.on('connection', () => connections++);
  server.listen(wanted, host);
  await once(server, 'listening');
  // A listening TCP server has this kind of address.
  const { port } = server.address() as AddressInfo;
  return {
    url: addressOf(port, host, certificate !== undefined),
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

function addressOf(port: number, host: string, secure: boolean): string {
  if (secure) return `https://localhost:${port}/v1`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/v1`;
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
  const answer = (status: number, headers: Record<string, string>, content: string | Uint8Array = '') => {
    outgoing.writeHead(status, headers);
    outgoing.end(content);
  };
  const open = (status: number, headers: Record<string, string>): EventStream => {
    outgoing.writeHead(status, headers);
    outgoing.flushHeaders();
    return {
      send: (content) => outgoing.write(`event: message\ndata: ${JSON.stringify(content)}\n\n`),
      raw: (content) => outgoing.write(content),
      async written(content) {
        if (!outgoing.write(content)) await once(outgoing, 'drain');
      },
      end: () => outgoing.end(),
      cut: () => incoming.socket.destroy(),
    };
  };
  const json = (content: unknown) => {
    answer(200, { 'content-type': 'application/json' }, JSON.stringify(content));
  };
  return {
    method: incoming.method ?? '',
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
    stream: () => open(200, { 'content-type': 'text/event-stream' }),
    open,
    cut: () => incoming.socket.destroy(),
    socket: incoming.socket,
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
