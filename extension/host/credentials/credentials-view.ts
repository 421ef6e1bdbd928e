import * as vscode from 'vscode';
import { credentialsContract } from '../../protocol/credentials.ts';
import { serve } from '../webview/serve.ts';
import { onDidChange } from './credentials-changed.ts';
import { statusFromAws, statusFromFiles } from './status.ts';
import { act } from './view-actions.ts';
import { usedNow, viewState } from './view-state.ts';

/** Fills the view, and keeps it up to date while it is visible. */
export function showCredentials(context: vscode.ExtensionContext, view: vscode.WebviewView): void {
  let turn = 0;

  async function show(): Promise<void> {
    if (!view.visible) return;
    const mine = ++turn;
    const post = async (status: Awaited<ReturnType<typeof statusFromFiles>>, asking: boolean) => {
      const state = await viewState(context, status, usedNow(status, asking));
      // Something else happened in the meantime, and a later update shows it.
      if (mine === turn) served.post({ kind: 'state', state });
    };
    await post(await statusFromFiles(context), true);
    await post(await statusFromAws(context), false);
  }

  const page = { view: 'credentials', title: vscode.l10n.t('AWS Credentials') } as const;
  const served = serve(view.webview, context.extensionUri, page, credentialsContract, (message) => {
    if (message.kind === 'ready' || message.kind === 'refresh') void show();
    else void act(context, message).then(show);
  });
  const listeners = [onDidChange(() => void show()), view.onDidChangeVisibility(() => void show()), served];
  view.onDidDispose(() => {
    for (const listener of listeners) listener.dispose();
  });
}
