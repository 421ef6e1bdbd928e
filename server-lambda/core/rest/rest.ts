import { callIdOf } from '../cancellation.ts';
import { modelUsed } from '../contract/author.ts';
import { SERVER_NAME, VERSION } from '../contract/version.ts';
import { CaseInsightsError, type ErrorCode } from '../errors.ts';
import { percentDecoded } from '../percent-decoded.ts';
import { MAX_BODY_BYTES, readBody } from '../read-body.ts';
import type { ServerPorts } from '../server-ports.ts';
import { serveTool } from '../serve-tool.ts';
import { toolsFor } from '../tools/catalogue.ts';
import { describeTool } from '../tools/json-schema.ts';

/**
 * The REST face over the same tools: `GET /` (who this is, and that it is up), `GET /tools`, `POST /tools/{name}` with
 * the arguments as JSON body. A tool's result comes unwrapped; a failure as `{"error": {code, message, remedy}}`.
 */
export function createRest(ports: ServerPorts): (request: Request) => Promise<Response> {
  return async (request) => {
    const path = new URL(request.url).pathname.replace(/\/+$/, '') || '/';
    const tool = /^\/tools\/([^/]+)$/.exec(path)?.[1];
    if (tool !== undefined) return request.method === 'POST' ? postTool(ports, tool, request) : notAllowed('POST');
    if (path === '/tools')
      return readable(request) ? Response.json({ tools: toolsFor(ports).map(describeTool) }) : notAllowed('GET');
    if (path === '/') return readable(request) ? Response.json(describeServer(ports)) : notAllowed('GET');
    return failed(404, notFound(path));
  };
}

function readable(request: Request): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

async function postTool(ports: ServerPorts, name: string, request: Request): Promise<Response> {
  const body = await readBody(request);
  if (body === undefined) return failed(413, bodyTooLong());
  let given: unknown;
  try {
    given = body.trim() === '' ? {} : JSON.parse(body);
  } catch {
    const error = new CaseInsightsError(
      'INVALID_INPUT',
      'The body is not JSON.',
      'Send the tool\'s arguments as one JSON object, such as {"days_back": 30}.',
    );
    return failed(400, error);
  }
  const outcome = await serveTool(ports, percentDecoded(name), given, {
    callId: callIdOf(request),
    signal: request.signal,
    progress: () => undefined,
  });
  return outcome.ok ? Response.json(outcome.result) : failed(STATUS[outcome.error.code], outcome.error);
}

/** What each kind of failure is in HTTP: the caller's (4xx) or a service's behind us (5xx). */
const STATUS: Readonly<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNKNOWN_TOOL: 404,
  QUERY_REFUSED: 400,
  TABLE_NOT_ALLOWED: 400,
  QUERY_FAILED: 400,
  CANCELLED: 400,
  QUERY_TIMED_OUT: 504,
  NO_CREDENTIALS: 502,
  CREDENTIALS_EXPIRED: 502,
  NOT_AUTHORIZED: 502,
  MODEL_UNAVAILABLE: 502,
  MODEL_FAILED: 502,
  THROTTLED: 429,
  UNREACHABLE: 502,
  INTERNAL: 502,
};

function describeServer(ports: ServerPorts) {
  return {
    name: SERVER_NAME,
    title: ports.title ?? 'AWS Support Case Insights',
    version: VERSION,
    status: 'healthy',
    ...(ports.notice !== undefined && { notice: ports.notice }),
    model: modelUsed(ports.analyst.author),
    tools: toolsFor(ports).map((tool) => tool.name),
    endpoints: { mcp: 'POST /mcp', tools: 'GET /tools', call: 'POST /tools/{tool_name}' },
  };
}

function bodyTooLong(): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `The body is longer than ${MAX_BODY_BYTES} bytes, the limit of a request.`,
    'Send less: a shorter query, or part of the data.',
  );
}

function notFound(path: string): CaseInsightsError {
  return new CaseInsightsError(
    'INVALID_INPUT',
    `There is nothing at ${path.slice(0, 200)}.`,
    'Use GET /, GET /tools, POST /tools/{tool_name} or POST /mcp.',
  );
}

function notAllowed(method: string): Response {
  const error = new CaseInsightsError(
    'INVALID_INPUT',
    `This path accepts only ${method}.`,
    `Send the request as ${method}.`,
  );
  const response = failed(405, error);
  response.headers.set('allow', method);
  return response;
}

function failed(status: number, error: CaseInsightsError): Response {
  return Response.json({ error: error.toJSON() }, { status });
}
