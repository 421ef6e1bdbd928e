import type { AgentOptions, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { wirePath } from '../aws/wire-path.ts';
import { proxyAgent, proxyFor } from '../aws/proxy.ts';

export interface HttpRequest {
  readonly method: 'POST' | 'GET' | 'DELETE';
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** True if running it twice would cost money. It is never sent again once it may have started. */
  readonly costs?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated ones joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it arrives; rejects if the connection breaks before the end. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Sends a request and resolves with the head of its answer. What signs or retries wraps one of these in another. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Nothing came over an open connection for longer than API Gateway itself lets a stream idle (5 minutes). */
export class IdleError extends Error {
  override readonly name = 'IdleError';
}

/** No connection was established in time. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'ConnectTimeoutError';
}

/** The connection was never established, so no byte of the request was sent. `code` is Node's. */
export class NotConnectedError extends Error {
  override readonly name = 'NotConnectedError';
  readonly code: string;
  /** The proxy's host, where there is one on the way. */
  readonly proxy: string | undefined;

  constructor(code: string, proxy: string | undefined, cause: Error) {
    super(code, { cause });
    this.code = code;
    this.proxy = proxy;
  }
}

/** Timeouts of a connection, in milliseconds. */
export interface Limits {
  readonly connectMs: number;
  readonly idleMs: number;
}

const LIMITS: Limits = { connectMs: 15_000, idleMs: 330_000 };
/**
 * A reused connection that was already dead fails within a round trip. After that, the server may have started working.
 */
const STALE_MS = 3_000;

/** A connection that was idle for longer is not reused, because the server may be closing it. */
const POOL: AgentOptions = { keepAlive: true, scheduling: 'lifo', timeout: 30_000 };

/**
 * Sends to one server over kept-alive connections, through a proxy where the environment names one, as many at once as
 * there are requests. Redirects are not followed. Node's own client rather than fetch: it starts faster, has no
 * five-minute limit of its own, and tells whether a connection was a reused one. Rejects with the network's error,
 * NotConnectedError, IdleError, ConnectTimeoutError, or the signal's reason.
 */
export function pooledSend(server: URL, limits: Limits = LIMITS): Send {
  const client = server.protocol === 'https:' ? import('node:https') : import('node:http');
  const route = Promise.all([client, proxyFor(server)]).then(async ([{ request: open, Agent }, proxy]) => ({
    open,
    agent: proxy === undefined ? new Agent(POOL) : await proxyAgent(proxy, POOL),
    proxy: proxy?.host,
  }));

  return async (request) => {
    const { open, agent, proxy } = await route;
    const { url, method } = request;
    const body = Buffer.from(request.body, 'utf8');
    const options: RequestOptions = {
      agent,
      // The proxy's agent finds its kept connections by it.
      protocol: url.protocol,
      method,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: wirePath(url),
      headers: { ...request.headers, ...(method === 'POST' && { 'content-length': String(body.length) }) },
    };
    for (;;) {
      request.signal.throwIfAborted();
      const outcome = await attempt(open(options), request, body, limits, proxy);
      if (outcome !== 'stale') return outcome;
    }
  };
}

/**
 * `stale`: the server had most likely closed a kept connection just as it was taken out of the pool, and never saw the
 * request. A request that costs is not sent again on suspicion. Each such attempt uses up one pooled connection.
 */
function attempt(
  request: ClientRequest,
  sent: HttpRequest,
  body: Buffer,
  limits: Limits,
  proxy: string | undefined,
): Promise<HttpResponse | 'stale'> {
  return new Promise((resolve, reject) => {
    const { signal } = sent;
    const startedAt = performance.now();
    let connected = false;
    const connecting = setTimeout(() => request.destroy(new ConnectTimeoutError()), limits.connectMs);
    const whenConnected = () => {
      connected = true;
      clearTimeout(connecting);
      request.setTimeout(limits.idleMs, () => request.destroy(new IdleError()));
    };
    const abort = () => request.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true });
    request.once('close', () => {
      clearTimeout(connecting);
      signal.removeEventListener('abort', abort);
    });
    request.once('socket', (socket) => {
      if (request.reusedSocket) whenConnected();
      else if ('encrypted' in socket) socket.once('secureConnect', whenConnected);
      else if (socket.connecting) socket.once('connect', whenConnected);
      else whenConnected();
    });
    request.once('response', (response) => {
      // A proxy that refuses the tunnel answers in the server's place.
      clearTimeout(connecting);
      resolve({ status: response.statusCode ?? 0, headers: plainHeaders(response), body: response });
    });
    // The listener stays after the head of the answer: an unhandled error event would end the program.
    request.on('error', (error: NodeJS.ErrnoException) => {
      const lost = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const atOnce = performance.now() - startedAt < STALE_MS;
      if (lost && atOnce && request.reusedSocket && !sent.costs && !signal.aborted) resolve('stale');
      else if (!connected && error.code !== undefined) reject(new NotConnectedError(error.code, proxy, error));
      else reject(error);
    });
    request.end(body);
  });
}

function plainHeaders(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** The body as text, cut off after about `limit` bytes to bound the memory. */
export async function readText(body: AsyncIterable<Uint8Array>, limit: number = 1024 * 1024): Promise<string> {
  return new TextDecoder().decode(await readBytes(body, limit));
}

/** Stops reading as soon as there are more than `limit` bytes, and resolves to what was read. */
export async function readBytes(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks, size);
}

/** A body that is already in memory. */
// eslint-disable-next-line @typescript-eslint/require-await -- a body is an async iterable
export async function* wholeBody(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text, 'utf8');
}
