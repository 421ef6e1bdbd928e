import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from './log.ts';
import { isObject, type JsonObject } from './message.ts';

/** A server's own answers, kept from one start of the bridge to the next. */
export interface RememberedAnswers {
  readonly get: (key: string) => JsonObject | undefined;
  /** Undefined forgets it. The file has changed when this returns: a bridge may end right after its first answer. */
  readonly set: (key: string, result: JsonObject | undefined) => void;
}

/** One user has few servers and few hosts; older files and answers go. */
const MOST_FILES = 20;
const MOST_ANSWERS = 40;

/** The file's name for one server, as one identity, under one version of the bridge. */
export function answersFile(folder: string, identity: readonly (string | undefined)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
  return path.join(folder, `answers-${hash}.json`);
}

/** Reads the file when it is first asked. A missing, broken or read-only file is ignored. */
export function rememberedAnswers(file: string, log: Log): RememberedAnswers {
  let answers: Map<string, JsonObject> | undefined;
  const known = () => (answers ??= read(file));

  const write = () => {
    const folder = path.dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Another bridge may have written in the meantime. Its entries stay; entries of this bridge win.
    const all = [...new Map([...read(file), ...known()])].slice(-MOST_ANSWERS);
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
    renameSync(draft, file);
    removeOldest(folder);
  };

  return {
    get: (key) => known().get(key),
    set(key, result) {
      known().delete(key);
      if (result !== undefined) known().set(key, result);
      try {
        write();
      } catch (thrown) {
        log.debug(`the answers can't be cached: ${thrown instanceof Error ? thrown.name : 'unknown'}`);
      }
    },
  };
}

function read(file: string): Map<string, JsonObject> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const entries = isObject(value) ? Object.entries(value) : [];
    return new Map(entries.filter((entry): entry is [string, JsonObject] => isObject(entry[1])));
  } catch {
    return new Map();
  }
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.startsWith('answers-'))
    .map((name) => path.join(folder, name));
  if (files.length <= MOST_FILES) return;
  const byAge = files.map((file) => ({ file, at: statSync(file).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { file } of byAge.slice(MOST_FILES)) rmSync(file, { force: true });
}
