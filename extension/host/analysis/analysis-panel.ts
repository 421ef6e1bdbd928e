import path from 'node:path';
import * as vscode from 'vscode';
import { analysisContract } from '../../protocol/analysis.ts';
import { onDidChangeCredentials } from '../credentials/chosen-credentials.ts';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import { SERVERS_SETTING } from '../servers/settings.ts';
import { serve } from '../webview/serve.ts';
import { openHistoryFolder } from './history/history-folder.ts';
import { createAnalysisSession } from './session.ts';
import { vscodeEditor } from './vscode-editor.ts';

/** The pages of the panel, in the side bar and in an editor tab, over one session. */
export interface AnalysisPanel {
  showView(view: vscode.WebviewView): void;
  showTab(tab: vscode.WebviewPanel): void;
  openTab(): void;
  dispose(): void;
}

interface Shown {
  readonly isVisible: () => boolean;
}

export function createAnalysisPanel(
  context: vscode.ExtensionContext,
  bridge: BridgeSource,
  ids: { readonly view: string; readonly editorTab: string },
): AnalysisPanel {
  const shown = new Set<Shown>();
  let tab: vscode.WebviewPanel | undefined;
  const editor = vscodeEditor(context, bridge, {
    isVisible: () => [...shown].some((each) => each.isVisible()),
    openInEditor: () => openTab(),
    focus: async () => {
      if (tab === undefined) await vscode.commands.executeCommand(`${ids.view}.focus`);
      else tab.reveal();
    },
  });
  const storage = context.storageUri ?? context.globalStorageUri;
  const history = openHistoryFolder(path.join(storage.fsPath, 'analyses'), { isAlive, ownProcess: process.pid });
  const session = createAnalysisSession(editor, history);
  const settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SERVERS_SETTING)) session.serversChanged();
  });
  const credentials = onDidChangeCredentials(() => session.credentialsChanged());

  const show = (
    webview: vscode.Webview,
    place: Shown & { readonly onDidDispose: vscode.Event<void> },
    title: string,
  ): void => {
    const page = session.attach((message) => served.post(message));
    const served = serve(webview, context.extensionUri, { view: 'analysis', title }, analysisContract, (said) => {
      page.receive(said);
    });
    shown.add(place);
    place.onDidDispose(() => {
      shown.delete(place);
      page.detach();
      served.dispose();
    });
  };
  const showTab = (opened: vscode.WebviewPanel): void => {
    tab = opened;
    opened.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'case-insights.svg');
    show(opened.webview, { isVisible: () => opened.visible, onDidDispose: opened.onDidDispose }, opened.title);
    opened.onDidDispose(() => {
      if (tab === opened) tab = undefined;
    });
  };
  const openTab = (): void => {
    if (tab !== undefined) {
      tab.reveal();
      return;
    }
    const title = vscode.l10n.t('Analyze Cases');
    showTab(vscode.window.createWebviewPanel(ids.editorTab, title, vscode.ViewColumn.Active));
  };

  return {
    showView(view) {
      const title = view.title ?? vscode.l10n.t('Analyze');
      show(view.webview, { isVisible: () => view.visible, onDidDispose: view.onDidDispose }, title);
    },
    showTab,
    openTab,
    dispose() {
      settings.dispose();
      credentials.dispose();
      void session.close();
    },
  };
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}
