import * as vscode from 'vscode';
import type { BridgeSource } from '../mcp/bridge-installation.ts';
import type { AnalysisPanel } from './analysis-panel.ts';

/** The same ids as in the manifest. */
const VIEW = 'caseInsights.analysis';
const EDITOR_TAB = 'caseInsights.analysisEditor';

/** Registers the view "Analyze", its page in an editor tab, and the commands about them; all of it loads when it is shown. */
export function registerAnalysis(context: vscode.ExtensionContext, bridge: BridgeSource): void {
  let panel: Promise<AnalysisPanel> | undefined;
  const load = () =>
    (panel ??= import(/* webpackMode: "lazy", webpackChunkName: "features" */ './analysis-panel.ts').then(
      ({ createAnalysisPanel }) => {
        const created = createAnalysisPanel(context, bridge, { view: VIEW, editorTab: EDITOR_TAB });
        context.subscriptions.push(created);
        return created;
      },
    ));
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider(VIEW, {
      resolveWebviewView: async (view) => {
        (await load()).showView(view);
      },
    }),
    vscode.window.registerWebviewPanelSerializer(EDITOR_TAB, {
      deserializeWebviewPanel: async (tab) => {
        (await load()).showTab(tab);
      },
    }),
    vscode.commands.registerCommand('caseInsights.analyzeCases', () => vscode.commands.executeCommand(`${VIEW}.focus`)),
    vscode.commands.registerCommand('caseInsights.openAnalysisInEditor', async () => {
      (await load()).openTab();
    }),
  );
}
