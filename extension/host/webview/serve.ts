import * as vscode from 'vscode';
import { fitted } from '../../protocol/bounds.ts';
import type { ViewContract } from '../../protocol/contract.ts';
import { pageOf, type ViewName } from './page.ts';
import { receiver } from './receive.ts';
import { reloadUntilReady } from './reload-until-ready.ts';

export interface ServedView<ToView> {
  /** Does nothing if the page is closed or hidden; a page that becomes visible again announces itself. */
  readonly post: (message: ToView) => void;
  readonly dispose: () => void;
}

/**
 * Puts a view's page into the webview and listens to it. Messages to the page have their texts and lists cut to the
 * limits of the contract, here and nowhere else; messages of the page are parsed once, here.
 */
export function serve<ToHost, ToView>(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: { readonly view: ViewName; readonly title: string },
  contract: ViewContract<ToHost, ToView>,
  receive: (message: ToHost) => void,
): ServedView<ToView> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const take = receiver(page.view, contract, receive, logUnreadable);
  const listener = webview.onDidReceiveMessage((data: unknown) => {
    stopLoading();
    take(data);
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
    post: (message) => void webview.postMessage(fitted(contract.toView, message)),
    dispose: () => {
      stopLoading();
      listener.dispose();
    },
  };
}

let channel: vscode.LogOutputChannel | undefined;

/** The channel is made when it is needed, which is never unless there is a bug. */
function logUnreadable(line: string): void {
  channel ??= vscode.window.createOutputChannel(vscode.l10n.t('Case Insights'), { log: true });
  channel.warn(line);
}

/** A text may have a comment for translators, which makes its value an object or its key longer; pages use none. */
function translations(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(vscode.l10n.bundle ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
