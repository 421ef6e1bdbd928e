import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpResponse } from './http.ts';

/** The decompressed body. The bridge never asks for compression, but a proxy may compress anyway. */
export async function decompressed({ headers, body }: HttpResponse): Promise<AsyncIterable<Uint8Array>> {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return body;
  const { createBrotliDecompress, createUnzip } = await import('node:zlib');
  const output = new PassThrough();
  const decoder = encoding === 'br' ? createBrotliDecompress() : createUnzip();
  // Errors of the pipeline surface when `output` is read.
  pipeline(Readable.from(body), decoder, output).catch(() => undefined);
  return output;
}
