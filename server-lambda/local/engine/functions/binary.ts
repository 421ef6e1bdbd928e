import { createHash, createHmac } from 'node:crypto';
import { decodeBase32, decodeBase64, decodeHex, encodeBase32 } from './base-encodings.ts';
import { bigEndian, crc32, murmur3, xxhash64 } from './hashes.ts';
import { SqlFailure } from './implementation.ts';
import { encodeUtf8 } from './utf8.ts';
import { asBigInt, asBytes, asNumber, asText, scalar } from './value-kinds.ts';
import type { ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

export const BINARY_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  crc32: scalar((bytes) => crc32(asBytes(bytes))),
  from_base32: scalar((text) => decodeBase32(typeof text === 'string' ? text : asciiText(text))),
  from_base64: scalar((text) => decodeBase64(asciiText(text), 'base64')),
  from_base64url: scalar((text) => decodeBase64(asciiText(text), 'base64url')),
  from_big_endian_32: scalar((bytes) => bigEndianView(bytes, 4).getInt32(0)),
  from_big_endian_64: scalar((bytes) => bigEndianView(bytes, 8).getBigInt64(0)),
  from_hex: scalar((text) => decodeHex(asciiText(text))),
  from_ieee754_32: scalar((bytes) => floatView(bytes, 4).getFloat32(0)),
  from_ieee754_64: scalar((bytes) => floatView(bytes, 8).getFloat64(0)),
  hmac_md5: hmac('md5'),
  hmac_sha1: hmac('sha1'),
  hmac_sha256: hmac('sha256'),
  hmac_sha512: hmac('sha512'),
  md5: hash('md5'),
  murmur3: scalar((bytes) => murmur3(asBytes(bytes))),
  sha1: hash('sha1'),
  sha256: hash('sha256'),
  sha512: hash('sha512'),
  to_base32: scalar((bytes) => encodeBase32(asBytes(bytes))),
  to_base64: scalar((bytes) => Buffer.from(asBytes(bytes)).toString('base64')),
  // Unlike Node's, Trino's has padding.
  to_base64url: scalar((bytes) =>
    Buffer.from(asBytes(bytes)).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
  ),
  to_big_endian_32: scalar((value) => bigEndian(BigInt(asNumber(value)), 4)),
  to_big_endian_64: scalar((value) => bigEndian(asBigInt(value), 8)),
  to_hex: scalar((bytes) => Buffer.from(asBytes(bytes)).toString('hex').toUpperCase()),
  to_ieee754_32: scalar((value) => written(4, (view) => view.setFloat32(0, asNumber(value)))),
  to_ieee754_64: scalar((value) => written(8, (view) => view.setFloat64(0, asNumber(value)))),
  xxhash64: scalar((bytes) => xxhash64(asBytes(bytes))),
};

/** These take text, or its bytes: a character for each byte. */
function asciiText(value: Value): string {
  return Buffer.from(value instanceof Uint8Array ? value : encodeUtf8(asText(value))).toString('latin1');
}

function hash(algorithm: string): ScalarImplementation {
  return scalar((bytes) => new Uint8Array(createHash(algorithm).update(asBytes(bytes)).digest()));
}

function hmac(algorithm: string): ScalarImplementation {
  return scalar((bytes, key) => {
    if (asBytes(key).length === 0) throw new SqlFailure('Empty key');
    return new Uint8Array(createHmac(algorithm, asBytes(key)).update(asBytes(bytes)).digest());
  });
}

function bigEndianView(value: Value, size: number): DataView {
  const bytes = asBytes(value);
  if (bytes.length !== size) throw new SqlFailure(`expected ${size}-byte input, but got instead: ${bytes.length}`);
  return new DataView(bytes.buffer, bytes.byteOffset, size);
}

function floatView(value: Value, size: number): DataView {
  if (asBytes(value).length !== size)
    throw new SqlFailure(`Input floating-point value must be exactly ${size} bytes long`);
  return bigEndianView(value, size);
}

function written(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}
