import { VERSION } from '#core/contract/version.ts';
import { CaseInsightsError } from '#core/errors.ts';
import { readEvents } from '../event-stream.ts';
import {
  explainAnswer,
  explainFailure,
  explainMissingAnswer,
  mediaType,
  type Caller,
  type Unanswered,
} from '../explain.ts';
import { readGatewayRefusal } from '../gateway-refusal.ts';
import { readText, type HttpResponse, type Send } from '../http.ts';
import { isObject, type JsonObject } from '../message.ts';
import type { Finding } from './report.ts';

/** What came back for the first signed request. */
export type Opening =
  | { readonly kind: 'answered'; readonly result: JsonObject; readonly session: string | undefined }
  | { readonly kind: 'refused'; readonly answer: Unanswered }
  | { readonly kind: 'other'; readonly failure: CaseInsightsError };

/** A call may start a cold function, scan a table and ask a model. */
const PATIENCE_MS = 120_000;
const PROTOCOL = '2025-11-25';

/** Opens a conversation, as a host does. Rejects if no answer comes. */
export async function open(send: Send, caller: Caller): Promise<Opening> {
  const params = {
    protocolVersion: PROTOCOL,
    capabilities: {},
    clientInfo: { name: 'case-insights-doctor', version: VERSION },
  };
  try {
    const response = await post(send, caller, 'initialize', params, {});
    if (response.status === 403) {
      const answer = { status: 403, headers: response.headers, body: await readText(response.body) };
      return { kind: 'refused', answer };
    }
    const result = await resultOf(response, caller);
    return { kind: 'answered', result, session: response.headers['mcp-session-id'] };
  } catch (thrown) {
    const failure = explainFailure(thrown, caller);
    return { kind: 'other', failure };
  }
}

/** Whether AWS found the signature to be right. */
export function checkSignature(opening: Opening, caller: Caller): Finding {
  switch (opening.kind) {
    case 'answered':
      return { detail: `AWS Signature Version 4 for execute-api in ${caller.region ?? 'its region'} was accepted.` };
    case 'other':
      return { state: 'skipped', detail: 'Unknown: the response did not come from the API.' };
    case 'refused':
      if (isAboutPermission(opening.answer)) return { detail: 'The signature was accepted.' };
      throw explainAnswer(opening.answer, caller);
  }
}

/** Whether the signer may call the API. */
export function checkPermission(opening: Opening, caller: Caller): Finding {
  switch (opening.kind) {
    case 'answered':
      return { detail: 'This identity may call the API.' };
    case 'other':
      return { state: 'skipped', detail: 'Unknown: the response did not come from the API.' };
    case 'refused':
      throw explainAnswer(opening.answer, caller);
  }
}

/** Which server answers, and whether it is as new as this bridge. */
export function checkServer(opening: Opening): Finding {
  if (opening.kind === 'other') throw opening.failure;
  const info = opening.kind === 'answered' ? opening.result['serverInfo'] : undefined;
  const { name, version } = isObject(info) ? info : {};
  if (typeof name !== 'string' || typeof version !== 'string') {
    return {
      state: 'warned',
      detail: 'An MCP server answers but does not identify itself.',
      remedy: 'Check that the URL is the stack output MCPServerEndpoint.',
    };
  }
  const detail = `${name} ${version} answers; this bridge is ${VERSION}.`;
  if (!isOlder(version, VERSION)) return { detail };
  return { state: 'warned', detail, remedy: 'Update the deployment with "Deploy Case Insights MCP".' };
}

/** Calls a tool and resolves with its structured result; rejects with the tool's own failure. */
export async function callTool(
  send: Send,
  caller: Caller,
  opening: Opening,
  name: string,
  args: JsonObject,
): Promise<JsonObject> {
  const session = opening.kind === 'answered' ? opening.session : undefined;
  const headers = { 'mcp-protocol-version': PROTOCOL, ...(session !== undefined && { 'mcp-session-id': session }) };
  try {
    const result = await resultOf(await post(send, caller, 'tools/call', { name, arguments: args }, headers), caller);
    const structured = isObject(result['structuredContent']) ? result['structuredContent'] : {};
    if (result['isError'] !== true) return structured;
    throw toolFailure(name, structured['error']);
  } catch (thrown) {
    throw explainFailure(thrown, caller);
  }
}

function post(
  send: Send,
  { url }: Caller,
  method: string,
  params: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<HttpResponse> {
  return send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** The result of the only request in the POST, whichever way it is answered. */
async function resultOf(response: HttpResponse, caller: Caller): Promise<JsonObject> {
  const { status, headers } = response;
  if (mediaType(headers) === 'text/event-stream') {
    for await (const { data } of readEvents(response.body)) {
      const result = resultIn(data);
      if (result !== undefined) return result;
    }
    throw explainMissingAnswer(caller);
  }
  const body = await readText(response.body);
  const result = resultIn(body);
  if (result !== undefined) return result;
  throw explainAnswer({ status, headers, body }, caller);
}

function resultIn(text: string): JsonObject | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(message)) return undefined;
  const { error, result } = message;
  if (isObject(error)) {
    const code = typeof error['code'] === 'number' ? ` (JSON-RPC ${error['code']})` : '';
    throw new CaseInsightsError(
      'INTERNAL',
      `The server refused the request${code}.`,
      'Check that the URL is that of a Case Insights MCP server, and update the deployment.',
    );
  }
  return isObject(result) ? result : undefined;
}

/** A server of this product describes the failure and the remedy. For any other server, only the failure is known. */
function toolFailure(name: string, error: unknown): CaseInsightsError {
  const { message, remedy } = isObject(error) ? error : {};
  if (typeof message === 'string' && typeof remedy === 'string') {
    return new CaseInsightsError('INTERNAL', message, remedy);
  }
  return new CaseInsightsError(
    'INTERNAL',
    `The tool ${name} failed.`,
    "Read the function's log group /aws/lambda/MCP-CaseInsights-{id}, or update the deployment.",
  );
}

function isAboutPermission({ headers, body }: Unanswered): boolean {
  const refusal = readGatewayRefusal(headers, body);
  return refusal === 'not-authorized' || refusal === 'forbidden' || refusal === undefined;
}

function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => text.split('.').map(Number);
  const [left, right] = [numbers(version), numbers(than)];
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
