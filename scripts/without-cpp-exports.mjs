// Removes exports from the engine's WebAssembly that only DuckDB extensions need. DuckDB exports 72,000 C++ symbols for
// extensions that are loaded at run time, which this product forbids. Registering them takes longer than the rest of
// the start.
import { Buffer } from 'node:buffer';

/** C++ symbols, and the variants of functions that Emscripten keeps for them. */
const CPP_SYMBOL = /^(_Z|orig\$)/;
const MAGIC = Buffer.from('\0asm\x01\0\0\0', 'latin1');
const EXPORT_SECTION = 7;

/**
 * The same module with fewer exports, see https://webassembly.github.io/spec/core/binary/modules.html. Throws if the
 * bytes are not a module.
 * @param {Uint8Array} module
 */
export function withoutCppExports(module) {
  const bytes = Buffer.from(module.buffer, module.byteOffset, module.byteLength);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('This is not a WebAssembly module.');
  const parts = [MAGIC];
  for (let at = MAGIC.length; at < bytes.length;) {
    const [size, body] = readUnsigned(bytes, at + 1);
    const section = bytes.subarray(body, body + size);
    if (bytes[at] === EXPORT_SECTION) {
      const kept = keptExports(section);
      parts.push(Buffer.of(EXPORT_SECTION), unsigned(kept.length), kept);
    } else parts.push(bytes.subarray(at, body), section);
    at = body + size;
  }
  return Buffer.concat(parts);
}

/** @param {Buffer} section */
function keptExports(section) {
  const [count, first] = readUnsigned(section, 0);
  const kept = [];
  for (let i = 0, at = first; i < count; i++) {
    const [length, name] = readUnsigned(section, at);
    // After the name come one byte for the kind and an index.
    const [, end] = readUnsigned(section, name + length + 1);
    if (!CPP_SYMBOL.test(section.toString('utf8', name, name + length))) kept.push(section.subarray(at, end));
    at = end;
  }
  return Buffer.concat([unsigned(kept.length), ...kept]);
}

/**
 * A number in LEB128, and the offset behind it.
 * @param {Buffer} bytes
 * @param {number} at
 */
function readUnsigned(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7, at++) {
    const byte = bytes.readUInt8(at);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

/** @param {number} value */
function unsigned(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return Buffer.of(...bytes, value);
}
