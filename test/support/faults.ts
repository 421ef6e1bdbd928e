import { gzipSync } from 'node:zlib';
import type { Call } from './upstream.ts';

/** What a fault comes to at the host: the server's answer all the same, or a failure whose sentence names the cause. */
export type Outcome = 'result' | { readonly code: string; readonly words: RegExp };

export interface Fault {
  /** Ends one POST in its way; `attempt` counts the POSTs of the same call from 1. */
  readonly answer: (call: Call, attempt: number) => void | Promise<void>;
  readonly outcome: Outcome;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html' };
const EVENTS = { 'content-type': 'text/event-stream' };
const TEXT = 'Ünïcode ሴ 😀';

const result = (call: Call, id: unknown = call.message?.id) => ({ jsonrpc: '2.0', id, result: { text: TEXT } });
const json = (call: Call) => JSON.stringify(result(call));
const event = (call: Call, end = '\n') => `event: message${end}data: ${json(call)}${end}${end}`;
const progress = { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } };

/** Sends bytes one by one, each in a turn of its own. */
async function byByte(call: Call, text: string): Promise<void> {
  const stream = call.stream();
  for (const byte of Buffer.from(text, 'utf8')) {
    await stream.written(Uint8Array.of(byte));
    await new Promise(setImmediate);
  }
  stream.end();
}

/** An event stream of this text, which then ends. */
const events = (write: (call: Call) => string | Uint8Array) => (call: Call) => {
  const stream = call.stream();
  stream.raw(write(call));
  stream.end();
};

/** The head of an answer and this text, and then the connection breaks. */
const broken = (headers: Record<string, string>, write: (call: Call) => string) => async (call: Call) => {
  const stream = call.open(200, headers);
  const text = write(call);
  if (text !== '') await stream.written(text);
  setTimeout(stream.cut, 20);
};

/** Bytes on the bare connection, which then ends. */
const bare = (write: (call: Call) => string) => (call: Call) => {
  call.socket.end(write(call));
};

const refused =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (call: Call) => {
    call.answer(status, headers, body);
  };

const gateway = (type: string, message: string) =>
  refused(403, { ...JSON_TYPE, 'x-amzn-errortype': type }, JSON.stringify({ message }));

const unreachable = (words: RegExp): Outcome => ({ code: 'UNREACHABLE', words });
const BROKE = unreachable(/connection to .* was lost/);
const NO_RESULT = unreachable(/ended before the result/);
const NOT_MCP = unreachable(/did not come from an MCP server/);
const MEGABYTE = 'x'.repeat(1024 * 1024);

/** By name. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'a reset before the head': {
    answer: (call) => {
      call.cut();
    },
    outcome: BROKE,
  },
  'an end before the head': { answer: bare(() => ''), outcome: BROKE },
  'a reset after the head': { answer: broken(EVENTS, () => ''), outcome: BROKE },
  'half an event, then a reset': { answer: broken(EVENTS, (call) => event(call).slice(0, 50)), outcome: BROKE },
  'half an event, then the end': { answer: events((call) => event(call).slice(0, 50)), outcome: NO_RESULT },
  'half a JSON body, then a reset': { answer: broken(JSON_TYPE, (call) => json(call).slice(0, 20)), outcome: BROKE },
  'less than the length it promised': {
    answer: broken({ ...JSON_TYPE, 'content-length': '1000' }, json),
    outcome: BROKE,
  },
  'an event that lacks its empty line': { answer: events((call) => event(call).trimEnd()), outcome: 'result' },
  'slow bytes': { answer: (call) => byByte(call, event(call)), outcome: 'result' },
  'characters split between chunks': { answer: (call) => byByte(call, `: ${TEXT}\n${event(call)}`), outcome: 'result' },
  'events that end in CRLF': { answer: events((call) => event(call, '\r\n')), outcome: 'result' },
  'events that end in CR': { answer: events((call) => event(call, '\r')), outcome: 'result' },
  'a byte order mark before the events': { answer: events((call) => `\uFEFF${event(call)}`), outcome: 'result' },
  'a byte order mark before the JSON': {
    answer: (call) => {
      call.answer(200, JSON_TYPE, `\uFEFF${json(call)}`);
    },
    outcome: 'result',
  },
  'comments only': { answer: events(() => ': warming up\n\n: still\n\n'), outcome: NO_RESULT },
  'notifications only': { answer: events(() => `data: ${JSON.stringify(progress)}\n\n`), outcome: NO_RESULT },
  'events of another type only': {
    answer: events((call) => event(call).replace('message', 'ping')),
    outcome: NO_RESULT,
  },
  'an event that is no JSON': { answer: events(() => 'data: <html>\n\n'), outcome: NO_RESULT },
  'an event that is no JSON-RPC': { answer: events(() => 'data: {"some":"json"}\n\n'), outcome: NO_RESULT },
  'a body that is no JSON': { answer: refused(200, JSON_TYPE, '{"jsonrpc":'), outcome: NOT_MCP },
  'a body that is no JSON-RPC': { answer: refused(200, JSON_TYPE, '{"hello":1}'), outcome: NOT_MCP },
  'a login page': { answer: refused(200, HTML, '<html>Log in</html>'), outcome: NOT_MCP },
  'an HTML page with 500': { answer: refused(500, HTML, '<html>'), outcome: { code: 'INTERNAL', words: /HTTP 500/ } },
  'an HTML page with 404': { answer: refused(404, HTML, '<html>'), outcome: unreachable(/no MCP server.*HTTP 404/) },
  'nothing with 200': { answer: refused(200), outcome: NO_RESULT },
  'nothing with 202': { answer: refused(202), outcome: NO_RESULT },
  'nothing with 204': { answer: refused(204), outcome: NO_RESULT },
  'another content type': {
    answer: (call) => {
      call.answer(200, { 'content-type': 'text/plain' }, json(call));
    },
    outcome: 'result',
  },
  'no content type': {
    answer: (call) => {
      call.answer(200, {}, json(call));
    },
    outcome: 'result',
  },
  'gzip though none was asked': {
    answer: (call) => {
      call.answer(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(json(call)));
    },
    outcome: 'result',
  },
  'events in gzip': {
    answer: (call) => {
      call.answer(200, { ...EVENTS, 'content-encoding': 'gzip' }, gzipSync(event(call)));
    },
    outcome: 'result',
  },
  'what says gzip and is none': {
    answer: (call) => {
      call.answer(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, json(call));
    },
    outcome: unreachable(/could not be decompressed/),
  },
  'gzip that is cut off': {
    answer: (call) => {
      call.answer(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(json(call)).subarray(0, 30));
    },
    outcome: unreachable(/could not be decompressed/),
  },
  'a batch in answer to one request': {
    answer: (call) => {
      call.json([progress, result(call)]);
    },
    outcome: 'result',
  },
  'the answer twice': { answer: events((call) => event(call) + event(call)), outcome: 'result' },
  'the answer to another request': {
    answer: events((call) => `data: ${JSON.stringify(result(call, 'stranger'))}\n\n`),
    outcome: NO_RESULT,
  },
  'an answer without an id': {
    answer: (call) => {
      call.json(result(call, null));
    },
    outcome: 'result',
  },
  'an answer of 6 MB': {
    answer: (call) => {
      call.json({ ...result(call), padding: MEGABYTE.repeat(6) });
    },
    outcome: 'result',
  },
  'an answer of 6 MB, then a reset': {
    answer: broken(
      EVENTS,
      (call) =>
        `data: {"jsonrpc":"2.0","id":${JSON.stringify(call.message?.id)},"result":{"text":"${MEGABYTE.repeat(6)}`,
    ),
    outcome: BROKE,
  },
  'an answer of 6 MB that is cut off': {
    answer: events(
      (call) =>
        `data: {"jsonrpc":"2.0","id":${JSON.stringify(call.message?.id)},"result":{"text":"${MEGABYTE.repeat(6)}\n\n`,
    ),
    outcome: NO_RESULT,
  },
  'early hints before the answer': {
    answer: (call) => {
      call.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n');
      call.json(result(call));
    },
    outcome: 'result',
  },
  'something that is no HTTP': {
    answer: bare(() => 'SSH-2.0-OpenSSH_9.6\r\n'),
    outcome: unreachable(/sent an invalid HTTP response/),
  },
  'broken chunks': {
    answer: bare(() => 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
    outcome: BROKE,
  },
  'a head of 100 KB': {
    answer: bare(() => `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`),
    outcome: unreachable(/sent an invalid HTTP response/),
  },
  'a redirect to another host': {
    answer: refused(302, { location: 'https://login.example/x' }),
    outcome: unreachable(/redirects to login\.example/),
  },
  'a redirect to itself': { answer: refused(307, { location: '/v1/mcp' }), outcome: unreachable(/redirects/) },
  '401': { answer: refused(401), outcome: { code: 'NOT_AUTHORIZED', words: /a sign-in other than/ } },
  '403: no such path': {
    answer: gateway('MissingAuthenticationTokenException', 'Missing Authentication Token'),
    outcome: unreachable(/no such path or stage/),
  },
  '403: the session has expired': {
    answer: gateway('ExpiredTokenException', 'The security token included in the request is expired'),
    outcome: { code: 'CREDENTIALS_EXPIRED', words: /expired.*[Ss]ign in/ },
  },
  '403: an unknown key': {
    answer: gateway('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    outcome: { code: 'NO_CREDENTIALS', words: /does not know/ },
  },
  '403: another signature': {
    answer: gateway(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided.',
    ),
    outcome: { code: 'NOT_AUTHORIZED', words: /secret key/ },
  },
  '403: another region': {
    answer: gateway('InvalidSignatureException', "Credential should be scoped to a valid region, not 'eu-west-1'."),
    outcome: { code: 'NOT_AUTHORIZED', words: /signed for region .* is in another/ },
  },
  '403: not allowed': {
    answer: gateway(
      'AccessDeniedException',
      'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abc/v1/POST/mcp',
    ),
    outcome: { code: 'NOT_AUTHORIZED', words: /user\/ann may not call.*MCPCaseInsights-UserAccess/ },
  },
  '403: a firewall': {
    answer: refused(403, HTML, '<html>blocked</html>'),
    outcome: { code: 'NOT_AUTHORIZED', words: /forbidden before it reached/ },
  },
  '407': { answer: refused(407), outcome: unreachable(/proxy requires a login/) },
  '413': {
    answer: refused(413, JSON_TYPE, '{"message":"Request Too Long"}'),
    outcome: { code: 'INVALID_INPUT', words: /10 MB/ },
  },
  '429 with a long Retry-After': {
    answer: refused(429, { 'retry-after': '120' }),
    outcome: { code: 'THROTTLED', words: /120 seconds/ },
  },
  '429 that heals': {
    answer: (call, attempt) => {
      if (attempt < 3) call.answer(429, JSON_TYPE, '{"message":"Too Many Requests"}');
      else call.json(result(call));
    },
    outcome: 'result',
  },
  '429 that stays': {
    answer: refused(429, JSON_TYPE, '{"message":"Too Many Requests"}'),
    outcome: { code: 'THROTTLED', words: /Too many requests/ },
  },
  '502': {
    answer: refused(502, JSON_TYPE, '{"message":"Internal server error"}'),
    outcome: { code: 'INTERNAL', words: /HTTP 502/ },
  },
  '503 that heals': {
    answer: (call, attempt) => {
      if (attempt < 2) call.answer(503, {}, '');
      else call.json(result(call));
    },
    outcome: 'result',
  },
  '503 that stays': { answer: refused(503), outcome: unreachable(/unavailable.*HTTP 503/) },
  '504': {
    answer: refused(504, JSON_TYPE, '{"message":"Endpoint request timed out"}'),
    outcome: { code: 'QUERY_TIMED_OUT', words: /HTTP 504/ },
  },
  '418': { answer: refused(418), outcome: { code: 'INTERNAL', words: /HTTP 418/ } },
};
