import { isModern } from './conversation.ts';
import { isObject, resultAnswer, type JsonObject, type RequestMessage } from './message.ts';

export const AWAIT_RESULT = 'await_result';

const TOOL = {
  name: AWAIT_RESULT,
  title: 'Wait for a running call',
  description:
    'Waits for a call that was still running when its time was up, and returns its result. Takes the handle that the call returned. If the call is still running, it says so again: call once more. Use it instead of repeating the original call.',
  inputSchema: {
    type: 'object',
    properties: {
      handle: { type: 'string', description: 'The handle that the running call returned' },
      cancel: { type: 'boolean', description: 'True cancels the call instead of waiting for it', default: false },
    },
    required: ['handle'],
    additionalProperties: false,
  },
  annotations: {
    title: 'Wait for a running call',
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
} as const;

/**
 * The first page of `tools/list` with `await_result` in it. No tool keeps its output schema: any of them may answer that
 * it is still running, and `await_result` answers for all.
 */
export function listAwaitResult(result: JsonObject): JsonObject {
  const listed: unknown = result['tools'];
  if (!Array.isArray(listed)) return result;
  const tools: readonly unknown[] = listed;
  const bare = tools.map((tool) => {
    if (!isObject(tool)) return tool;
    const { outputSchema: _, ...rest } = tool;
    return rest;
  });
  return { ...result, tools: [...bare, TOOL] };
}

/** What is known of a call that is still running. */
export interface CallStatus {
  readonly handle: string;
  readonly elapsedMs: number;
  /** The last that the server said about it. */
  readonly progress: string | undefined;
}

/** An ordinary tool result that describes a call which is still running. */
export function runningAnswer(request: RequestMessage, { handle, elapsedMs, progress }: CallStatus): string {
  const seconds = Math.round(elapsedMs / 1_000);
  const said = progress === undefined ? '' : ` The server says: ${progress}`;
  const text = `The call is still running after ${seconds} s, and continues.${said}\nCall ${AWAIT_RESULT} with handle "${handle}" for its result; don't repeat the call itself.`;
  return toolAnswer(request, {
    content: [{ type: 'text', text }],
    structuredContent: {
      status: 'running',
      handle,
      elapsed_seconds: seconds,
      ...(progress !== undefined && { progress }),
    },
  });
}

export function cancelledAnswer(request: RequestMessage, handle: string): string {
  return toolAnswer(request, {
    content: [{ type: 'text', text: `The call with handle "${handle}" was cancelled.` }],
    structuredContent: { status: 'cancelled', handle },
  });
}

export function unknownHandleAnswer(request: RequestMessage, handle: unknown): string {
  const message =
    typeof handle === 'string' && handle !== ''
      ? `No call has the handle ${JSON.stringify(handle.slice(0, 100))}; results are kept for 30 minutes.`
      : '`handle` must be the handle that a running call returned.';
  const remedy = 'Call the original tool again.';
  return toolAnswer(request, {
    content: [{ type: 'text', text: `${message} ${remedy}` }],
    structuredContent: { error: { code: 'INVALID_INPUT', message, remedy } },
    isError: true,
  });
}

function toolAnswer(request: RequestMessage, result: JsonObject): string {
  // Since 2026-07-28 every result has a `resultType`.
  return resultAnswer(request, isModern(request) ? { ...result, resultType: 'complete' } : result);
}
