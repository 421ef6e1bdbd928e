import * as vscode from 'vscode';

/** The deployed servers that this editor knows. They belong to the machine, as its AWS profiles do. */
export const SERVERS_SETTING = 'caseInsights.servers';

/** Whether the server on sample data is listed among the editor's MCP servers. */
export const SAMPLE_DATA_SETTING = 'caseInsights.sampleData.enabled';

export function sampleDataIsOn(): boolean {
  return vscode.workspace.getConfiguration().get(SAMPLE_DATA_SETTING, false);
}

/** Rejects if the user's settings file cannot be written, for example because it contains unsaved errors. */
export async function turnSampleData(state: 'on' | 'off'): Promise<void> {
  const value = state === 'on' ? true : undefined;
  await vscode.workspace.getConfiguration().update(SAMPLE_DATA_SETTING, value, vscode.ConfigurationTarget.Global);
}
