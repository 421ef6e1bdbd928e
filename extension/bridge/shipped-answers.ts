import { isModern } from './conversation.ts';
import { isObject, type JsonObject, type RequestMessage } from './message.ts';
import { SHIPPED_ANSWERS } from './shipped-json.ts';

/** What the server of the bridge's own version answers to this request, if the bridge knows. */
export function shippedAnswer(request: RequestMessage): JsonObject | undefined {
  if (SHIPPED_ANSWERS === undefined) return undefined;
  const all: unknown = JSON.parse(SHIPPED_ANSWERS);
  if (!isObject(all) || !isObject(all['legacy']) || !isObject(all['modern'])) return undefined;
  const legacy = all['legacy'][request.method];
  if (isModern(request)) {
    const modern = all['modern'][request.method];
    return isObject(modern) ? { ...(isObject(legacy) && legacy), ...modern } : undefined;
  }
  if (!isObject(legacy) || request.method !== 'initialize') return isObject(legacy) ? legacy : undefined;
  const { versions } = all;
  const asked = request.params['protocolVersion'];
  const isKnown = Array.isArray(versions) && versions.includes(asked);
  return isKnown ? { ...legacy, protocolVersion: asked } : legacy;
}
