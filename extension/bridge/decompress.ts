import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpResponse } from './http.ts';

/** The body as the server meant it. None asks for compression, but proxies on the way have their own mind. */
export async function decompressed({ headers, body }: HttpResponse): Promise<AsyncIterable<Uint8Array>> {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return body;
  const { createBrotliDecompress, createUnzip } = await import('node:zlib');
  const output = new PassThrough();
  const decoder = encoding === 'br' ? createBrotliDecompress() : createUnzip();
  // What breaks in between comes out of `output`.
  pipeline(Readable.from(body), decoder, output).catch(() => undefined);
  return output;
}
