import { PassThrough, type Readable } from 'node:stream';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { StreamHandler } from '../../handler.ts';

/**
 * The part of AWS Lambda's Node.js runtime that a response-streaming function sees, after the open source
 * aws-lambda-nodejs-runtime-interface-client 4: `awslambda` and the response stream, down to its quirks. The stream
 * is no `Writable` but an object with a writable's methods; `from` puts the metadata and eight NUL bytes before the
 * first `write`, and an `end` without a write sends nothing at all.
 */
export function installLambdaRuntime(): void {
  const runtime = {
    streamifyResponse: <Handler extends object>(handler: Handler): Handler =>
      Object.assign(handler, { [Symbol.for('aws.lambda.runtime.handler.streaming')]: 'response' }),
    HttpResponseStream: {
      from(stream: RuntimeStream, metadata: Readonly<Record<string, unknown>>): RuntimeStream {
        stream.setContentType('application/vnd.awslambda.http-integration-response');
        stream._onBeforeFirstWrite = (write) => {
          write(JSON.stringify(metadata));
          write(new Uint8Array(DELIMITER_LENGTH));
        };
        return stream;
      },
    },
  };
  Object.assign(globalThis, { awslambda: runtime });
}

/** One run of the function. */
export interface Invocation {
  /** What the function writes, as bytes on the wire: metadata, delimiter, body. Read slowly, the function waits. */
  readonly wire: Readable;
  /** Settles when the function is done; rejects when it failed or returned without ending its stream. */
  readonly done: Promise<void>;
}

/** Runs the function once. A failed run ends the stream early; only `done` shows that it is incomplete. */
export function invoke(handler: StreamHandler, event: APIGatewayProxyEvent, requestId: string): Invocation {
  const wire = new PassThrough();
  const done = run(handler, event, requestId, wire).finally(() => wire.end());
  // A reader gets the failure at the end of the stream; until then it must not be an unhandled rejection.
  done.catch(() => undefined);
  return { wire, done };
}

const DELIMITER_LENGTH = 8;
/** The longest that a streamed REST API response may take, and so the function's timeout here. */
const FUNCTION_TIMEOUT_MS = 15 * 60_000;

async function run(
  handler: StreamHandler,
  event: APIGatewayProxyEvent,
  requestId: string,
  wire: PassThrough,
): Promise<void> {
  const deadline = performance.now() + FUNCTION_TIMEOUT_MS;
  const stream = runtimeStream(wire);
  // The event crosses a process boundary as JSON; a reference to the gateway's own objects must not get through. The
  // product sees the runtime's stream as the type that @types/aws-lambda declares, which promises more than there is.
  await handler(
    JSON.parse(JSON.stringify(event)) as APIGatewayProxyEvent,
    stream as unknown as Parameters<StreamHandler>[1],
    { awsRequestId: requestId, getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())) },
  );
  if (!wire.writableEnded) throw new Error('Response stream is not finished.');
}

type RuntimeStream = ReturnType<typeof runtimeStream>;

function runtimeStream(wire: PassThrough) {
  let written = false;
  const stream = {
    _onBeforeFirstWrite: undefined as ((write: (chunk: string | Uint8Array) => boolean) => void) | undefined,
    setContentType(_contentType: string): void {
      if (written) throw new Error('Cannot set content-type, too late.');
    },
    write(chunk: string | Uint8Array): boolean {
      if (!written) stream._onBeforeFirstWrite?.((prelude) => wire.write(prelude));
      written = true;
      return wire.write(chunk);
    },
    end: (done?: () => void) => wire.end(done),
  };
  for (const name of METHODS) Object.defineProperty(stream, name, { value: wire[name].bind(wire) });
  for (const name of STATES) Object.defineProperty(stream, name, { get: () => wire[name] });
  return stream;
}

const METHODS = ['destroy', 'on', 'once', 'off', 'addListener', 'removeListener', 'emit', 'listenerCount'] as const;
const STATES = [
  'destroyed',
  'writable',
  'writableEnded',
  'writableFinished',
  'writableNeedDrain',
  'writableLength',
  'writableHighWaterMark',
] as const;
