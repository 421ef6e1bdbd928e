import { isIPv6 } from 'node:net';

/** The parts of a URI as java.net.URI has them: decoded, undefined where they are missing. */
export interface JavaUri {
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly query?: string;
  readonly rawQuery?: string;
  readonly fragment?: string;
}

const ESCAPED = '%[0-9a-fA-F]{2}';
/** What is beyond ASCII, without spaces and controls. */
const OTHER = '[^\\x00-\\x7f\\p{Z}\\p{Cc}]';
const UNRESERVED = "a-zA-Z0-9_\\-!.~'\\(\\)*";
const URIC = new RegExp(`^(?:[${UNRESERVED};/?:@&=+$,\\[\\]]|${ESCAPED}|${OTHER})*$`, 'u');
const PATH = new RegExp(`^(?:[${UNRESERVED}:@&=+$,;/]|${ESCAPED}|${OTHER})*$`, 'u');
const REGISTRY = new RegExp(`^(?:[${UNRESERVED}$,;:@&=+]|${ESCAPED}|${OTHER})*$`, 'u');
const USER = `(?:[${UNRESERVED};:&=+$,]|${ESCAPED}|${OTHER})*`;
const BYTE = '(?:25[0-5]|2[0-4]\\d|[01]?\\d{1,2})';
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const TOP_LABEL = '[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const HOST = `${BYTE}(?:\\.${BYTE}){3}|(?:${LABEL}|(?:${LABEL}\\.)+${TOP_LABEL})\\.?|\\[[^\\]]*\\]`;
const SERVER = new RegExp(`^(?:${USER}@)?(${HOST})(?::(\\d*))?$`, 'u');

/** Undefined for what is not a URI. */
export function parseJavaUri(text: string): JavaUri | undefined {
  const [, scheme, rest = '', fragment] = /^(?:([^:/?#]*):)?([^#]*)(?:#([^]*))?$/u.exec(text) ?? [];
  if (scheme !== undefined && !/^[a-zA-Z][a-zA-Z0-9+.-]*$/.test(scheme)) return undefined;
  if (fragment !== undefined && !URIC.test(fragment)) return undefined;
  const common = {
    ...(scheme !== undefined && { scheme }),
    ...(fragment !== undefined && { fragment: decoded(fragment) }),
  };
  // After a scheme, what does not start with a slash has no parts.
  if (scheme !== undefined && !rest.startsWith('/')) return rest !== '' && URIC.test(rest) ? common : undefined;
  const parts = hierarchicalParts(rest, fragment !== undefined);
  return parts && { ...common, ...parts };
}

/** An authority may be empty where something follows. */
function hierarchicalParts(text: string, hasFragment: boolean): JavaUri | undefined {
  const [, authority, path = '', query] = /^(?:\/\/([^/?]*))?([^?]*)(?:\?([^]*))?$/u.exec(text) ?? [];
  if (!PATH.test(path) || (query !== undefined && !URIC.test(query))) return undefined;
  if (authority === '' && path === '' && query === undefined && !hasFragment) return undefined;
  const server = authority === undefined || authority === '' ? {} : authorityParts(authority);
  if (server === undefined) return undefined;
  return { ...server, path: decoded(path), ...(query !== undefined && { rawQuery: query, query: decoded(query) }) };
}

/** Without a host where the authority is not that of a server. */
function authorityParts(authority: string): JavaUri | undefined {
  const [, host, port] = SERVER.exec(authority) ?? [];
  if (host === undefined || Number(port ?? 0) > 2147483647) return REGISTRY.test(authority) ? {} : undefined;
  if (host.startsWith('[') && !isIPv6(host.slice(1, -1))) return undefined;
  return { host, ...(port !== undefined && port !== '' && { port: Number(port) }) };
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, decodedBytes);
}

/** The text of `%41%42`; U+FFFD stands for bytes that are no text. */
export function decodedBytes(escapes: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(escapes.replaceAll('%', ''), 'hex'));
}
