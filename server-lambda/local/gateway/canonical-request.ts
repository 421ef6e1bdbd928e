import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** An HTTP request as it arrived: nothing decoded, merged or normalised. */
export interface WireRequest {
  readonly method: string;
  /** Path and query of the request line, e.g. `/v1/tools?a=1`. */
  readonly target: string;
  /** Header lines in order; names in any case, a repeated header is repeated here. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/**
 * The canonical request of Signature Version 4, written from the specification (AWS, "Create a signed AWS API
 * request"), not with the product's signer, so that the gateway judges the signer and not the signer itself.
 *
 * As execute-api does it: the path is normalised and its already encoded segments are encoded once more, and the
 * body's hash is always that of the bytes received, whatever `x-amz-content-sha256` says.
 */
export function canonicalRequest(request: WireRequest, signedHeaders: readonly string[]): string {
  const { path, query } = splitTarget(request.target);
  // Names are ASCII, so the order of code units is the order of bytes that the specification asks for.
  const names = [...signedHeaders].sort();
  return [
    request.method,
    canonicalPath(normalizePath(path)),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headerValues(request, name).map(collapseSpaces).join(',')}`),
    '',
    names.join(';'),
    sha256Hex(request.body),
  ].join('\n');
}

/** Every value of a header, in order; an empty list when the header is absent. */
export function headerValues(request: WireRequest, lowerCaseName: string): string[] {
  return request.headers.filter(([name]) => name.toLowerCase() === lowerCaseName).map(([, value]) => value);
}

/** Splits a request target at its first `?`; `query` is empty if there is none. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const mark = target.indexOf('?');
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

/** Encodes each segment of a path unchanged: a percent-encoded segment is encoded a second time. */
export function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => uriEncode(Buffer.from(segment, 'utf8')))
    .join('/');
}

/** Removes `.`, `..` and empty segments (RFC 3986, section 6); a trailing slash stays. */
export function normalizePath(path: string): string {
  return posix.normalize(`/${path}`);
}

/** Names and values decoded, encoded again in the one way the specification allows, and sorted. */
export function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const mark = pair.indexOf('=');
      const [name, value] = mark === -1 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)];
      return { name: uriEncode(percentDecode(name)), value: uriEncode(percentDecode(value)) };
    })
    .sort((a, b) => byCodePoint(a.name, b.name) || byCodePoint(a.value, b.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Bytes, not text: a query may carry any octets. `+` is itself, and a stray `%` stays a percent sign. */
export function percentDecode(text: string): Buffer {
  const bytes: Buffer[] = [];
  for (const part of text.split(/(%[0-9A-Fa-f]{2})/)) {
    bytes.push(/^%[0-9A-Fa-f]{2}$/.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part, 'utf8'));
  }
  return Buffer.concat(bytes);
}

const UNRESERVED = /[A-Za-z0-9\-._~]/;

function uriEncode(bytes: Uint8Array): string {
  let encoded = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    encoded += UNRESERVED.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

function collapseSpaces(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}

// Canonical strings are ASCII here, so the order of code units is the order of bytes that the specification asks for.
function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
