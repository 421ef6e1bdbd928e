import { elementSpans, memberSpan } from './json-spans.ts';

/** In bytes. A longer message is refused, whichever side sends it, to bound the memory: API Gateway itself takes 10 MB. */
export const LONGEST_MESSAGE = 64 * 1024 * 1024;

/** A JSON object of which no more is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON-RPC id as a value; the text of a long number is in `idText`. */
export type RequestId = string | number;

export interface RequestMessage {
  readonly kind: 'request';
  readonly text: string;
  /** The id as it was written, so that a 64-bit number goes back unrounded. */
  readonly idText: string;
  readonly id: RequestId;
  readonly method: string;
  readonly params: JsonObject;
}

export interface NotificationMessage {
  readonly kind: 'notification';
  readonly text: string;
  readonly method: string;
  readonly params: JsonObject;
}

export interface ResponseMessage {
  readonly kind: 'response';
  readonly text: string;
  /** Null where the peer could not tell which request it is answering. */
  readonly id: RequestId | null;
  readonly result: unknown;
}

export interface InvalidMessage {
  readonly kind: 'invalid';
  readonly text: string;
  /** The id if there is a usable one, else `null`. */
  readonly idText: string;
}

/** One JSON-RPC message with the text it came as; the text is what is passed on. */
export type Message = RequestMessage | NotificationMessage | ResponseMessage | InvalidMessage;

export type Incoming =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'single'; readonly message: Message }
  | { readonly kind: 'batch'; readonly messages: readonly Message[] };

/** Reads one JSON text: a message, a batch of them, or `unreadable` if it is no JSON. Never throws. */
export function readIncoming(text: string): Incoming {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable' };
  }
  if (!Array.isArray(value)) return { kind: 'single', message: readMessage(text, value) };
  const values: readonly unknown[] = value;
  const spans = elementSpans(text);
  const messages = values.map((element, index) => {
    const span = spans[index];
    return readMessage(span === undefined ? '' : text.slice(span.start, span.end), element);
  });
  return { kind: 'batch', messages };
}

/** The message as one line. Outside of strings a line break is only white space, and inside JSON forbids it. */
export function asLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text;
}

/**
 * The text of a response to a request, with the id as the request wrote it: a server in JavaScript sends a 64-bit id
 * back rounded, and one that could not read the request sends null.
 */
export function answerTo(request: RequestMessage, response: ResponseMessage): string {
  const { text } = response;
  if (response.id === request.id && JSON.stringify(request.id) === request.idText) return text;
  const span = memberSpan(text, 'id');
  if (span === undefined) return text.replace('{', () => `{"id":${request.idText},`);
  return text.slice(0, span.start) + request.idText + text.slice(span.end);
}

/** An answer to a request that the bridge writes itself. */
export function resultAnswer(request: RequestMessage, result: unknown): string {
  return `{"jsonrpc":"2.0","id":${request.idText},"result":${JSON.stringify(result)}}`;
}

/** The same request under an id of the bridge's own. */
export function withId(request: RequestMessage, id: string): RequestMessage {
  const idText = JSON.stringify(id);
  const span = memberSpan(request.text, 'id');
  const text =
    span === undefined ? request.text : request.text.slice(0, span.start) + idText + request.text.slice(span.end);
  return { ...request, id, idText, text };
}

function readMessage(text: string, value: unknown): Message {
  if (!isObject(value)) return { kind: 'invalid', text, idText: 'null' };
  const given = value['id'];
  const id = typeof given === 'string' || typeof given === 'number' ? given : undefined;
  const method = value['method'];
  if (value['jsonrpc'] === '2.0') {
    if (typeof method === 'string') {
      const params = isObject(value['params']) ? value['params'] : {};
      if (id !== undefined) return { kind: 'request', text, idText: idTextOf(text, id), id, method, params };
      if (!('id' in value)) return { kind: 'notification', text, method, params };
    } else if (!('method' in value) && ('result' in value || isObject(value['error']))) {
      if (id !== undefined || given === null || given === undefined) {
        return { kind: 'response', text, id: id ?? null, result: value['result'] };
      }
    }
  }
  return { kind: 'invalid', text, idText: id === undefined ? 'null' : idTextOf(text, id) };
}

function idTextOf(text: string, id: RequestId): string {
  if (typeof id === 'string') return JSON.stringify(id);
  const span = memberSpan(text, 'id');
  return span === undefined ? String(id) : text.slice(span.start, span.end);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
