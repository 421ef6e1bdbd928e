import * as vscode from 'vscode';
import { readPastedKeys } from '../../aws/pasted-keys.ts';
import { keepKeys } from './kept-keys.ts';

/** Asks for temporary keys that were copied elsewhere, and stores them. Resolves to false if the person gave up. */
export async function pasteKeys(context: vscode.ExtensionContext): Promise<boolean> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Paste Temporary Keys'),
    prompt: vscode.l10n.t(
      'Paste all lines at once: export, set or $Env: lines, a section of a credentials file, or JSON. The editor stores the keys in its secret storage.',
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value === '' ? undefined : problemOf(value)),
  });
  if (text === undefined) return false;
  const reading = readPastedKeys(text);
  if (!reading.ok) return false;
  await keepKeys(context, reading.keys);
  return true;
}

function problemOf(text: string): string | undefined {
  const reading = readPastedKeys(text);
  if (reading.ok) return undefined;
  return vscode.l10n.t('Missing from the pasted text: {0}.', reading.missing.join(', '));
}
