import { existsSync } from 'node:fs';
import { z } from 'zod';
import {
  editConfiguration,
  readConfiguration,
  replaceConfiguration,
} from '../configuration-files/configuration-file.ts';
import { isOurs, refreshEntry, removeEntry, type Launcher } from './entry-edit.ts';
import { getProperty } from '../configuration-files/jsonc-edit.ts';
import { CONTAINER } from './mcp-hosts.ts';

export const RegisteredFile = z.object({
  file: z.string(),
  key: z.string(),
  program: z.enum(['bridge', 'local']),
  madeFile: z.boolean(),
  madeContainer: z.boolean(),
});

/** A server that this extension wrote into a configuration file, and what else it made for that. */
export type RegisteredFile = z.output<typeof RegisteredFile>;

/** Removes the server, and everything that was created for it. Rejects with a ConfigurationFileError. */
export async function unregister({ file, key, madeFile, madeContainer }: RegisteredFile): Promise<void> {
  await editConfiguration(file, (text) =>
    isOurs(getProperty(text, [CONTAINER, key])) ? removeEntry(text, key, { dropContainer: madeContainer }) : text,
  );
  const rest = madeFile ? await readConfiguration(file) : undefined;
  if (rest?.trim() === '{}') await replaceConfiguration(file, rest, undefined);
}

/** Updates the program paths of the server. Rejects with a ConfigurationFileError. */
export async function refresh({ file, key }: RegisteredFile, launcher: Launcher): Promise<void> {
  await editConfiguration(file, (text) => refreshEntry(text, key, launcher, (program) => !existsSync(program)));
}
