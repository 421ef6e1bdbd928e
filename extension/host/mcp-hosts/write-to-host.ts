import path from 'node:path';
import * as vscode from 'vscode';
import {
  ConfigurationFileError,
  editText,
  readConfiguration,
  replaceConfiguration,
} from '../configuration-files/configuration-file.ts';
import { writeEntry, type EntryEdit } from './entry-edit.ts';
import { lineDiff } from '../configuration-files/line-diff.ts';
import { hostEntry, hostFileText, type McpHost } from './mcp-hosts.ts';
import { showPreview } from '../configuration-files/preview.ts';
import { askPick, type PickAnswer } from '../input/quick-input.ts';
import { unregister, type RegisteredFile } from './registered-file.ts';
import { forget, remember } from './registered-files.ts';
import type { BACK } from '../input/run-steps.ts';
import type { StdioLaunch } from '../launch/stdio-launch.ts';

export interface HostServer {
  readonly host: McpHost;
  /** Absolute path of the host's file. */
  readonly file: string;
  readonly key: string;
  readonly launch: StdioLaunch;
  readonly program: RegisteredFile['program'];
}

/** What the person did with the preview; undefined: gave up. */
export type Written =
  | { readonly kind: 'written'; readonly undo: () => Promise<void> }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'copied' }
  | typeof BACK
  | undefined;

/**
 * Shows the change to the host's file, then writes the server and records it. If the file changes in the meantime, the
 * new change is shown. Reports failures itself.
 */
export async function writeToHost(
  context: vscode.ExtensionContext,
  server: HostServer,
  canGoBack: boolean,
): Promise<Written> {
  const { host, file, key, launch, program } = server;
  try {
    for (;;) {
      const before = await readConfiguration(file);
      const edit = editText(file, () => writeEntry(before, key, hostEntry(host, launch)));
      const { madeContainer } = edit;
      const registered = { file, key, program, madeFile: before === undefined, madeContainer };
      if (edit.change === 'none') {
        await remember(context, registered);
        return { kind: 'unchanged' };
      }
      const choice = await askToWrite(server, before, edit, canGoBack);
      if (typeof choice !== 'object') return choice;
      if (choice.action === 'copy') {
        await vscode.env.clipboard.writeText(hostFileText(host, key, launch));
        return { kind: 'copied' };
      }
      if (!(await replaceConfiguration(file, before, edit.text))) continue;
      await remember(context, registered);
      return { kind: 'written', undo: () => undo(context, registered, before, edit) };
    }
  } catch (thrown) {
    await sayWhyNot(thrown, hostFileText(host, key, launch));
    return undefined;
  }
}

type Choice = vscode.QuickPickItem & { readonly action: 'write' | 'copy' };

async function askToWrite(
  { host, file, key }: HostServer,
  before: string | undefined,
  edit: EntryEdit,
  canGoBack: boolean,
): Promise<PickAnswer<Choice>> {
  const close = await showPreview(`${path.basename(file)}.diff`, `${file}\n\n${lineDiff(before ?? '', edit.text)}\n`);
  const backup =
    before === undefined ? '' : vscode.l10n.t('The current file is kept as {0}.', `${path.basename(file)}.bak`);
  const replaced = vscode.l10n.t('This replaces another server named {0}.', key);
  const items: readonly Choice[] = [
    {
      label: vscode.l10n.t('$(save) Write'),
      description: file,
      detail: edit.change === 'replaced' ? `${replaced} ${backup}` : backup,
      action: 'write',
    },
    { label: vscode.l10n.t('$(copy) Copy Instead'), detail: vscode.l10n.t('The file is not changed.'), action: 'copy' },
  ];
  try {
    return await askPick({
      title: vscode.l10n.t('Case Insights for {0}', host.name),
      placeholder: vscode.l10n.t('Write the changes in the preview?'),
      items,
      step: undefined,
      totalSteps: undefined,
      canGoBack,
    });
  } finally {
    await close();
  }
}

async function undo(
  context: vscode.ExtensionContext,
  registered: RegisteredFile,
  before: string | undefined,
  edit: EntryEdit,
): Promise<void> {
  try {
    // If the file was changed since, only our entry is removed.
    if (!(await replaceConfiguration(registered.file, edit.text, before))) await unregister(registered);
    await forget(context, registered);
  } catch (thrown) {
    await sayWhyNot(thrown);
  }
}

/** Says what is wrong with a configuration file, and opens it there. */
export async function sayWhyNot(thrown: unknown, text?: string): Promise<void> {
  if (!(thrown instanceof ConfigurationFileError)) throw thrown;
  const open = vscode.l10n.t('Open File');
  const copy = vscode.l10n.t('Copy Configuration');
  const choice = await vscode.window.showErrorMessage(thrown.message, open, ...(text === undefined ? [] : [copy]));
  if (choice === copy && text !== undefined) await vscode.env.clipboard.writeText(text);
  if (choice !== open) return;
  const { line, column } = thrown.position ?? { line: 1, column: 1 };
  const place = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(thrown.file), { selection: new vscode.Range(place, place) });
}
