import * as vscode from 'vscode';
import { deployContract, type DeployState } from '../../protocol/deploy.ts';
import { onDidChangeCredentials } from '../credentials/chosen-credentials.ts';
import { serve } from '../webview/serve.ts';
import { editorPorts } from './editor-ports.ts';
import { DEPLOY_PANEL } from './panel-type.ts';
import { deploySession, type DeploySession } from './session.ts';
import type { DeployRequest } from './steps/loading.ts';

interface Dashboard {
  readonly session: DeploySession;
  readonly fill: (panel: vscode.WebviewPanel) => void;
  readonly reveal: () => void;
}

let dashboard: Dashboard | undefined;

/** Opens the page of deployments, or brings it to the front, and shows what is requested. */
export async function openDashboard(context: vscode.ExtensionContext, request: DeployRequest): Promise<void> {
  const { session, reveal } = dashboardOf(context);
  reveal();
  await session.open(request);
}

/** Restores the page after the window was reloaded. */
export async function restoreDashboard(context: vscode.ExtensionContext, panel: vscode.WebviewPanel): Promise<void> {
  const { session, fill } = dashboardOf(context);
  fill(panel);
  await session.open({ kind: 'restore' });
}

/** One per window. It outlives its page, so that the end of a deployment is announced even if the page is closed. */
function dashboardOf(context: vscode.ExtensionContext): Dashboard {
  return (dashboard ??= makeDashboard(context));
}

function makeDashboard(context: vscode.ExtensionContext): Dashboard {
  let page: { readonly panel: vscode.WebviewPanel; readonly post: (state: DeployState) => void } | undefined;
  const session = deploySession(editorPorts(context, (state) => page?.post(state)));
  const fill = (panel: vscode.WebviewPanel) => {
    const title = vscode.l10n.t('Deploy Case Insights MCP');
    panel.title = title;
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, 'media', 'case-insights.svg');
    const view = serve(panel.webview, context.extensionUri, { view: 'deploy', title }, deployContract, (message) => {
      void session.receive(message);
    });
    const filled = {
      panel,
      post: (state: DeployState) => view.post({ kind: 'state', state }),
    };
    page = filled;
    panel.onDidDispose(() => {
      view.dispose();
      if (page === filled) page = undefined;
    });
  };
  context.subscriptions.push(
    { dispose: session.dispose },
    onDidChangeCredentials(() => {
      if (page !== undefined) void session.credentialsChanged();
    }),
  );
  return {
    session,
    fill,
    reveal: () => {
      if (page === undefined) {
        fill(vscode.window.createWebviewPanel(DEPLOY_PANEL, '', vscode.ViewColumn.Active, {}));
      } else page.panel.reveal();
    },
  };
}
