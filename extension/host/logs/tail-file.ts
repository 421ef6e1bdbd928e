import { open, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** What is read of a file that is there already. */
const LAST_BYTES = 20_000;
const PAUSE_MS = 1_000;

/**
 * The lines of a file as they are written, beginning with its last ones. A new file, or one that replaces a renamed
 * file, is read from its beginning.
 */
export async function* tailFile(
  file: string,
  signal: AbortSignal,
  pause: (ms: number, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<readonly string[]> {
  let position: number | undefined;
  let rest = '';
  // A character may arrive in two parts.
  const decoder = new StringDecoder('utf8');
  while (!signal.aborted) {
    const handle = await openIfThere(file);
    if (handle === undefined) position = 0;
    else {
      try {
        const { size } = await handle.stat();
        position ??= Math.max(0, size - LAST_BYTES);
        if (size < position) position = 0;
        const buffer = Buffer.alloc(size - position);
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
        position += bytesRead;
        const lines = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
        rest = lines.pop() ?? '';
        const whole = lines.filter((line) => line !== '');
        if (whole.length > 0) yield whole;
      } finally {
        await handle.close();
      }
    }
    await pause(PAUSE_MS, signal);
  }
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch {
    return undefined;
  }
}
