import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the bridge consists of, in the extension's dist/. */
const FILES = ['bridge.js', 'bridge-program.js'] as const;

/** The place of bridge.js under the extension's storage folder; the same for all versions. */
export function stableBridge(storageFolder: string): string {
  return path.join(storageFolder, 'bridge', 'bridge.js');
}

/**
 * Brings the copy of the bridge in the extension's storage folder up to date, and resolves to its path, which no update
 * of the extension changes. Bridges that run or start meanwhile find all of their files: each version lies in a folder
 * of its own, and the file at the path only says which. Rejects if the copy cannot be made and there is no older one.
 */
export async function refreshStableBridge(distFolder: string, storageFolder: string): Promise<string> {
  const entry = stableBridge(storageFolder);
  const folder = path.dirname(entry);
  const files = await Promise.all(
    FILES.map(async (name) => ({ name, content: await readFile(path.join(distFolder, name)) })),
  );
  const hash = createHash('sha256');
  for (const { content } of files) hash.update(content);
  const version = `v-${hash.digest('hex').slice(0, 16)}`;
  const start = `require('./${version}/bridge.js');\n`;
  const before = await readFile(entry, 'utf8').catch(() => undefined);
  await mkdir(folder, { recursive: true });
  const versionFolder = path.join(folder, version);
  if (!(await isComplete(versionFolder, files))) await makeVersion(versionFolder, files);
  if (before !== start) await pointTo(entry, start, before !== undefined);
  await removeOthers(folder, [version, /v-[0-9a-f]+/.exec(before ?? '')?.[0]]);
  return entry;
}

type Files = readonly { readonly name: string; readonly content: Buffer }[];

async function isComplete(folder: string, files: Files): Promise<boolean> {
  const found = await Promise.all(
    files.map(({ name, content }) =>
      readFile(path.join(folder, name)).then(
        (copy) => copy.equals(content),
        () => false,
      ),
    ),
  );
  return found.every(Boolean);
}

/** Writes each file atomically, also if other windows do so at the same time. Never deletes an existing file. */
async function makeVersion(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await Promise.all(files.map(({ name, content }) => replaceFile(path.join(folder, name), content)));
  } catch (thrown) {
    // Another window may hold the file that it has just put there, which Windows does not let us replace.
    if (!(await isComplete(folder, files))) throw thrown;
  }
}

async function replaceFile(file: string, content: Buffer | string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** If the file cannot be replaced, as on Windows while it is being read, the older bridge stays in use. */
async function pointTo(entry: string, start: string, hasOlder: boolean): Promise<void> {
  try {
    await replaceFile(entry, start);
  } catch (thrown) {
    if (!hasOlder) throw thrown;
  }
}

/** Keeps the version before: a bridge that has just started from it may still be loading. */
async function removeOthers(folder: string, kept: readonly (string | undefined)[]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('v-') && !kept.includes(name));
  // Files in use cannot be deleted; a later update removes them.
  await Promise.allSettled(names.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}
