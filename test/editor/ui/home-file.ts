import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a file below the home folder, line by line. */
export function writeHomeFile(home: string, name: string, lines: readonly string[]): void {
  const file = path.join(home, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}
