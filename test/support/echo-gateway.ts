import { createHandler } from '../../server-lambda/handler.ts';
import { startGateway, type Gateway } from '../../server-lambda/local/gateway/gateway.ts';

export const ECHO_KEY = {
  accessKeyId: 'AKIAQ3EXAMPLE3TRANSP',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};

/** What the server behind the gateway saw of a request. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request with what arrived of it. */
export async function echo(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const seen: Seen = {
    method: request.method,
    path: url.pathname,
    query: [...url.searchParams] as [string, string][],
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
  return Response.json(seen);
}

/** A local gateway in this process before a server that echoes, for requests signed with ECHO_KEY in us-east-1. */
export function startEchoGateway(): Promise<Gateway> {
  return startGateway({
    handler: createHandler({ fetch: echo }, { onFailure: () => undefined }),
    key: ECHO_KEY,
    region: 'us-east-1',
    port: 0,
    throttle: null,
    log: () => undefined,
  });
}

/** How a request to the echo went; `seen` is undefined if the gateway refused. */
export interface Outcome {
  readonly status: number;
  readonly seen?: { readonly path: string; readonly query: Seen['query']; readonly note: string | null };
}

/** From the status and body of an answer. The note is the header `x-note`. */
export function readOutcome(status: number, body: string): Outcome {
  if (status !== 200) return { status };
  // The echo writes exactly this.
  const { path, query, headers } = JSON.parse(body) as Seen;
  return { status, seen: { path, query, note: headers['x-note'] ?? null } };
}
