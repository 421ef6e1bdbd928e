import { isObject, type JsonObject } from './message.ts';

const KEYWORD = 'x-mcp-header';

/** An argument of a tool that its call repeats in a header (`x-mcp-header`, since 2026-07-28). */
interface Declaration {
  /** In lower case, with its prefix. */
  readonly header: string;
  /** The path to it in the arguments. */
  readonly path: readonly string[];
}

export function paramHeaders() {
  const byTool = new Map<string, readonly Declaration[]>();
  return {
    /** Takes note of the tools in a result of `tools/list`. */
    listed: (result: unknown): void => {
      const tools: unknown = isObject(result) ? result['tools'] : undefined;
      if (!Array.isArray(tools)) return;
      for (const tool of tools as readonly unknown[]) {
        if (!isObject(tool) || typeof tool['name'] !== 'string') continue;
        const declarations = declaredIn(tool['inputSchema']).flatMap(({ name, path, isReachable }) =>
          isReachable && isToken(name) ? [{ header: `mcp-param-${name.toLowerCase()}`, path }] : [],
        );
        byTool.set(tool['name'], declarations);
      }
    },
    /** The headers for these params of a `tools/call`, as text that may need encoding. */
    of({ name, arguments: given }: JsonObject): readonly (readonly [string, string])[] {
      const declarations = typeof name === 'string' ? (byTool.get(name) ?? []) : [];
      return declarations.flatMap(({ header, path }): [string, string][] => {
        const value = path.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), given);
        const text = asText(value);
        return text === undefined ? [] : [[header, text]];
      });
    },
  };
}

/**
 * The result of `tools/list` without the tools whose headers are declared against the rules: a client that speaks HTTP
 * must not offer them. `onExcluded` is told each name. The same object if all may stay.
 */
export function withoutMisdeclared(result: JsonObject, onExcluded: (tool: string) => void): JsonObject {
  const given: unknown = result['tools'];
  if (!Array.isArray(given)) return result;
  const tools = given as readonly unknown[];
  const kept = tools.filter((tool) => {
    if (!isObject(tool) || isSound(declaredIn(tool['inputSchema']))) return true;
    onExcluded(String(tool['name']));
    return false;
  });
  return kept.length === tools.length ? result : { ...result, tools: kept };
}

/** The `x-mcp-header` declarations of a schema, valid or not. */
interface Declared {
  readonly name: unknown;
  readonly type: unknown;
  readonly path: readonly string[];
  /** False if it depends on the arguments whether this part of the schema applies. */
  readonly isReachable: boolean;
}

const SUBSCHEMAS = [
  ...['items', 'prefixItems', 'contains', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'],
  ...['propertyNames', 'oneOf', 'anyOf', 'allOf', 'not', 'if', 'then', 'else'],
];
const SUBSCHEMAS_BY_NAME = ['$defs', 'definitions', 'patternProperties', 'dependentSchemas'];

function declaredIn(schema: unknown, path: readonly string[] = [], isReachable = true): Declared[] {
  if (Array.isArray(schema)) return schema.flatMap((each: unknown) => declaredIn(each, path, false));
  if (!isObject(schema)) return [];
  const own = { name: schema[KEYWORD], type: schema['type'], path, isReachable: isReachable && path.length > 0 };
  const named = SUBSCHEMAS_BY_NAME.flatMap((keyword) =>
    Object.values(isObject(schema[keyword]) ? schema[keyword] : {}),
  );
  return [
    ...(KEYWORD in schema ? [own] : []),
    ...Object.entries(isObject(schema['properties']) ? schema['properties'] : {}).flatMap(([key, child]) =>
      declaredIn(child, [...path, key], isReachable),
    ),
    ...[...SUBSCHEMAS.map((keyword) => schema[keyword]), ...named].flatMap((each) => declaredIn(each, path, false)),
  ];
}

/** Tools, "x-mcp-header": reachable by properties alone, an HTTP token, unique in any case, of a primitive type. */
function isSound(declared: readonly Declared[]): boolean {
  const names = new Set(declared.map(({ name }) => String(name).toLowerCase()));
  return (
    names.size === declared.length && declared.every((each) => each.isReachable && isToken(each.name) && isPlain(each))
  );
}

function isToken(name: unknown): name is string {
  return typeof name === 'string' && /^[!#$%&'*+\-.^_`|~\w]+$/.test(name);
}

function isPlain({ type }: Declared): boolean {
  return type === 'string' || type === 'integer' || type === 'boolean';
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : undefined;
}
