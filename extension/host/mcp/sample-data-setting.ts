import * as vscode from 'vscode';

/** Whether the server on sample data is listed among the editor's MCP servers. */
export const SAMPLE_DATA_SETTING = 'caseInsights.sampleData.enabled';

export function sampleDataIsOn(): boolean {
  return vscode.workspace.getConfiguration().get(SAMPLE_DATA_SETTING, false);
}

/** Rejects when the user's settings file cannot be written, such as with unsaved errors in it. */
export async function turnSampleDataOn(): Promise<void> {
  await vscode.workspace.getConfiguration().update(SAMPLE_DATA_SETTING, true, vscode.ConfigurationTarget.Global);
}
