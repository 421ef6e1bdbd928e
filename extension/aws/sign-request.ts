import { SignatureV4 } from '@smithy/signature-v4';
import { createHash, createHmac } from 'node:crypto';
import type { AwsCredentials } from './aws-credentials.ts';
import { readQuery } from './wire-path.ts';

/** The parts of a request that are signed. */
export interface UnsignedRequest {
  readonly method: string;
  /** As it goes over the wire; see `wirePath`. */
  readonly url: URL;
  /** Names in lower case; all of them are signed but those that a proxy may change on the way. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface SigningScope {
  readonly region: string;
  /** `execute-api` for API Gateway. */
  readonly service: string;
}

/**
 * The request's headers with those of AWS Signature Version 4 added: `host` (with its port unless it is the default
 * one), `x-amz-date`, `x-amz-security-token` where the credentials have one, and `authorization`.
 */
export async function signRequest(
  request: UnsignedRequest,
  credentials: AwsCredentials,
  scope: SigningScope,
  date: Date,
): Promise<Record<string, string>> {
  const { url } = request;
  const signer = new SignatureV4({ ...scope, credentials, sha256: NodeSha256, applyChecksum: false });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: readQuery(url),
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: date },
  );
  return signed.headers;
}

type RunningHash = ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
type HashSource = string | ArrayBuffer | ArrayBufferView;

/** The hash for the signer, implemented by Node's native code. */
class NodeSha256 {
  #hash: RunningHash;
  readonly #secret: Uint8Array | undefined;

  constructor(secret?: HashSource) {
    this.#secret = secret === undefined ? undefined : toBytes(secret);
    this.#hash = this.#start();
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#start();
  }

  #start(): RunningHash {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', this.#secret);
  }
}

function toBytes(source: HashSource): Uint8Array {
  if (typeof source === 'string') return Buffer.from(source, 'utf8');
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
