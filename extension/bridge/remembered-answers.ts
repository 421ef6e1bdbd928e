import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from './log.ts';
import { isObject } from './message.ts';

type Result = Readonly<Record<string, unknown>>;

/** A server's own answers, kept from one start of the bridge to the next. */
export interface RememberedAnswers {
  readonly get: (key: string) => Result | undefined;
  /** Undefined forgets it. The file follows in the background. */
  readonly set: (key: string, result: Result | undefined) => void;
}

/** One user has few servers and few hosts; older files and answers go. */
const MOST_FILES = 20;
const MOST_ANSWERS = 40;

/** The file's name for one server, as one identity, under one version of the bridge. */
export function answersFile(folder: string, identity: readonly (string | undefined)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
  return path.join(folder, `answers-${hash}.json`);
}

/** Reads the file when it is first asked. A file that is missing, broken or can't be written is as good as none. */
export function rememberedAnswers(file: string, log: Log): RememberedAnswers {
  let answers: Map<string, Result> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const known = () => (answers ??= read(file));

  const write = async () => {
    const folder = path.dirname(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Another bridge may have written meanwhile: what it learned stays, what this one learned wins.
    const all = [...new Map([...read(file), ...known()])].slice(-MOST_ANSWERS);
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
    await rename(draft, file);
    await removeOldest(folder);
  };

  return {
    get: (key) => known().get(key),
    set(key, result) {
      known().delete(key);
      if (result !== undefined) known().set(key, result);
      writing = writing.then(write).catch((thrown: unknown) => {
        log.debug(`the answers can't be kept: ${thrown instanceof Error ? thrown.name : 'unknown'}`);
      });
    },
  };
}

function read(file: string): Map<string, Result> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const entries = isObject(value) ? Object.entries(value) : [];
    return new Map(entries.filter((entry): entry is [string, Result] => isObject(entry[1])));
  } catch {
    return new Map();
  }
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('answers-'));
  if (names.length <= MOST_FILES) return;
  const files = await Promise.all(
    names.map(async (name) => ({ file: path.join(folder, name), at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  files.sort((a, b) => b.at - a.at);
  await Promise.all(files.slice(MOST_FILES).map(({ file }) => rm(file, { force: true })));
}
