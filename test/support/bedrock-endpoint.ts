import { once } from 'node:events';
import { createServer as createHttp1Server, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import { z } from 'zod';
import { createBedrockClient } from '../../server-lambda/aws/bedrock/bedrock-client.ts';
import { answerPrompt } from './prompt-model.ts';
import { CREDENTIALS } from './aws-credentials.ts';

export type BedrockOperation = 'ConverseStream' | 'CountTokens' | 'ListFoundationModels' | 'ListInferenceProfiles';

export interface BedrockRequest {
  readonly operation: BedrockOperation;
  /** As it stands in the path, decoded; empty where an operation has none. */
  readonly modelId: string;
  /** The parsed body, or the query. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** An error that the service answers with. */
export interface Fault {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** An exception that the service sends as an event; `unmodeled` as those that its API doesn't describe. */
export interface StreamFault {
  readonly exception: string;
  readonly message: string;
  readonly unmodeled?: boolean;
}

/** How a model answers. */
export interface Answer {
  /** Unless told, what the prompt-model says to the prompt. */
  readonly text?: string;
  /** Unless told `end_turn`. */
  readonly stopReason?: string;
  /** The model thinks first, in this text. */
  readonly reasoning?: string;
  readonly usage?: Readonly<Record<string, number>> | 'none';
  /** How long it takes until the first word. */
  readonly delayMs?: number;
  /** How long it takes from one word to the next. */
  readonly paceMs?: number;
  /** After this many pieces of text, or after the stop reason, the answer ends like this, instead of as a whole. */
  readonly breaks?: {
    readonly after: number | 'stop';
    readonly with: 'disconnect' | 'end' | 'silence' | 'garbage' | StreamFault;
  };
}

/** What becomes of a call: an answer, an error, a connection that is closed at once, or nothing at all. */
export type Behaviour = Answer | Fault | 'disconnect' | 'silence';

export interface BedrockEndpoint {
  readonly url: string;
  /** As the product makes it, pointed here. */
  readonly client: BedrockRuntimeClient;
  readonly control: BedrockClient;
  readonly requests: readonly BedrockRequest[];
  /** The calls to come, in order; those after them are answered by `otherwise`. */
  script(...behaviours: readonly Behaviour[]): void;
  /** How calls without a script go; a plain answer unless told. */
  otherwise: (request: BedrockRequest) => Behaviour;
  /** What CountTokens answers. */
  counts: (request: BedrockRequest) => number | Fault;
  /** What the control plane lists. */
  models: readonly object[];
  profiles: readonly object[];
  /** How many calls of the model are under way, and how many there were at most. */
  readonly underWay: () => number;
  readonly mostUnderWay: () => number;
  /** How many calls were given up by the client before they were answered. */
  readonly givenUp: () => number;
  /** How many calls of the model were not answered to their end. */
  readonly failed: () => number;
  close(): Promise<void>;
}

export const REGION = 'eu-central-1';

/** Speaks the wire formats of Amazon Bedrock's runtime and control plane on this machine, over HTTP/1.1 and HTTP/2. */
export async function startBedrockEndpoint(): Promise<BedrockEndpoint> {
  const requests: BedrockRequest[] = [];
  const scripted: Behaviour[] = [];
  const calls = { underWay: 0, most: 0, givenUp: 0, failed: 0 };
  const answer = async (incoming: Incoming, response: Outgoing): Promise<void> => {
    const request = await readRequest(incoming);
    const unsigned = checkSignature(incoming);
    if (unsigned !== undefined) {
      sendFault(response, unsigned);
      return;
    }
    requests.push(request);
    switch (request.operation) {
      case 'ListFoundationModels':
        sendJson(response, { modelSummaries: endpoint.models });
        return;
      case 'ListInferenceProfiles':
        sendJson(response, profilePage(endpoint.profiles, request.input));
        return;
      case 'CountTokens': {
        const count = endpoint.counts(request);
        if (typeof count === 'number') sendJson(response, { inputTokens: count });
        else sendFault(response, count);
        return;
      }
      case 'ConverseStream': {
        const behaviour = scripted.shift() ?? endpoint.otherwise(request);
        calls.underWay += 1;
        calls.most = Math.max(calls.most, calls.underWay);
        if (typeof behaviour === 'string' || 'status' in behaviour || behaviour.breaks) calls.failed += 1;
        let whole = false;
        response.once('close', () => {
          calls.underWay -= 1;
          if (!whole) calls.givenUp += 1;
        });
        whole = await converse(request, behaviour, response);
      }
    }
  };
  const listener = (incoming: Incoming, response: Outgoing) => {
    answer(incoming, response).catch((error: unknown) => {
      if (response.headersSent) destroy(response);
      else sendFault(response, { status: 500, type: 'InternalServerException', message: String(error) });
    });
  };

  const http1 = createHttp1Server(listener);
  const http2 = createHttp2Server(listener);
  const sockets = new Set<Socket>();
  // An HTTP/2 connection begins with "PRI *"; there is no TLS here that would say.
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.once('data', (head: Buffer) => {
      socket.pause();
      socket.unshift(head);
      (head.toString('latin1', 0, 3) === 'PRI' ? http2 : http1).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is never a pipe's name.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const common = { endpoint: url, region: REGION, credentials: CREDENTIALS };
  const client = createBedrockClient(common);
  const control = new BedrockClient({ ...common, maxAttempts: 1 });

  const endpoint: BedrockEndpoint = {
    url,
    client,
    control,
    requests,
    script(...behaviours) {
      scripted.push(...behaviours);
    },
    otherwise: () => ({}),
    counts: () => 1_234,
    models: [],
    profiles: [],
    underWay: () => calls.underWay,
    mostUnderWay: () => calls.most,
    givenUp: () => calls.givenUp,
    failed: () => calls.failed,
    async close() {
      client.destroy();
      control.destroy();
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
  return endpoint;
}

/**
 * One call of every hundred, or however many, fails in one of the ways that pass, somewhere among them; the same ones
 * each time.
 */
export function failingShare(share: number): BedrockEndpoint['otherwise'] {
  const stretch = Math.round(1 / share);
  let state = 42;
  let call = 0;
  let failing = 0;
  let kind = 0;
  return () => {
    if (call % stretch === 0) {
      // A linear congruential generator (Numerical Recipes): repeatable chance.
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      failing = call + Math.floor((state / 2 ** 32) * stretch);
    }
    if (call++ !== failing) return {};
    return PASSING[kind++ % PASSING.length] ?? {};
  };
}

const PASSING: readonly Behaviour[] = [
  { status: 429, type: 'ThrottlingException', message: 'Too many requests, please wait before trying again.' },
  { status: 503, type: 'ServiceUnavailableException', message: 'Bedrock is unable to process your request.' },
  { breaks: { after: 1, with: { exception: 'modelStreamErrorException', message: 'The model failed.' } } },
  { breaks: { after: 2, with: 'disconnect' } },
  'disconnect',
];

type Incoming = IncomingMessage | Http2ServerRequest;
type Outgoing = ServerResponse | Http2ServerResponse;

const anyObject = z.record(z.string(), z.unknown());
const converseInput = z.object({
  system: z.array(z.object({ text: z.string() })).optional(),
  // One text, or two with a point of the cache between them.
  messages: z.array(
    z.object({
      role: z.literal('user'),
      content: z.union([
        z.tuple([z.strictObject({ text: z.string() })]),
        z.tuple([
          z.strictObject({ text: z.string() }),
          z.strictObject({ cachePoint: z.strictObject({ type: z.literal('default') }) }),
          z.strictObject({ text: z.string() }),
        ]),
      ]),
    }),
  ),
});

async function readRequest(incoming: Incoming): Promise<BedrockRequest> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk);
  const url = new URL(incoming.url ?? '', 'http://bedrock');
  if (incoming.method === 'GET') {
    const operation = url.pathname === '/foundation-models' ? 'ListFoundationModels' : 'ListInferenceProfiles';
    return { operation, modelId: '', input: Object.fromEntries(url.searchParams) };
  }
  const [, modelId = '', action] = /^\/model\/([^/]+)\/(converse-stream|count-tokens)$/.exec(url.pathname) ?? [];
  return {
    operation: action === 'count-tokens' ? 'CountTokens' : 'ConverseStream',
    modelId: decodeURIComponent(modelId),
    input: anyObject.parse(JSON.parse(body)),
  };
}

function checkSignature({ headers }: Incoming): Fault | undefined {
  const scope =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/[^/]+\/bedrock\/aws4_request, SignedHeaders=(?:host|:authority|[^,]*;host);[^,]*, Signature=[0-9a-f]{64}$/;
  const keyId = scope.exec(headers.authorization ?? '')?.[1];
  if (keyId === undefined)
    return { status: 403, type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' };
  if (keyId !== CREDENTIALS.accessKeyId)
    return {
      status: 403,
      type: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    };
  return undefined;
}

/** Resolves to whether the call was answered to its end, however that was. */
async function converse(request: BedrockRequest, behaviour: Behaviour, response: Outgoing): Promise<boolean> {
  if (behaviour === 'silence') return false;
  if (behaviour === 'disconnect') {
    destroy(response);
    return true;
  }
  if ('status' in behaviour) {
    sendFault(response, behaviour);
    return true;
  }
  const { system = [], messages } = converseInput.parse(request.input);
  const user = (messages[0]?.content ?? []).map((block) => ('text' in block ? block.text : '')).join('');
  const text = behaviour.text ?? answerPrompt(system[0]?.text ?? user, user);
  if (behaviour.delayMs !== undefined) await setTimeout(behaviour.delayMs);
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  // Both kinds of response write alike; only their overloads differ.
  const stream = response as ServerResponse;
  const send = (event: string, body: object) => stream.write(frame('event', event, body));
  send('messageStart', { role: 'assistant' });
  if (behaviour.reasoning !== undefined) {
    send('contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text: behaviour.reasoning } } });
    send('contentBlockStop', { contentBlockIndex: 0 });
  }
  const pieces = text.match(/\s*\S+\s*/g) ?? [text];
  const { breaks } = behaviour;
  const told = typeof breaks?.after === 'number' ? pieces.slice(0, breaks.after) : pieces;
  for (const piece of told) {
    if (behaviour.paceMs !== undefined) await setTimeout(behaviour.paceMs);
    send('contentBlockDelta', { contentBlockIndex: 1, delta: { text: piece } });
  }
  if (breaks && breaks.after !== 'stop') return breakOff(response, breaks.with);

  send('contentBlockStop', { contentBlockIndex: 1 });
  send('messageStop', { stopReason: behaviour.stopReason ?? 'end_turn' });
  if (breaks) return breakOff(response, breaks.with);
  if (behaviour.usage !== 'none') {
    const inputTokens = Math.ceil(JSON.stringify(request.input).length / 4);
    const outputTokens = Math.ceil(text.length / 4);
    send('metadata', {
      usage: behaviour.usage ?? { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
      metrics: { latencyMs: 5 },
    });
  }
  response.end();
  return true;
}

async function breakOff(response: Outgoing, how: NonNullable<Answer['breaks']>['with']): Promise<boolean> {
  if (how === 'silence') return false;
  if (how === 'disconnect') {
    // Let what was sent arrive.
    await setTimeout(5);
    destroy(response);
  } else if (how === 'end') response.end();
  else if (how === 'garbage') response.end(Buffer.from('HTTP/1.1 502 Bad Gateway in the middle of it all'));
  else {
    const { exception, message, unmodeled } = how;
    response.end(unmodeled ? errorFrame(exception, message) : frame('exception', exception, { message }));
  }
  return true;
}

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** One message of an event stream: prelude, headers, payload, checksums. */
function frame(kind: 'event' | 'exception', type: string, body: object): Uint8Array {
  return codec.encode({
    headers: {
      [`:${kind}-type`]: { type: 'string', value: type },
      ':content-type': { type: 'string', value: 'application/json' },
      ':message-type': { type: 'string', value: kind },
    },
    body: fromUtf8(JSON.stringify({ ...body, p: 'abcdefgh' })),
  });
}

function errorFrame(code: string, message: string): Uint8Array {
  return codec.encode({
    headers: {
      ':message-type': { type: 'string', value: 'error' },
      ':error-code': { type: 'string', value: code },
      ':error-message': { type: 'string', value: message },
    },
    body: new Uint8Array(),
  });
}

function destroy(response: Outgoing): void {
  if ('stream' in response) response.stream.session?.destroy();
  else response.destroy();
}

function sendJson(response: Outgoing, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendFault(response: Outgoing, { status, type, message }: Fault): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
  });
  response.end(JSON.stringify({ message }));
}

function profilePage(profiles: readonly object[], { nextToken, maxResults, type }: BedrockRequest['input']) {
  const from = Number(nextToken ?? 0);
  // Pages are small here, so that there are some.
  const most = Math.min(Number(maxResults ?? 1_000), 2);
  return {
    inferenceProfileSummaries: profiles.slice(from, from + most).map((profile) => ({ type, ...profile })),
    ...(from + most < profiles.length && { nextToken: String(from + most) }),
  };
}
