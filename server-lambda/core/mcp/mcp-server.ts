import {
  CLIENT_CAPABILITIES_META_KEY,
  McpServer,
  type CallToolResult,
  type ServerContext,
  type Tool as McpTool,
} from '@modelcontextprotocol/server';
import { SERVER_NAME, VERSION } from '../contract/version.ts';
import type { CaseInsightsError } from '../errors.ts';
import { CATALOGUE, toolsFor } from '../tools/catalogue.ts';
import { describeTool } from '../tools/json-schema.ts';
import { mayWriteSql, type Tool } from '../tools/tool.ts';
import type { ServerPorts } from '../server-ports.ts';
import { serveTool, watched } from '../serve-tool.ts';
import { complete } from './completions.ts';
import { failedRequest } from './failed-request.ts';
import { drawnInApp, showsApps, UI_CAPABILITY, UI_EXTENSION } from './figures-app.ts';
import { INSTRUCTIONS, INSTRUCTIONS_WITHOUT_SQL } from './instructions.ts';
import { reportProgress } from './progress.ts';
import { getPrompt, PROMPTS } from './prompts.ts';
import { readResource, RESOURCE_TEMPLATES, RESOURCES } from './resources.ts';

/** How long a client may keep a list: it changes with the version of the server only. */
const LIST_CACHE = { ttlMs: 3_600_000, cacheScope: 'private' } as const;

/**
 * A new MCP server over the catalogue, for one request or one connection; it serves both protocol eras. The tools are
 * handled below the SDK's own registry, because its messages for bad input name neither the field nor what is allowed.
 * `callId` is what the caller of the one request gave it, to cancel it by.
 */
export function createMcpServer(ports: ServerPorts, callId?: string): McpServer {
  const sql = mayWriteSql(ports);
  const instructions = sql ? INSTRUCTIONS : INSTRUCTIONS_WITHOUT_SQL;
  const mcp = new McpServer(
    { name: SERVER_NAME, title: ports.title ?? 'AWS Support Case Insights', version: VERSION },
    {
      // Lists change with the version only, which no connection outlives.
      capabilities: {
        tools: { listChanged: false },
        prompts: { listChanged: false },
        resources: { listChanged: false },
        completions: {},
        extensions: { [UI_EXTENSION]: UI_CAPABILITY },
      },
      instructions: ports.notice === undefined ? instructions : `${ports.notice}\n${instructions}`,
      cacheHints: {
        'tools/list': LIST_CACHE,
        'prompts/list': LIST_CACHE,
        'resources/list': LIST_CACHE,
        'resources/templates/list': LIST_CACHE,
      },
    },
  );
  mcp.server.setRequestHandler('tools/list', (_, context) => ({
    tools: (showsApps(capabilitiesOf(mcp, context)) ? listedTools().withApp : listedTools().plain).filter(({ name }) =>
      toolsFor(ports).some((tool) => tool.name === name),
    ),
  }));
  mcp.server.setRequestHandler('tools/call', async (request, { mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    const reporter =
      progressToken === undefined
        ? undefined
        : reportProgress((notice) => {
            const params = { progressToken, ...notice };
            // A progress message that can't be sent must not end the call it speaks of.
            mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined);
          }, ports);
    const outcome = await serveTool(ports, request.params.name, request.params.arguments, {
      callId,
      signal: mcpReq.signal,
      progress: (report) => reporter?.report(report),
    }).finally(() => reporter?.stop());
    return outcome.ok ? answer(outcome.result) : failure(outcome.error);
  });
  mcp.server.setRequestHandler('prompts/list', () => ({ prompts: [...PROMPTS] }));
  mcp.server.setRequestHandler('prompts/get', ({ params }) => getPrompt(params.name, params.arguments));
  mcp.server.setRequestHandler('resources/list', () => ({ resources: [...RESOURCES] }));
  mcp.server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [...RESOURCE_TEMPLATES] }));
  mcp.server.setRequestHandler('resources/read', ({ params }, { mcpReq }) =>
    readResource(ports, params.uri, { callId, signal: mcpReq.signal }),
  );
  mcp.server.setRequestHandler('completion/complete', async ({ params: { argument, context } }, { mcpReq }) => {
    const { signal, unwatch } = watched(ports, { callId, signal: mcpReq.signal });
    const account = context?.arguments?.['account_number'];
    try {
      return { completion: { ...(await complete(ports, argument.name, argument.value, account, signal)) } };
    } catch (thrown) {
      throw failedRequest(thrown);
    } finally {
      unwatch();
    }
  });
  return mcp;
}

interface ListedTools {
  readonly plain: readonly McpTool[];
  readonly withApp: readonly McpTool[];
}

let listed: ListedTools | undefined;

/** The tools as a list shows them. Made by the first list, not by every cold start: their schemas take a while. */
function listedTools(): ListedTools {
  if (listed === undefined) {
    const plain = CATALOGUE.map(listedTool);
    listed = { plain, withApp: plain.map(drawnInApp) };
  }
  return listed;
}

function listedTool(tool: Tool): McpTool {
  return {
    ...describeTool(tool),
    annotations: {
      title: tool.title,
      readOnlyHint: true,
      destructiveHint: false,
      openWorldHint: tool.openWorld ?? false,
    },
  };
}

/** What the client says that it can do: undefined where it can't be known, as before 2026-07-28 without sessions. */
function capabilitiesOf(mcp: McpServer, { mcpReq }: ServerContext): unknown {
  // Since 2026-07-28 each request says it; before, only `initialize` did, which the SDK remembers here.
  const envelope: Readonly<Record<string, unknown>> | undefined = mcpReq.envelope;
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return envelope?.[CLIENT_CAPABILITIES_META_KEY] ?? mcp.server.getClientCapabilities();
}

function answer(result: Readonly<Record<string, unknown>>): CallToolResult {
  return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: { ...result } };
}

function failure(error: CaseInsightsError): CallToolResult {
  return {
    content: [{ type: 'text', text: `${error.message} ${error.remedy}` }],
    structuredContent: { error: error.toJSON() },
    isError: true,
  };
}
