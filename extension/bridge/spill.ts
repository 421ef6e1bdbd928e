import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bytes that are too many for the memory, in a temporary file. */
export interface Spill {
  readonly append: (bytes: Uint8Array) => Promise<void>;
  /** All that was appended, from the beginning; may be called again. */
  readonly read: () => AsyncGenerator<Buffer, void, undefined>;
  /** Gives the file up; never rejects. */
  readonly discard: () => Promise<void>;
}

const CIPHER = 'aes-256-ctr';
const READ_BYTES = 64 * 1024;

/**
 * Opens one. Case texts must not lie about on a disk: the file is enciphered with a key that only this object holds,
 * nobody else may read it, and where the system allows it has no name any more.
 */
export async function openSpill(): Promise<Spill> {
  const key = randomBytes(32);
  const start = randomBytes(16);
  const file = path.join(tmpdir(), `case-insights-${randomUUID()}`);
  const handle = await open(file, 'wx+', 0o600);
  const named = process.platform === 'win32';
  if (!named) await rm(file);
  const cipher = createCipheriv(CIPHER, key, start);
  let size = 0;
  let given = false;

  return {
    async append(bytes) {
      const { bytesWritten } = await handle.write(cipher.update(bytes), 0, bytes.length, size);
      size += bytesWritten;
    },
    async *read() {
      const decipher = createDecipheriv(CIPHER, key, start);
      for (let at = 0; at < size;) {
        const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES, at);
        if (bytesRead === 0) throw new Error('The temporary file of an answer was cut.');
        at += bytesRead;
        yield decipher.update(buffer.subarray(0, bytesRead));
      }
    },
    async discard() {
      if (given) return;
      given = true;
      await handle.close().catch(() => undefined);
      if (named) await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
