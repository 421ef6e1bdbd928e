export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Each run of bytes that is not a character, as Trino cuts them, becomes the replacement. */
export function decodeUtf8(bytes: Uint8Array, replacement: string): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const { code, size } = characterAt(bytes, at);
    text += code === undefined ? replacement : String.fromCodePoint(code);
    at += size;
  }
  return text;
}

/** The least code point that needs so many bytes. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** Without a code where the bytes are not a character. */
function characterAt(bytes: Uint8Array, at: number): { code?: number; size: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { code: first, size: 1 };
  const length = lengthOf(first);
  let code = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return { size: index };
    code = (code << 6) | (next & 0x3f);
  }
  const valid = length > 1 && length < 5 && code >= (LEAST[length] ?? 0) && code <= 0x10ffff;
  return valid && (code < 0xd800 || code > 0xdfff) ? { code, size: length } : { size: length };
}

/** By the first byte: also of sequences of five and six bytes, which old UTF-8 had. */
function lengthOf(first: number): number {
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  if (first < 0xf8) return 4;
  if (first < 0xfc) return 5;
  return first < 0xfe ? 6 : 1;
}

export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  // A Buffer is bytes, but prints and compares as itself.
  return new Uint8Array(Buffer.concat(parts));
}
