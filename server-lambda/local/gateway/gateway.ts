import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StreamHandler } from '../../handler.ts';
import { splitTarget, type WireRequest } from './canonical-request.ts';
import { FAILURES, type GatewayFailure } from './gateway-failure.ts';
import { readIntegrationResponse, type IntegrationHead } from './integration-response.ts';
import { installLambdaRuntime, invoke } from './lambda-runtime.ts';
import { proxyEvent } from './proxy-event.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { verifySignature, type AccessKey } from './verify-signature.ts';

export interface GatewayOptions {
  readonly handler: StreamHandler;
  /** The only key that may call. */
  readonly key: AccessKey;
  readonly region: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The stage's throttle; null lifts it. */
  readonly throttle: { readonly ratePerSecond: number; readonly burst: number } | null;
  /** Lets OPTIONS through unsigned, as a method with authorization NONE would; off unless given. */
  readonly openPreflight?: boolean;
  /** One line for each request: method, path, status, milliseconds. Nothing of bodies, queries or keys. */
  readonly log: (line: string) => void;
  /** Where the time for judging signatures comes from; the machine's clock unless given. */
  readonly now?: () => Date;
}

export interface Gateway {
  /** The stage's address, e.g. `http://127.0.0.1:8080/v1`. */
  readonly url: string;
  /** Stops listening and drops every connection; resolves when both are done. */
  close(): Promise<void>;
}

const STAGE = 'v1';

/**
 * A REST API of API Gateway on this machine: stage `v1`, `/` and `/{proxy+}` with any method, AWS_IAM authorization,
 * and a streaming Lambda proxy integration to `handler`. It listens on 127.0.0.1 only. A client that hangs up does
 * not stop the function, as in AWS: the rest of the answer is read and thrown away.
 *
 * Rejects when the port cannot be had.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  installLambdaRuntime();
  const throttle =
    options.throttle === null ? null : createThrottle({ ...options.throttle, now: () => performance.now() });
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing, options, throttle));
  // Longer than clients keep an idle connection, so that no client writes to one that was just closed.
  server.keepAliveTimeout = 65_000;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/${STAGE}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: GatewayOptions,
  throttle: Throttle | null,
): Promise<void> {
  const startedAt = performance.now();
  const ids = newIds();
  outgoing.on('error', () => undefined);
  outgoing.once('close', () => {
    const { path } = splitTarget(incoming.url ?? '/');
    const status = outgoing.headersSent ? String(outgoing.statusCode) : '-';
    const cut = outgoing.writableFinished ? '' : ' (not delivered in full)';
    const elapsed = Math.round(performance.now() - startedAt);
    options.log(`${incoming.method ?? ''} ${path} ${status} ${elapsed} ms${cut}`);
  });
  try {
    const body = await readBody(incoming);
    if (body === 'too long') {
      sendTooLong(outgoing);
      return;
    }
    const request = wireRequest(incoming, body);
    const failure = routeFailure(request) ?? admit(request, options, throttle);
    if (failure !== undefined) {
      sendFailure(outgoing, failure, ids);
      return;
    }
    await integrate(request, incoming, outgoing, options, ids);
  } catch {
    // The function failed, or the client went away while it was being read. What was written still goes out; without
    // the last chunk the client can tell that it is not all.
    if (outgoing.headersSent || incoming.socket.destroyed) incoming.socket.destroySoon();
    else sendFailure(outgoing, FAILURES.functionFailed, ids);
  }
}

/** API Gateway takes requests up to this size. */
const MAX_BODY = 10 * 1024 * 1024;

async function readBody(incoming: IncomingMessage): Promise<Buffer | 'too long'> {
  const chunks: Buffer[] = [];
  let length = 0;
  // A request without an encoding yields buffers. What is too long is read to its end all the same, or the client, still
  // sending, would meet a closed connection instead of the answer.
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length > MAX_BODY ? 'too long' : Buffer.concat(chunks);
}

function wireRequest(incoming: IncomingMessage, body: Uint8Array): WireRequest {
  const { rawHeaders } = incoming;
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', fromBytes(rawHeaders[i + 1])]);
  return { method: incoming.method ?? 'GET', target: fromBytes(incoming.url ?? '/'), headers, body };
}

// Node gives the request line and the headers one character for each byte.
function fromBytes(text: string | undefined): string {
  return Buffer.from(text ?? '', 'latin1').toString('utf8');
}

/** What `ANY` stands for in a REST API. */
const METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

function routeFailure(request: WireRequest): GatewayFailure | undefined {
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  if (!LOOPBACK.test(host)) return FAILURES.unknownHost;
  const { path } = splitTarget(request.target);
  if (path !== `/${STAGE}` && !path.startsWith(`/${STAGE}/`)) return FAILURES.unknownStage;
  return METHODS.has(request.method) ? undefined : FAILURES.unknownResource;
}

function admit(request: WireRequest, options: GatewayOptions, throttle: Throttle | null): GatewayFailure | undefined {
  return judge(request, options) ?? (throttle?.admit() === false ? FAILURES.throttled : undefined);
}

function judge(request: WireRequest, options: GatewayOptions): GatewayFailure | undefined {
  if (isOpen(request, options)) return undefined;
  const now = options.now?.() ?? new Date();
  return verifySignature(request, { key: options.key, region: options.region, service: 'execute-api', now });
}

function isOpen(request: WireRequest, { openPreflight = false }: GatewayOptions): boolean {
  return openPreflight && request.method === 'OPTIONS';
}

/** A function's event may have this many bytes of JSON; a request that makes more of it is refused. */
const MAX_EVENT = 6 * 1024 * 1024;

async function integrate(
  request: WireRequest,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: GatewayOptions,
  ids: Ids,
): Promise<void> {
  const event = proxyEvent(request, {
    ...ids,
    stage: STAGE,
    accessKeyId: isOpen(request, options) ? null : options.key.accessKeyId,
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    port: incoming.socket.localPort ?? 0,
    receivedAt: new Date(),
  });
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT) {
    sendFailure(outgoing, FAILURES.eventTooLong, ids);
    return;
  }
  const invocation = invoke(options.handler, event, randomUUID());
  try {
    const { head, body } = await readIntegrationResponse(invocation);
    sendHead(outgoing, head, ids);
    for await (const chunk of body) {
      // Keep reading after the client disconnects: leaving this loop would break the function's stream.
      if (outgoing.destroyed) continue;
      if (!outgoing.write(chunk)) await writable(outgoing);
    }
    outgoing.end();
  } finally {
    // Nothing is left to read, or it can't be read: the function must not wait for a reader forever.
    invocation.wire.destroy();
  }
}

/** Resolves when more can be written, or when it no longer matters. */
function writable(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
  });
}

/** A function may not set these itself; its values arrive as `x-amzn-Remapped-...`. */
const REMAPPED = new Set(['connection', 'content-length', 'date', 'server']);

function sendHead(outgoing: ServerResponse, head: IntegrationHead, ids: Ids): void {
  setIds(outgoing, ids);
  outgoing.setHeader('X-Amzn-Trace-Id', ids.traceId);
  outgoing.setHeader('Content-Type', 'application/json');
  const values = new Map<string, string[]>();
  for (const [name, value] of head.headers) {
    const lower = name.toLowerCase();
    if (lower === 'transfer-encoding') continue;
    const sent = REMAPPED.has(lower) ? `x-amzn-Remapped-${name}` : name;
    values.set(sent, [...(values.get(sent) ?? []), value]);
  }
  for (const [name, list] of values) outgoing.setHeader(name, list.length === 1 ? (list[0] ?? '') : list);
  outgoing.writeHead(head.statusCode);
  outgoing.flushHeaders();
}

function sendFailure(outgoing: ServerResponse, failure: GatewayFailure, ids: Ids): void {
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
  setIds(outgoing, ids);
  outgoing.setHeader('x-amzn-ErrorType', failure.type);
  outgoing.setHeader('Content-Type', 'application/json');
  const body = Buffer.from(JSON.stringify({ message: failure.message }));
  outgoing.writeHead(failure.status, { 'Content-Length': body.length });
  outgoing.end(body);
}

// API Gateway's front end refuses such a request before it is anybody's, in plain text and without ids.
function sendTooLong(outgoing: ServerResponse): void {
  const body = `HTTP content length exceeded ${MAX_BODY} bytes.`;
  outgoing.writeHead(413, {
    'Content-Type': 'text; charset=utf-8',
    'Content-Length': body.length,
  });
  outgoing.end(body);
}

type Ids = ReturnType<typeof newIds>;

function newIds() {
  return {
    requestId: randomUUID(),
    extendedRequestId: `${randomBytes(11).toString('base64').slice(0, 15)}=`,
    traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`,
  };
}

function setIds(outgoing: ServerResponse, ids: Ids): void {
  outgoing.setHeader('x-amzn-RequestId', ids.requestId);
  outgoing.setHeader('x-amz-apigw-id', ids.extendedRequestId);
}
