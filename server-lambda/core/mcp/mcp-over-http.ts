import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import type { ServerPorts } from '../server-ports.ts';
import { createMcpServer } from './mcp-server.ts';

/** API Gateway lets at most 10 MB through; no call of ours needs more than a tenth of that. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * MCP over HTTP without sessions, for both eras and for clients that only post JSON-RPC, as the guide's own does:
 * `tools/list` without `initialize`, `Accept: *` + `/*`, one JSON answer.
 */
export function createMcpOverHttp(ports: ServerPorts): (request: Request) => Promise<Response> {
  const handler = createMcpHandler(() => createMcpServer(ports), { maxRequestBodySize: MAX_BODY_BYTES });
  return async (request) => {
    const plain = request.method === 'POST' && !accepts(request, 'text/event-stream');
    if (plain && (await isLegacyRequest(request, { maxRequestBodySize: MAX_BODY_BYTES }))) {
      return answerPlainly(request, ports);
    }
    return handler.fetch(request);
  };
}

/** One JSON answer to one post. The transport insists on a header that plain clients don't send, so it gets it here. */
async function answerPlainly(request: Request, ports: ServerPorts): Promise<Response> {
  const server = createMcpServer(ports);
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
    maxRequestBodySize: MAX_BODY_BYTES,
  });
  await server.connect(transport);
  try {
    const headers = new Headers(request.headers);
    headers.set('accept', 'application/json, text/event-stream');
    if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    return await transport.handleRequest(new Request(request, { headers }));
  } finally {
    await server.close();
  }
}

function accepts(request: Request, type: string): boolean {
  return (request.headers.get('accept') ?? '').toLowerCase().includes(type);
}
