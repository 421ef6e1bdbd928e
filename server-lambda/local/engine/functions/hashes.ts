const word = (value: bigint) => BigInt.asUintN(64, value);
const rotated = (value: bigint, bits: bigint) => word((value << bits) | (value >> (64n - bits)));

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The usual CRC-32, of zip files and Ethernet. */
export function crc32(bytes: Uint8Array): bigint {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return BigInt(~crc >>> 0);
}

const X1 = 0x9e3779b185ebca87n;
const X2 = 0xc2b2ae3d27d4eb4fn;
const X3 = 0x165667b19e3779f9n;
const X4 = 0x85ebca77c2b2ae63n;
const X5 = 0x27d4eb2f165667c5n;

/** XXH64 with seed 0, its eight bytes from the highest. */
export function xxhash64(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  let at = 0;
  let hash = X5;
  if (bytes.length >= 32) {
    const lanes = [word(X1 + X2), X2, 0n, word(-X1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (let lane = 0; lane < 4; lane++)
        lanes[lane] = xxRound(lanes[lane] ?? 0n, view.getBigUint64(at + lane * 8, true));
    hash = lanes.reduce((sum, lane, index) => word(sum + rotated(lane, [1n, 7n, 12n, 18n][index] ?? 0n)), 0n);
    hash = lanes.reduce((mixed, lane) => word((mixed ^ xxRound(0n, lane)) * X1 + X4), hash);
  }
  hash = xxTail(word(hash + BigInt(bytes.length)), view, at);
  hash = word((hash ^ (hash >> 33n)) * X2);
  hash = word((hash ^ (hash >> 29n)) * X3);
  return bigEndian(hash ^ (hash >> 32n), 8);
}

function xxRound(lane: bigint, input: bigint): bigint {
  return word(rotated(word(lane + input * X2), 31n) * X1);
}

function xxTail(start: bigint, view: DataView, from: number): bigint {
  let hash = start;
  let at = from;
  for (; at + 8 <= view.byteLength; at += 8)
    hash = word(rotated(hash ^ xxRound(0n, view.getBigUint64(at, true)), 27n) * X1 + X4);
  if (at + 4 <= view.byteLength) {
    hash = word(rotated(hash ^ word(BigInt(view.getUint32(at, true)) * X1), 23n) * X2 + X3);
    at += 4;
  }
  for (; at < view.byteLength; at++) hash = word(rotated(hash ^ word(BigInt(view.getUint8(at)) * X5), 11n) * X1);
  return hash;
}

const M1 = 0x87c37b91114253d5n;
const M2 = 0x4cf5ad432745937fn;

/** MurmurHash3 of 128 bits for x64 with seed 0, both words from the lowest byte. */
export function murmur3(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  let [h1, h2] = [0n, 0n];
  let at = 0;
  for (; at + 16 <= bytes.length; at += 16) {
    h1 = word(rotated(h1 ^ mixedFirst(view.getBigUint64(at, true)), 27n) + h2);
    h1 = word(h1 * 5n + 0x52dce729n);
    h2 = word(rotated(h2 ^ mixedSecond(view.getBigUint64(at + 8, true)), 31n) + h1);
    h2 = word(h2 * 5n + 0x38495ab5n);
  }
  h1 ^= mixedFirst(littleEndian(bytes.subarray(at, at + 8))) ^ BigInt(bytes.length);
  h2 ^= mixedSecond(littleEndian(bytes.subarray(at + 8))) ^ BigInt(bytes.length);
  h1 = word(h1 + h2);
  h2 = word(h2 + h1);
  [h1, h2] = [finished(h1), finished(h2)];
  h1 = word(h1 + h2);
  h2 = word(h2 + h1);
  const result = new DataView(new ArrayBuffer(16));
  result.setBigUint64(0, h1, true);
  result.setBigUint64(8, h2, true);
  return new Uint8Array(result.buffer);
}

const mixedFirst = (block: bigint) => word(rotated(word(block * M1), 31n) * M2);
const mixedSecond = (block: bigint) => word(rotated(word(block * M2), 33n) * M1);

function finished(value: bigint): bigint {
  const once = word((value ^ (value >> 33n)) * 0xff51afd7ed558ccdn);
  const twice = word((once ^ (once >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return twice ^ (twice >> 33n);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** So many bytes of a number, from the highest. */
export function bigEndian(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_none, index) => Number((value >> BigInt(8 * (size - 1 - index))) & 0xffn));
}
