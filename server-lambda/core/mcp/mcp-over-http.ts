import {
  createMcpHandler,
  isLegacyRequest,
  type McpRequestContext,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { callIdOf } from '../cancellation.ts';
import { MAX_BODY_BYTES } from '../read-body.ts';
import type { ServerPorts } from '../server-ports.ts';
import { keptAlive } from './kept-alive.ts';
import { createMcpServer } from './mcp-server.ts';

/**
 * MCP over HTTP without sessions, for both eras, and for clients that only post JSON, as the guide's own client and a
 * bare curl do: `tools/list` without `initialize`, no word of event streams, one JSON answer.
 */
export function createMcpOverHttp(ports: ServerPorts): (request: Request) => Promise<Response> {
  const limits = { maxRequestBodySize: MAX_BODY_BYTES };
  const createServer = ({ requestInfo }: McpRequestContext) => createMcpServer(ports, callIdOf(requestInfo));
  const handler = createMcpHandler(createServer, limits);
  // A call may take minutes: its answer begins at once, so that the connection is kept alive.
  const calls = createMcpHandler(createServer, { ...limits, responseMode: 'sse' });
  return async (request) => {
    if (request.method !== 'POST') return handler.fetch(request);
    const accept = (request.headers.get('accept') ?? '').toLowerCase();
    if (accept.includes('text/event-stream')) {
      const streams = request.headers.get('mcp-method') === 'tools/call' ? calls : handler;
      return streams.fetch(withHeaders(request, { accept }));
    }
    const polite = withHeaders(request, EXPECTED_HEADERS);
    const answer = (await isLegacyRequest(polite, undefined, limits))
      ? answerInJson(polite, ports)
      : handler.fetch(polite);
    return keptAlive(answer, ports.timer);
  };
}

/** The SDK insists on headers that plain clients don't send: curl says that JSON is a form, and that any answer will do. */
const EXPECTED_HEADERS = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };

function withHeaders(request: Request, changed: Readonly<Record<string, string>>): Request {
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(changed)) headers.set(name, value);
  return new Request(request, { headers });
}

/** One JSON answer to one post, whatever the tool reports on the way. */
async function answerInJson(request: Request, ports: ServerPorts): Promise<Response> {
  const server = createMcpServer(ports, callIdOf(request));
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
    maxRequestBodySize: MAX_BODY_BYTES,
  });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request);
  } finally {
    await server.close();
  }
}
