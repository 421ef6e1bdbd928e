import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { wirePath } from '../aws/wire-path.ts';

export interface HttpRequest {
  readonly method: 'POST';
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
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

/** No connection came about in time. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'ConnectTimeoutError';
}

const IDLE_MS = 330_000;
const CONNECT_MS = 15_000;
/** A connection that was dead when it was reused says so within a round trip; later the server may be at work already. */
const STALE_MS = 3_000;

/**
 * Sends over kept-alive connections, as many at once as there are requests. Redirects are not followed. Node's own
 * client rather than fetch: it starts faster, has no five-minute limit of its own, and tells whether a connection was
 * a reused one. Rejects with the network's error, IdleError, ConnectTimeoutError, or the signal's reason.
 */
export function pooledSend(secure: boolean): Send {
  const client = secure ? import('node:https') : import('node:http');
  const pool = client.then(({ Agent }) => new Agent({ keepAlive: true, scheduling: 'lifo' }));

  return async (request) => {
    const [{ request: open }, agent] = await Promise.all([client, pool]);
    const { url, method } = request;
    const body = Buffer.from(request.body, 'utf8');
    const options: RequestOptions = {
      agent,
      method,
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: wirePath(url),
      headers: { ...request.headers, 'content-length': String(body.length) },
    };
    for (;;) {
      request.signal.throwIfAborted();
      const outcome = await attempt(open(options), body, request.signal);
      if (outcome !== 'stale') return outcome;
    }
  };
}

/**
 * `stale`: the server had closed a kept connection just as it was taken out of the pool, so it never saw the request,
 * and sending it again is safe. Each such attempt uses up one pooled connection.
 */
function attempt(request: ClientRequest, body: Buffer, signal: AbortSignal): Promise<HttpResponse | 'stale'> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const abort = () => request.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', abort, { once: true });
    request.once('close', () => {
      signal.removeEventListener('abort', abort);
    });
    request.setTimeout(IDLE_MS, () => request.destroy(new IdleError()));
    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => request.destroy(new ConnectTimeoutError()), CONNECT_MS);
      const connected = 'encrypted' in socket ? 'secureConnect' : 'connect';
      for (const event of [connected, 'close']) {
        socket.once(event, () => {
          clearTimeout(timer);
        });
      }
    });
    request.once('response', (response) => {
      resolve({ status: response.statusCode ?? 0, headers: plainHeaders(response), body: response });
    });
    // Stays on after the answer's head: an error that nobody listens to would end the program.
    request.on('error', (error: NodeJS.ErrnoException) => {
      const lost = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const atOnce = performance.now() - startedAt < STALE_MS;
      if (lost && atOnce && request.reusedSocket && !signal.aborted) resolve('stale');
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

/** The whole body as text. Rejects beyond `limit` bytes, which only guards the memory. */
export async function readText(body: AsyncIterable<Uint8Array>, limit: number = 64 * 1024 * 1024): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw new RangeError(`The answer is longer than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}
