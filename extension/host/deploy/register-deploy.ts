import * as vscode from 'vscode';
import { DEPLOY_PANEL } from './panel-type.ts';
import type { StackArgument } from './choose-stack.ts';

/** Registers the commands about deployments and the page that comes back after a reload; all else is loaded when used. */
export function registerDeploy(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('caseInsights.deploy', async () => {
      const { openDashboard } = await loadDashboard();
      await openDashboard(context, { kind: 'deploy' });
    }),
    vscode.commands.registerCommand('caseInsights.showDeployment', (given?: StackArgument) =>
      openFor(context, 'show', given),
    ),
    vscode.commands.registerCommand('caseInsights.deleteDeployment', (given?: StackArgument) =>
      openFor(context, 'delete', given),
    ),
    vscode.window.registerWebviewPanelSerializer(DEPLOY_PANEL, {
      deserializeWebviewPanel: async (panel) => {
        const { restoreDashboard } = await loadDashboard();
        await restoreDashboard(context, panel);
      },
    }),
  );
}

async function openFor(
  context: vscode.ExtensionContext,
  kind: 'show' | 'delete',
  given: StackArgument | undefined,
): Promise<void> {
  const { chooseStack } = await import(/* webpackMode: "lazy", webpackChunkName: "features" */ './choose-stack.ts');
  const title = kind === 'show' ? vscode.l10n.t('Show Deployment') : vscode.l10n.t('Delete Deployment');
  const stackName = await chooseStack(context, title, given);
  if (stackName === undefined) return;
  const { openDashboard } = await loadDashboard();
  await openDashboard(context, { kind, stackName });
}

function loadDashboard() {
  return import(/* webpackMode: "lazy", webpackChunkName: "features" */ './dashboard.ts');
}
