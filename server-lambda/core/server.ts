import type { McpServer } from '@modelcontextprotocol/server';
import { callIdOf, isCancellation } from './cancellation.ts';
import { createMcpOverHttp } from './mcp/mcp-over-http.ts';
import { createMcpServer } from './mcp/mcp-server.ts';
import { createRest } from './rest/rest.ts';
import type { ServerPorts } from './server-ports.ts';

export interface CaseInsightsServer {
  /**
   * Serves one HTTP request: MCP at `/mcp`, REST at every other path. Paths come without an API's stage. A request may
   * carry a call id (cancellation.ts), by which a posted `notifications/cancelled` cancels it.
   */
  fetch(request: Request): Promise<Response>;
  /** A fresh MCP server for one connection, such as stdio. */
  connect(): McpServer;
}

/** The whole server over the given ports; what runs it (a function, a process) only carries bytes. */
export function createCaseInsightsServer(ports: ServerPorts): CaseInsightsServer {
  const mcp = createMcpOverHttp(ports);
  const rest = createRest(ports);
  const { cancellations } = ports;
  return {
    async fetch(request) {
      const callId = callIdOf(request);
      if (cancellations !== undefined && callId !== undefined && (await isCancellation(request))) {
        await cancellations.cancel(callId);
        return new Response(null, { status: 202 });
      }
      return /^\/mcp\/?$/.test(new URL(request.url).pathname) ? mcp(request) : rest(request);
    },
    connect: () => createMcpServer(ports),
  };
}
