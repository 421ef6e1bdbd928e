import * as vscode from 'vscode';
import { guideSection } from './guide-sections.ts';

/** Registers `caseInsights.openGuide`, which opens the guide that comes with the extension, at a section if one is named. */
export function registerGuide({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.commands.registerCommand('caseInsights.openGuide', async (section: unknown) => {
      const guide = vscode.Uri.joinPath(extensionUri, 'dist', 'guide.md').with({ fragment: guideSection(section) });
      await vscode.commands.executeCommand('markdown.showPreview', guide);
    }),
  );
}
