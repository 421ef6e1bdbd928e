import * as vscode from 'vscode';

const SCHEME = 'case-insights-preview';

/** Shows a text in a read-only tab that closes without a question. Resolves to a function that closes the tab. */
export async function showPreview(fileName: string, text: string): Promise<() => Promise<void>> {
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: () => text,
  });
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${fileName}` });
  await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
  return async () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = tabs.filter(({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === SCHEME);
    await vscode.window.tabGroups.close(shown);
    provider.dispose();
  };
}
