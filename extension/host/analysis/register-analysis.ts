import * as vscode from 'vscode';
import type { BridgeSource } from '../launch/bridge-installation.ts';
import type { AnalysisPanel } from './analysis-panel.ts';

/** Same ids as in package.json. */
const VIEW = 'caseInsights.analysis';
const ANALYSIS_PANEL = 'caseInsights.analysisEditor';

/** Registers the view "Analyze", its editor tab and their commands; the code loads when one is first shown. */
export function registerAnalysis(context: vscode.ExtensionContext, bridge: BridgeSource): void {
  let panel: Promise<AnalysisPanel> | undefined;
  const load = () =>
    (panel ??= import(/* webpackMode: "lazy", webpackChunkName: "features" */ './analysis-panel.ts').then(
      ({ createAnalysisPanel }) => {
        const created = createAnalysisPanel(context, bridge, { view: VIEW, editorTab: ANALYSIS_PANEL });
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
    vscode.window.registerWebviewPanelSerializer(ANALYSIS_PANEL, {
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
