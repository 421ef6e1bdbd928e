import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { REPOSITORY } from './case-folder.ts';

const Program = z.object({
  collectTexts: z.custom<() => { readonly texts: readonly string[]; readonly unreadable: readonly string[] }>(),
  bundleText: z.custom<() => string>(),
});

/** What scripts/l10n-bundle.mjs does; a script has no types. */
export async function l10nProgram(): Promise<z.output<typeof Program>> {
  return Program.parse(await import(pathToFileURL(path.join(REPOSITORY, 'scripts', 'l10n-bundle.mjs')).href));
}
