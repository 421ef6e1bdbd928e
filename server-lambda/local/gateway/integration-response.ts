import type { Invocation } from './lambda-runtime.ts';

/** What precedes the body of a Lambda proxy integration's streamed answer. */
export interface IntegrationHead {
  readonly statusCode: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads the metadata from the wire, as API Gateway does, and leaves the body, still streaming, to the caller.
 * Rejects when the function failed, when the wire ends before the delimiter, or when what came is no metadata. The body
 * throws after its last chunk when the function failed on the way.
 */
export async function readIntegrationResponse({
  wire,
  done,
}: Invocation): Promise<{ readonly head: IntegrationHead; readonly body: AsyncIterable<Buffer> }> {
  // A PassThrough of bytes yields buffers.
  const chunks = wire[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  let received: Buffer = Buffer.alloc(0);
  let delimiterAt = -1;
  while (delimiterAt === -1) {
    const next = await chunks.next();
    if (next.done) {
      await done;
      throw new Error('The function ended its response before the metadata and its delimiter.');
    }
    received = Buffer.concat([received, next.value]);
    delimiterAt = received.indexOf(DELIMITER);
    if (delimiterAt === -1 && received.length > MAX_METADATA) {
      throw new Error(`The function's response has no delimiter in its first ${MAX_METADATA} bytes.`);
    }
  }
  const head = parseHead(received.subarray(0, delimiterAt).toString('utf8'));
  const first = received.subarray(delimiterAt + DELIMITER.length);
  async function* body(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    await done;
  }
  return { head, body: body() };
}

const DELIMITER = Buffer.alloc(8);
/** API Gateway looks for the delimiter in this much and no more. */
const MAX_METADATA = 16 * 1024;

function parseHead(metadata: string): IntegrationHead {
  const parsed: unknown = JSON.parse(metadata);
  if (!isRecord(parsed)) throw new Error("The metadata of the function's response is not a JSON object.");
  const statusCode = parsed['statusCode'] ?? 200;
  if (typeof statusCode !== 'number') throw new Error("The status code of the function's response is not a number.");
  const multi = Object.entries(isRecord(parsed['multiValueHeaders']) ? parsed['multiValueHeaders'] : {});
  const repeated = new Set(multi.map(([name]) => name.toLowerCase()));
  const single = Object.entries(isRecord(parsed['headers']) ? parsed['headers'] : {});
  return {
    statusCode,
    headers: [
      ...single
        .filter(([name]) => !repeated.has(name.toLowerCase()))
        .map(([name, value]) => [name, String(value)] as const),
      ...multi.flatMap(([name, values]) =>
        (Array.isArray(values) ? values : [values]).map((value) => [name, String(value)] as const),
      ),
    ],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
