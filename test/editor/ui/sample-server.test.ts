import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorkbench, type Workbench } from './start-workbench.ts';

describe('Case Insights: Try with Sample Data, in the palette', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(() => workbench.close());

  it('ends with one notification, which types a first question into chat', async () => {
    const { page } = workbench;
    await workbench.runCommand('Case Insights: Try with Sample Data');
    const notification = page.locator('.notification-toast');
    await notification.getByText('Case Insights now answers from sample data').waitFor();
    expect(await notification.count()).toBe(1);
    await notification.getByRole('button', { name: 'Ask in Chat' }).click();
    await page.locator('.interactive-input-editor').getByText('Ask Case Insights (sample data)').waitFor();
  });

  it('leaves a running server, with its tools discovered, in MCP: List Servers', async () => {
    const { page } = workbench;
    const running = page.getByRole('option', { name: 'Case Insights (sample data), Running' });
    await workbench.runCommand('MCP: List Servers');
    await running.click();
    await page.getByRole('option', { name: 'Show Output' }).click();
    await page.getByText(/Discovered\s\d+\stools/).waitFor();
    await workbench.runCommand('MCP: List Servers');
    await running.waitFor();
    await workbench.screenshot('sample-server-running');
    await page.keyboard.press('Escape');
  });

  it("gives the server's tools to chat in agent mode", async () => {
    const { page } = workbench;
    await page.getByRole('button', { name: /^Configure Tools/ }).click();
    const picker = page.locator('.quick-input-widget');
    await picker.locator('input.input').fill('Case Insights (sample data)');
    await picker.locator('.monaco-tl-twistie.collapsed').first().click();
    for (const tool of TOOLS) await picker.getByText(tool, { exact: true }).waitFor();
    await workbench.screenshot('sample-server-tools');
  });
});

const TOOLS = [
  'analyze_case_summaries',
  'analyze_with_bedrock',
  'get_case_summary',
  'get_rca_analysis',
  'get_service_trends',
  'query_athena',
];
