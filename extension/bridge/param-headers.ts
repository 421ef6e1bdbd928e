import { isObject } from './message.ts';

type Json = Readonly<Record<string, unknown>>;

/** An argument of a tool that its call repeats in a header (`x-mcp-header`, since 2026-07-28). */
interface Declaration {
  /** In lower case, with its prefix. */
  readonly header: string;
  /** The names on the way to it in the arguments. */
  readonly path: readonly string[];
}

export interface ParamHeaders {
  /** Takes note of the tools in a result of `tools/list`. */
  readonly listed: (result: unknown) => void;
  /** The headers for these params of a `tools/call`, as text that may need encoding. */
  readonly of: (params: Json) => readonly (readonly [string, string])[];
}

export function paramHeaders(): ParamHeaders {
  const byTool = new Map<string, readonly Declaration[]>();
  return {
    listed(result) {
      const tools: unknown = isObject(result) ? result['tools'] : undefined;
      if (!Array.isArray(tools)) return;
      for (const tool of tools as readonly unknown[]) {
        if (!isObject(tool) || typeof tool['name'] !== 'string') continue;
        byTool.set(tool['name'], declarationsIn(tool['inputSchema'], []));
      }
    },
    of({ name, arguments: given }) {
      const declarations = typeof name === 'string' ? (byTool.get(name) ?? []) : [];
      return declarations.flatMap(({ header, path }): [string, string][] => {
        const value = path.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), given);
        const text = asText(value);
        return text === undefined ? [] : [[header, text]];
      });
    },
  };
}

/** Only properties of properties count; the server rejects a schema that says it elsewhere. */
function declarationsIn(schema: unknown, path: readonly string[]): Declaration[] {
  if (!isObject(schema)) return [];
  const { 'x-mcp-header': name, properties } = schema;
  const isToken = typeof name === 'string' && /^[!#$%&'*+\-.^_`|~\w]+$/.test(name);
  const own = isToken && path.length > 0 ? [{ header: `mcp-param-${name.toLowerCase()}`, path }] : [];
  const inner = isObject(properties) ? Object.entries(properties) : [];
  return [...own, ...inner.flatMap(([key, child]) => declarationsIn(child, [...path, key]))];
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value) : undefined;
}
