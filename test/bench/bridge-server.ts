// The server behind the bridge in its benchmark; prints its port. `arguments` of a call say how it is answered:
// after `ms`, or with a broken connection (`fault`: `reset` before an answer, `cut` in the middle of one).
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Request {
  readonly id?: unknown;
  readonly method: string;
  readonly params?: { readonly arguments?: { readonly ms?: number; readonly fault?: string } };
}

const server = createServer((incoming, outgoing) => {
  void text(incoming).then((body) => {
    // The bench sends just this.
    answer(JSON.parse(body) as Request, outgoing);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  // A listening TCP server has this kind of address.
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit());

function answer({ id, method, params }: Request, outgoing: ServerResponse): void {
  if (id === undefined) {
    outgoing.writeHead(202).end();
    return;
  }
  const { ms = 0, fault } = params?.arguments ?? {};
  if (fault === 'reset') {
    outgoing.destroy();
    return;
  }
  const json = JSON.stringify({ jsonrpc: '2.0', id, result: resultOf(method) });
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) });
  if (fault === 'cut') {
    outgoing.write(json.slice(0, 20), () => outgoing.destroy());
  } else if (ms > 0) setTimeout(() => outgoing.end(json), ms);
  else outgoing.end(json);
}

function resultOf(method: string): unknown {
  switch (method) {
    case 'initialize':
      return {
        protocolVersion: '2025-11-25',
        capabilities: { tools: { listChanged: true } },
        serverInfo: { name: 'bench', version: '1.0.0' },
      };
    case 'tools/list':
      return { tools: [{ name: 'wait', inputSchema: { type: 'object' } }] };
    default:
      return { content: [{ type: 'text', text: 'done' }] };
  }
}
