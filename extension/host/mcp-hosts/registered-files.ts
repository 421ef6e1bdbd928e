import type { ExtensionContext } from 'vscode';
import { RegisteredFile } from './registered-file.ts';

/** The configuration files with servers of ours, as this editor remembers them. */
const KEY = 'registeredFiles';

export function registeredFiles({ globalState }: ExtensionContext): readonly RegisteredFile[] {
  return RegisteredFile.array().catch([]).parse(globalState.get(KEY));
}

/** The first record of a server in a file is kept, because it knows what was created for the server. */
export async function remember(context: ExtensionContext, registered: RegisteredFile): Promise<void> {
  const files = registeredFiles(context);
  if (!files.some((each) => isSame(each, registered))) await context.globalState.update(KEY, [...files, registered]);
}

export async function forget(context: ExtensionContext, registered: RegisteredFile): Promise<void> {
  await context.globalState.update(
    KEY,
    registeredFiles(context).filter((each) => !isSame(each, registered)),
  );
}

function isSame(one: RegisteredFile, other: RegisteredFile): boolean {
  return one.file === other.file && one.key === other.key;
}
