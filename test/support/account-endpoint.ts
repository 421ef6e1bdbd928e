import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { requestListener } from './request-listener.ts';

/** What an account answers, by `GET /path` or by the operation's name. */
export type AccountAnswer =
  | { readonly json: object }
  /** The result's inner XML, for the query protocol. */
  | { readonly xml: string }
  | { readonly status: number; readonly code: string; readonly message: string };

export interface AccountEndpoint {
  readonly url: string;
  readonly calls: readonly string[];
  /** The forms that were sent in the query protocol, field by field. */
  readonly forms: readonly Readonly<Record<string, string>>[];
  /** Minutes by which the `Date` of answers is ahead. */
  minutesAhead: number;
  readonly answers: Map<string, AccountAnswer>;
  close(): Promise<void>;
}

/** Services that only have to answer: their wire formats (REST, JSON, query) on one port of this machine. */
export async function startAccountEndpoint(): Promise<AccountEndpoint> {
  const calls: string[] = [];
  const forms: Readonly<Record<string, string>>[] = [];
  const answers = new Map<string, AccountAnswer>();
  const server = createServer(
    requestListener(async (request, response) => {
      const body = await text(request);
      const target = request.headers['x-amz-target'];
      const action = new URLSearchParams(body).get('Action');
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const called =
        typeof target === 'string'
          ? (target.split('.').at(-1) ?? '')
          : (action ?? `${request.method ?? ''} ${decodeURIComponent(pathname)}`);
      calls.push(called);
      if (action !== null) forms.push(Object.fromEntries(new URLSearchParams(body)));
      const answer = answers.get(called) ?? { status: 400, code: 'UnknownOperationException', message: called };
      response.setHeader('date', new Date(Date.now() + endpoint.minutesAhead * 60_000).toUTCString());
      response.setHeader('connection', 'close');
      if ('json' in answer) {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer.json));
      } else if ('xml' in answer) {
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(`<${called}Response><${called}Result>${answer.xml}</${called}Result></${called}Response>`);
      } else if (action !== null) {
        response
          .writeHead(answer.status, { 'content-type': 'text/xml' })
          .end(
            `<ErrorResponse><Error><Type>Sender</Type><Code>${answer.code}</Code><Message>${answer.message}</Message></Error></ErrorResponse>`,
          );
      } else {
        response
          .writeHead(answer.status, { 'content-type': 'application/json', 'x-amzn-errortype': answer.code })
          .end(JSON.stringify({ __type: answer.code, message: answer.message }));
      }
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint: AccountEndpoint = {
    url,
    calls,
    forms,
    answers,
    minutesAhead: 0,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return endpoint;
}
