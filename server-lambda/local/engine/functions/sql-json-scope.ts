import type { JsonNode } from './json-values.ts';

/** What a path is followed in. */
export interface PathScope {
  readonly lax: boolean;
  readonly context: JsonNode;
  readonly variables: ReadonlyMap<string, JsonNode>;
  /** `@` */
  readonly current?: JsonNode;
  /** `last` */
  readonly last?: number;
}

/** In lax mode arrays stand for their elements. */
export function unwrapped(items: readonly JsonNode[], { lax }: PathScope): readonly JsonNode[] {
  if (!lax) return items;
  return items.flatMap((item) => (isKind(item, 'array') ? item.items : [item]));
}

export function isKind<K extends 'number' | 'array' | 'object'>(
  item: JsonNode,
  kind: K,
): item is Extract<JsonNode, { kind: K }> {
  return typeof item === 'object' && item !== null && item.kind === kind;
}
