import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MCP_FILES } from '../../support/mcp-files.ts';
import { startGatewayProgram, type RunningGateway } from '../../support/running-gateway.ts';
import { readSettings } from './home-file.ts';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const LABEL = 'Case Insights (us-east-1)';
const TEXT = MCP_FILES['Windsurf, CRLF, from Windows'];

describe('Case Insights: Connect to an Existing Server, in the palette', () => {
  let workbench: Workbench;
  let gateway: RunningGateway;
  let file: string;

  beforeAll(async () => {
    gateway = await startGatewayProgram();
    workbench = await startWorkbench();
    file = path.join(workbench.home, '.codeium', 'windsurf', 'mcp_config.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, TEXT);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(async () => {
    gateway.stop();
    await workbench.close();
  });

  it('asks step by step, with a way back that keeps what was answered', async () => {
    const { page } = workbench;
    await workbench.runCommand('Case Insights: Connect to an Existing Server');
    await answer("The server's URL", 'no URL at all');
    await page.getByText("The server's URL is not a URL.").waitFor();
    await answer("The server's URL", `MCPServerEndpoint = ${gateway.url}`);
    await answer("The region of the server's stack", 'us-east-1');
    await asked('Choose the AWS profile that calls the server');
    await page.getByRole('button', { name: /^Back/ }).click();
    await asked("The region of the server's stack");
    expect(await box().inputValue()).toBe('us-east-1');
    await box().press('Enter');
    await answer('Choose the AWS profile that calls the server');
    await asked('Name of the server');
    expect(await box().inputValue()).toBe(LABEL);
    await box().press('Enter');
  });

  it('shows what it will write into the file of another host, and writes it', async () => {
    const { page } = workbench;
    await answer(`Choose where to add ${LABEL}`, 'Windsurf');
    await asked('Write the changes in the preview?');
    await page.locator('.view-lines').getByText('case-insights-us-east-1').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    await workbench.screenshot('connect-preview');
    await box().press('Enter');
    await page.locator('.notification-toast').getByText(`${LABEL} is connected.`).waitFor();
    expect(readSettings(workbench.home)).toContain(LABEL);
    const written = readFileSync(file, 'utf8');
    expect(JSON.parse(written)).toMatchObject({
      mcpServers: { filesystem: { disabledTools: ['write_file'] }, 'case-insights-us-east-1': {} },
    });
    expect(written).toContain(`--endpoint=${gateway.url}/mcp`);
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(TEXT);
  });

  it('takes back all of it', async () => {
    const { page } = workbench;
    await page.locator('.notification-toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => readFileSync(file, 'utf8'), { timeout: 30_000 }).toBe(TEXT);
    await expect.poll(() => readSettings(workbench.home), { timeout: 30_000 }).not.toContain(LABEL);
  });

  it('leaves a file alone that is no JSON, and says where the mistake is', async () => {
    const { page } = workbench;
    writeFileSync(file, '{\n  "mcpServers": {\n');
    await answerAll('Windsurf');
    const notification = page.locator('.notification-toast').filter({ hasText: 'not valid JSON' });
    await notification.getByText('line 3, column 1, expected a closing brace').waitFor();
    await notification.getByRole('button', { name: 'Open File' }).click();
    await page.getByRole('tab', { name: /^mcp_config\.json/ }).waitFor();
    await workbench.screenshot('connect-broken-file');
    expect(readFileSync(file, 'utf8')).toBe('{\n  "mcpServers": {\n');
    expect(readdirSync(path.dirname(file)).sort()).toEqual(['mcp_config.json', 'mcp_config.json.bak']);
  });

  it("lists the server in the editor's own list", async () => {
    const { page } = workbench;
    await answerAll('this editor');
    await page.locator('.notification-toast').getByText(`${LABEL} is connected.`).waitFor();
    await workbench.runCommand('MCP: List Servers');
    await page.getByRole('option', { name: LABEL }).waitFor();
    await page.keyboard.press('Escape');
  });

  async function answerAll(target: string): Promise<void> {
    await workbench.runCommand('Case Insights: Connect to an Existing Server');
    await answer("The server's URL", gateway.url);
    await answer("The region of the server's stack", 'us-east-1');
    await answer('Choose the AWS profile that calls the server');
    await answer('Name of the server');
    await answer(`Choose where to add ${LABEL}`, target);
  }

  /** Waits for the question and answers it; without a text, with what is proposed. */
  async function answer(question: string, text?: string): Promise<void> {
    await asked(question);
    if (text !== undefined) await box().fill(text);
    await box().press('Enter');
  }

  /** A box for text has the question below it, a list as its placeholder. */
  async function asked(question: string): Promise<void> {
    const widget = workbench.page.locator('.quick-input-widget');
    await widget.getByText(question).or(widget.getByPlaceholder(question)).first().waitFor();
  }

  function box() {
    return workbench.page.locator('.quick-input-widget input.input');
  }
});
