import { SqlFailure } from './implementation.ts';

/** Hexadecimal digits in either case. */
export function decodeHex(text: string): Uint8Array {
  if (text.length % 2 === 1) throw new SqlFailure(`invalid input length ${text.length}`);
  const bad = /[^0-9a-fA-F]/u.exec(text)?.[0];
  if (bad !== undefined) throw new SqlFailure(`not a hexadecimal digit: "${bad}" = ${bad.codePointAt(0) ?? 0}`);
  return new Uint8Array(Buffer.from(text, 'hex'));
}

/** As Java's decoder: padding may be left out, but not be wrong. */
export function decodeBase64(text: string, alphabet: 'base64' | 'base64url'): Uint8Array {
  if (text.length === 1) throw new SqlFailure('Input byte[] should at least have 2 bytes for base64 bytes');
  const letters = alphabet === 'base64' ? /^[A-Za-z0-9+/]*/ : /^[A-Za-z0-9_-]*/;
  const [body = ''] = letters.exec(text) ?? [];
  const rest = text.slice(body.length);
  if (rest !== '') checkPadding(rest, body.length);
  if (body.length % 4 === 1) throw new SqlFailure('Last unit does not have enough valid bits');
  return new Uint8Array(Buffer.from(body, alphabet));
}

function checkPadding(rest: string, length: number): void {
  if (!rest.startsWith('='))
    // Java's bytes have a sign.
    throw new SqlFailure(`Illegal base64 character ${((rest.charCodeAt(0) << 24) >> 24).toString(16)}`);
  const missing = (4 - (length % 4)) % 4;
  if (missing === 3) throw new SqlFailure('Last unit does not have enough valid bits');
  if (missing === 0 || (missing === 2 && !rest.startsWith('==')))
    throw new SqlFailure('Input byte array has wrong 4-byte ending unit');
  if (rest.length > missing) throw new SqlFailure(`Input byte array has incorrect ending byte at ${length + missing}`);
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function encodeBase32(bytes: Uint8Array): string {
  let digits = '';
  let [pending, bits] = [0, 0];
  for (const byte of bytes) {
    [pending, bits] = [(pending << 8) | byte, bits + 8];
    for (; bits >= 5; bits -= 5) digits += digitOf(pending >> (bits - 5));
    pending &= 31;
  }
  if (bits > 0) digits += digitOf(pending << (5 - bits));
  return digits.padEnd(Math.ceil(digits.length / 8) * 8, '=');
}

/** The digit of the last five bits. */
function digitOf(bits: number): string {
  return BASE32[bits & 31] ?? '';
}

function hexCode(character: string): string {
  return `0x${(character.codePointAt(0) ?? 0).toString(16)}`;
}

export function decodeBase32(text: string): Uint8Array {
  let length = text.length;
  while (text[length - 1] === '=') length--;
  const digits = text.slice(0, length);
  if ([1, 3, 6].includes(digits.length % 8)) throw new SqlFailure(`Invalid input length ${digits.length}`);
  const bytes: number[] = [];
  let [pending, bits] = [0, 0];
  for (const digit of digits) {
    const value = BASE32.indexOf(digit);
    if (value < 0) throw new SqlFailure(`Unrecognized character: ${/[!-~]/.test(digit) ? digit : hexCode(digit)}`);
    [pending, bits] = [((pending & 255) << 5) | value, bits + 5];
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((pending >> bits) & 255);
  }
  return Uint8Array.from(bytes);
}
