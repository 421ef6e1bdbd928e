import { readFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import type { Workbench } from './start-workbench.ts';

/** What a tool of the editor came back with. */
export interface ToolOutcome {
  /** The editor lists no tool of this name. */
  readonly missing?: true;
  readonly failure?: string;
  readonly text?: string;
}

let calls = 0;

/**
 * Calls a tool that the editor lists, the way a chat does: through the editor, from the extension in
 * test/editor/workbench/tool-caller, whose command asks for it in the palette.
 */
export async function callTool(workbench: Workbench, tool: string, input: object): Promise<ToolOutcome> {
  const answer = `answer-${(calls += 1)}.json`;
  await workbench.runCommand('Case Insights Tests: Call a Tool');
  await workbench.page.getByText('A line of JSON: answer file, tool and input').waitFor();
  const line = workbench.page.locator('.quick-input-widget input.input');
  await line.fill(JSON.stringify({ answer, tool, input }));
  await line.press('Enter');
  const read = () => JSON.parse(readFileSync(path.join(workbench.workspace, answer), 'utf8')) as ToolOutcome;
  return vi.waitFor(read, { timeout: 60_000, interval: 100 });
}
