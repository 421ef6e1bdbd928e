import { errorCode } from '#core/error-code.ts';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readFile, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { renameOver } from '../../aws/rename-over.ts';
import { JsoncError } from './jsonc-document.ts';

/** A configuration file was left unchanged; the message says why, and what to do. */
export class ConfigurationFileError extends Error {
  override readonly name = 'ConfigurationFileError';
  readonly file: string;
  /** Where in the file, if the reason lies there; lines and columns count from 1. */
  readonly position: { readonly line: number; readonly column: number } | undefined;

  constructor(
    file: string,
    message: string,
    { position, cause }: Partial<Pick<Error, 'cause'> & Pick<ConfigurationFileError, 'position'>> = {},
  ) {
    super(message, { cause });
    this.file = file;
    this.position = position;
  }
}

/** The file's text, a byte order mark included; undefined if there is no such file. Rejects with a ConfigurationFileError. */
export async function readConfiguration(file: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw explain(file, thrown);
  }
}

/**
 * Puts `text` in place of `expected` (undefined: no file), atomically, and keeps the old text next to it as `.bak`.
 * Resolves to false, with nothing changed, if the file has other content than expected, because another program or
 * window wrote it in the meantime. A symbolic link stays one. Rejects with a ConfigurationFileError.
 */
export async function replaceConfiguration(
  file: string,
  expected: string | undefined,
  text: string | undefined,
): Promise<boolean> {
  try {
    const target = await targetOf(file);
    await mkdir(path.dirname(target), { recursive: true });
    return await alone(target, async () => {
      if ((await readConfiguration(target)) !== expected) return false;
      const mode = expected === undefined ? undefined : await writableMode(target, file);
      if (expected !== undefined) await writeAtOnce(`${target}.bak`, expected, mode);
      if (text === undefined) await rm(target, { force: true });
      else await writeAtOnce(target, text, mode);
      return true;
    });
  } catch (thrown) {
    throw explain(file, thrown);
  }
}

/**
 * Reads, edits and writes, again if another window writes in between. The edit returns the same text to leave the file
 * unchanged. It is not called if there is no file. Resolves to whether the file changed.
 */
export async function editConfiguration(file: string, edit: (text: string) => string): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const before = await readConfiguration(file);
    if (before === undefined) return false;
    const after = editText(file, () => edit(before));
    if (after === before) return false;
    if (await replaceConfiguration(file, before, after)) return true;
  }
  throw new ConfigurationFileError(file, `${file} keeps changing. Close the program that writes it, then try again.`);
}

/** Runs an edit of the file's text; a JsoncError becomes a ConfigurationFileError that names the place. */
export function editText<Result>(file: string, edit: () => Result): Result {
  try {
    return edit();
  } catch (thrown) {
    if (!(thrown instanceof JsoncError)) throw thrown;
    const { line, column, message } = thrown;
    throw new ConfigurationFileError(
      file,
      `${file} was not changed, because it is not valid JSON: line ${line}, column ${column}, ${message}. Correct it, then try again.`,
      { position: { line, column }, cause: thrown },
    );
  }
}

/** Where a symbolic link leads, also where there is nothing yet. */
async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
  }
  const link = await readlink(file).catch(() => undefined);
  return link === undefined ? file : targetOf(path.resolve(path.dirname(file), link));
}

/** Renaming would replace a read-only file too, against its owner's intention. */
async function writableMode(target: string, file: string): Promise<number> {
  const { mode } = await stat(target);
  if ((mode & 0o222) === 0) throw readOnly(file);
  await (await open(target, 'r+')).close();
  return mode & 0o777;
}

/** Written to a temporary file and renamed: a reader finds the old text or the new one, never half of it. */
async function writeAtOnce(file: string, text: string, mode: number | undefined): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    // The file may contain secrets of other servers.
    await writeFile(temporary, text, { mode: mode ?? 0o600, flag: 'wx', flush: true });
    if (mode !== undefined) await chmod(temporary, mode);
    await renameOver(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

const LOCK_IS_STALE_MS = 10_000;

/** Only one window changes a file at a time. */
async function alone<Result>(target: string, run: () => Promise<Result>): Promise<Result> {
  const lock = `${target}.case-insights-lock`;
  for (let attempt = 0; ; attempt++) {
    try {
      await (await open(lock, 'wx')).close();
      break;
    } catch (thrown) {
      // On Windows, creating a lock that is just being deleted fails with EPERM.
      const isTaken = errorCode(thrown) === 'EEXIST' || (process.platform === 'win32' && errorCode(thrown) === 'EPERM');
      if (!isTaken || attempt === 200) throw thrown;
      const age = Date.now() - (await stat(lock).then(({ mtimeMs }) => mtimeMs, Date.now));
      if (age > LOCK_IS_STALE_MS) await rm(lock, { force: true });
      else await delay(25);
    }
  }
  try {
    return await run();
  } finally {
    await rm(lock, { force: true });
  }
}

function explain(file: string, thrown: unknown): ConfigurationFileError {
  if (thrown instanceof ConfigurationFileError) return thrown;
  const code = errorCode(thrown);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return readOnly(file, thrown);
  const problem =
    code === 'EISDIR' || code === 'ENOTDIR'
      ? 'a folder is where a file should be, or a file where a folder should be. Move it away'
      : code === 'ELOOP'
        ? 'its symbolic links form a loop. Correct them'
        : code === 'ENOSPC' || code === 'EDQUOT'
          ? 'the disk is full. Free some space'
          : code === 'EEXIST'
            ? `another window is changing it. If no other window is open, delete ${file}.case-insights-lock`
            : thrown instanceof TypeError
              ? 'it is not UTF-8 text. Save it as UTF-8'
              : `${code ?? 'unknown error'}. Check the file`;
  return new ConfigurationFileError(file, `${file} was not changed:  ${problem}, then try again.`, { cause: thrown });
}

function readOnly(file: string, cause?: unknown): ConfigurationFileError {
  const message = `${file} was not changed, because it is read-only. Make it writable and try again, or copy the configuration and add it yourself.`;
  return new ConfigurationFileError(file, message, { cause });
}
