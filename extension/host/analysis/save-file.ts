import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ExportFormat } from '../../protocol/analysis.ts';

const FORMATS: Readonly<Record<ExportFormat, readonly [ending: string, name: string]>> = {
  markdown: ['md', 'Markdown'],
  html: ['html', 'HTML'],
  csv: ['csv', 'CSV'],
  json: ['json', 'JSON'],
};

/** Asks for a path, writes the file and offers to open it. Rejects if it cannot be written. */
export async function saveFile(name: string, format: ExportFormat, content: string): Promise<void> {
  const [ending, type] = FORMATS[format];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, `${name}.${ending}`),
    filters: { [type]: [ending] },
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  const open = vscode.l10n.t('Open');
  // The file is already written, so the answer is not awaited.
  void vscode.window
    .showInformationMessage(vscode.l10n.t('Exported to {0}.', file.fsPath), open)
    .then(async (choice) => {
      if (choice !== open) return;
      if (format === 'html') await vscode.env.openExternal(file);
      else await vscode.commands.executeCommand('vscode.open', file);
    });
}
