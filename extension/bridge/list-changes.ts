import { isModern } from './conversation.ts';
import { isObject, type RequestMessage } from './message.ts';

type Result = Readonly<Record<string, unknown>>;

/** The result of `initialize` with what the bridge can do and the server can't: say that a list has changed. */
export function announceListChanges(request: RequestMessage, result: Result): Result {
  const { capabilities } = result;
  if (request.method !== 'initialize' || isModern(request) || !isObject(capabilities)) return result;
  const lists = ['tools', 'prompts', 'resources']
    .filter((name) => isObject(capabilities[name]))
    .map((name) => [name, { ...(capabilities[name] as object), listChanged: true }]);
  return { ...result, capabilities: { ...capabilities, ...Object.fromEntries(lists) } };
}
