import * as vscode from 'vscode';
import type { ViewContract } from '../../protocol/contract.ts';
import { pageOf, type ViewName } from './page.ts';
import { reloadUntilReady } from './reload-until-ready.ts';

export interface ServedView<ToView> {
  /** Does nothing if the page is closed or hidden; a page that becomes visible again announces itself. */
  readonly post: (message: ToView) => void;
  readonly dispose: () => void;
}

/**
 * Puts a view's page into the webview and listens to it. What the page says is parsed once, here; what cannot be read
 * is dropped.
 */
export function serve<ToHost, ToView>(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { readonly view: ViewName; readonly title: string },
  { toHost }: ViewContract<ToHost, ToView>,
  receive: (message: ToHost) => void,
): ServedView<ToView> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const listener = webview.onDidReceiveMessage((data: unknown) => {
    stopLoading();
    const message = toHost.safeParse(data);
    if (message.success) receive(message.data);
  });
  const stopLoading = reloadUntilReady(() => {
    webview.html = pageOf({
      ...page,
      language: vscode.env.language,
      source: webview.cspSource,
      file: (name) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString(),
      words: translations(),
    });
  });
  return {
    post: (message) => void webview.postMessage(message),
    dispose: () => {
      stopLoading();
      listener.dispose();
    },
  };
}

/** A text may have a comment for translators, which makes its value an object or its key longer; pages use none. */
function translations(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(vscode.l10n.bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
