import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { callIdOf } from '../cancellation.ts';
import { MAX_BODY_BYTES } from '../read-body.ts';
import type { ServerPorts } from '../server-ports.ts';
import { createMcpServer } from './mcp-server.ts';

/**
 * MCP over HTTP without sessions, for both eras, and for clients that only post JSON, as the guide's own client and a
 * bare curl do: `tools/list` without `initialize`, no word of event streams, one JSON answer.
 */
export function createMcpOverHttp(ports: ServerPorts): (request: Request) => Promise<Response> {
  const limits = { maxRequestBodySize: MAX_BODY_BYTES };
  const handler = createMcpHandler(({ requestInfo }) => createMcpServer(ports, callIdOf(requestInfo)), limits);
  return async (request) => {
    if (request.method !== 'POST' || accepts(request, 'text/event-stream')) return handler.fetch(request);
    const polite = withExpectedHeaders(request);
    return (await isLegacyRequest(polite, undefined, limits)) ? answerInJson(polite, ports) : handler.fetch(polite);
  };
}

function accepts(request: Request, type: string): boolean {
  return (request.headers.get('accept') ?? '').toLowerCase().includes(type);
}

/** The SDK insists on headers that plain clients don't send: curl says that JSON is a form, and that any answer will do. */
function withExpectedHeaders(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('accept', 'application/json, text/event-stream');
  headers.set('content-type', 'application/json');
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
