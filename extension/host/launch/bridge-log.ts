import { mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { serverKey } from '../servers/known-server.ts';

const LONGEST_BYTES = 1_000_000;

/** Where the bridge of a server writes its log when this editor starts it. */
export function bridgeLogFile(storageFolder: string, label: string): string {
  return path.join(storageFolder, 'logs', `${serverKey(label)}.log`);
}

/** Prepares the log file of a bridge that is about to start. A long log is renamed to `.old`. */
export async function prepareBridgeLog(storageFolder: string, label: string): Promise<string> {
  const file = bridgeLogFile(storageFolder, label);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    if ((await stat(file)).size > LONGEST_BYTES) await rename(file, `${file}.old`);
  } catch {
    // There is no log yet, or another bridge is writing to it.
  }
  return file;
}
