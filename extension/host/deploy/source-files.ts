import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { openReadOnly } from './read-only-document.ts';

/** Lets a person choose a file of the server's source, which then opens in a tab that cannot be edited. */
export async function chooseSourceFile(folder: vscode.Uri): Promise<void> {
  const files = await listFiles(folder.fsPath);
  const choice = await vscode.window.showQuickPick(
    files.map((label) => ({ label })),
    {
      title: vscode.l10n.t('Source code of the deployed server: {0} files', files.length),
      placeHolder: vscode.l10n.t('Choose a file to open. The entry point is handler.ts.'),
      ignoreFocusOut: true,
    },
  );
  if (choice === undefined) return;
  await openReadOnly(`server-source/${choice.label}`, await readFile(path.join(folder.fsPath, choice.label), 'utf8'));
}

/** Paths relative to the folder, with slashes; entry points first. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
  const depth = (file: string) => file.split('/').length;
  return files.sort((a, b) => depth(a) - depth(b) || a.localeCompare(b, 'en'));
}
