import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';

const SETTING = 'caseInsights.servers';
const LABEL = 'Case Insights (existing)';

describe('a server in the setting caseInsights.servers', () => {
  let gateway: Gateway;
  let folder: string;

  before(async () => {
    gateway = await startGateway();
    folder = mkdtempSync(path.join(tmpdir(), 'ci-aws-'));
    const { accessKeyId, secretAccessKey } = gateway;
    const profile = `[existing]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    writeFileSync(path.join(folder, 'credentials'), profile);
    // The editor hands its environment on to the servers that it starts.
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    process.env['AWS_CONFIG_FILE'] = path.join(folder, 'config');
    const server = { label: LABEL, endpoint: gateway.url, region: gateway.region, profile: 'existing' };
    await vscode.workspace.getConfiguration().update(SETTING, [server, { label: 'not a server' }], true);
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.mcp.startServer', id(), { waitForLiveTools: true });
      return summaryTool() !== undefined;
    });
  });

  after(async () => {
    await vscode.workspace.getConfiguration().update(SETTING, undefined, true);
    gateway.child.stdin?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is started by a bridge at a path without a version', () => {
    const extension = vscode.extensions.getExtension('case-insights.case-insights-mcp');
    assert.ok(extension, 'the extension is not installed');
    // The rings keep all of an editor in one folder: a desktop's user data directly, code-server's one deeper. A
    // debugger, which runs the extension from the clone, says where that folder is.
    const ring = process.env['EDITOR_TEST_DATA'] ?? path.dirname(path.dirname(extension.extensionPath));
    const copies = [ring, path.join(ring, 'user-data')]
      .map((data) => path.join(data, 'User', 'globalStorage', extension.id, 'bridge', 'bridge.js'))
      .filter((file) => existsSync(file));
    assert.equal(copies.length, 1, `there is no copy of the bridge in ${ring}`);
  });

  it('answers through the signed way, with the same cases as the server itself', async () => {
    const tool = summaryTool();
    assert.ok(tool, 'the editor has no tool get_case_summary');
    const input = { days_back: 36_500 };
    const result = await vscode.lm.invokeTool(tool.name, { input, toolInvocationToken: undefined });
    const texts = result.content.filter((part) => part instanceof vscode.LanguageModelTextPart);
    const summary = JSON.parse(texts.map((part) => part.value).join('')) as { total_cases: number };
    assert.ok(summary.total_cases > 1000, `total_cases is ${summary.total_cases}`);
  });

  it('goes with its line in the setting', async () => {
    await vscode.workspace.getConfiguration().update(SETTING, undefined, true);
    await eventually(() => Promise.resolve(summaryTool() === undefined));
  });
});

describe('the commands about servers', () => {
  it('are there', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['connectExisting', 'copyConfiguration', 'disconnectServer']) {
      assert.ok(commands.includes(`caseInsights.${name}`), `there is no command caseInsights.${name}`);
    }
  });
});

interface Gateway {
  readonly child: ChildProcess;
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The built gateway over the sample; the tests lie in a folder beside it. */
function startGateway(): Promise<Gateway> {
  const program = path.join(__dirname, '..', 'gateway.js');
  const child = spawn(process.execPath, [program, '--port', '0', '--exit-with-stdin'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      reject(new Error('The gateway ended before it was ready.'));
    });
    createInterface({ input: child.stdout }).once('line', (line) => {
      resolve({ ...(JSON.parse(line) as Omit<Gateway, 'child'>), child });
    });
  });
}

function id(): string {
  return `case-insights.case-insights-mcp/${LABEL}`;
}

function summaryTool(): vscode.LanguageModelToolInformation | undefined {
  return vscode.lm.tools.find(({ name }) => name.endsWith('_get_case_summary'));
}

/** Waits until the condition holds; Mocha ends a test that waits in vain. */
async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 250));
}
