import { isObject, type JsonObject, type Message, type RequestMessage } from './message.ts';
import { paramHeaders } from './param-headers.ts';

/** Where a message of revision 2026-07-28 or later names its protocol version, in `params._meta`. */
const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';

/** What MCP over HTTP repeats in headers. Over stdio it is only in the messages. */
export interface Conversation {
  /** True for a request that must not come before `initialize` or `server/discover` and does. */
  lacksOpening: (message: Message) => boolean;
  /** Takes note of a message from the host, before its headers are asked for. */
  observe: (message: Message) => void;
  /** Takes note of the result of `initialize`. */
  opened: (result: unknown, headers: Readonly<Record<string, string>>) => void;
  /** Takes note of a result of `tools/list`. */
  listed: (result: unknown) => void;
  /** True once the server has opened a session. */
  hasSession: () => boolean;
  /** The headers for one POST of these messages. */
  headersFor: (messages: readonly Message[]) => Record<string, string>;
}

export function conversation(): Conversation {
  let opening = false;
  let version: string | undefined;
  let session: string | undefined;
  const params = paramHeaders();

  return {
    lacksOpening: (message) =>
      message.kind === 'request' &&
      message.method.startsWith('tools/') &&
      !opening &&
      versionIn(message.params) === undefined,

    observe(message) {
      if (message.kind !== 'request') return;
      if (message.method === 'initialize' || message.method === 'server/discover') opening = true;
      if (message.method === 'initialize') {
        session = undefined;
        version = undefined;
      }
      version = versionIn(message.params) ?? version;
    },

    listed: params.listed,
    hasSession: () => session !== undefined,

    opened(result, headers) {
      if (!isObject(result)) return;
      const agreed = result['protocolVersion'];
      if (typeof agreed === 'string') version = agreed;
      session = headers['mcp-session-id'];
    },

    headersFor(messages) {
      const [only] = messages.length === 1 ? messages : [];
      const headers: Record<string, string> = {};
      const set = (name: string, value: string | undefined) => {
        if (value !== undefined && isFieldValue(value)) headers[name] = value;
      };
      if (only?.kind === 'request') {
        const own = versionIn(only.params);
        // An `initialize` negotiates the version, so it can't name one yet.
        set('mcp-protocol-version', own ?? (only.method === 'initialize' ? undefined : version));
        if (own !== undefined) {
          set('mcp-method', only.method);
          set('mcp-name', nameHeader(only));
          if (only.method === 'tools/call') {
            for (const [name, value] of params.of(only.params)) set(name, encodeHeader(value));
          }
        }
      } else if (only?.kind === 'notification') {
        const own = versionIn(only.params);
        set('mcp-protocol-version', own ?? version);
        if (own !== undefined) set('mcp-method', only.method);
      } else {
        set('mcp-protocol-version', version);
      }
      set('mcp-session-id', session);
      return headers;
    },
  };
}

function versionIn(params: JsonObject): string | undefined {
  const meta = params['_meta'];
  const version = isObject(meta) ? meta[VERSION_KEY] : undefined;
  return typeof version === 'string' ? version : undefined;
}

/** True for a message that belongs to revision 2026-07-28 or later, where a closed stream cancels the request. */
export function isModern(request: RequestMessage): boolean {
  return versionIn(request.params) !== undefined;
}

/** The `_meta` that a notification about a request must carry: since 2026-07-28 each message names its own version. */
export function metaForNotification(request: RequestMessage): JsonObject | undefined {
  const meta = request.params['_meta'];
  if (!isObject(meta) || versionIn(request.params) === undefined) return undefined;
  // A progress token is for answers.
  return Object.fromEntries(Object.entries(meta).filter(([key]) => key.startsWith('io.modelcontextprotocol/')));
}

/** The body's field that `Mcp-Name` repeats, by method (Streamable HTTP, "Standard Request Headers"). */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
]);

function nameHeader(request: RequestMessage): string | undefined {
  const field = NAMED_BY.get(request.method);
  const value = field === undefined ? undefined : request.params[field];
  return typeof value === 'string' ? encodeHeader(value) : undefined;
}

/** A text that HTTP can't carry as it is goes as `=?base64?...?=`, and so does one that looks like that already. */
function encodeHeader(text: string): string {
  const plain = isFieldValue(text) && text.trim() === text && !(text.startsWith('=?base64?') && text.endsWith('?='));
  return plain ? text : `=?base64?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}

function isFieldValue(text: string): boolean {
  return /^[\t\x20-\x7e]+$/.test(text);
}
