import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The settings of the machine, which the editor keeps below the home folder. */
const SETTINGS = 'user-data/Machine/settings.json';

/** Writes a file below the home folder, line by line. */
export function writeHomeFile(home: string, name: string, lines: readonly string[]): void {
  const file = path.join(home, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Writes profiles with lasting keys. */
export function writeProfiles(home: string, profiles: Readonly<Record<string, Key>>): void {
  const lines = Object.entries(profiles).flatMap(([name, { accessKeyId, secretAccessKey }]) => [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
  ]);
  writeHomeFile(home, '.aws/credentials', lines);
}

export function writeSettings(home: string, settings: object): void {
  writeHomeFile(home, SETTINGS, [JSON.stringify(settings)]);
}

export function readSettings(home: string): string {
  return readFileSync(path.join(home, SETTINGS), 'utf8');
}
