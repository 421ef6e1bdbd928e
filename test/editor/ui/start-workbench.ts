import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { installExtension, startCodeServer } from '../workbench/code-server.ts';
import { installCodeServer } from '../workbench/install-code-server.ts';
import { openWindow } from '../workbench/open-window.ts';

export interface Workbench {
  readonly page: Page;
  /** The home folder of the person in front of it. */
  readonly home: string;
  /** The folder that is open. */
  readonly workspace: string;
  /** Runs a command by its full title, the way a person does: F1, typing, Enter. */
  runCommand(title: string): Promise<void>;
  /** The extension's page among the editors that is seen. */
  webview(): FrameLocator;
  /** Writes dist/screenshots/<name>.png. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * A workbench on an empty folder, with the .vsix installed in it; `env` is what its extensions find set, and `prepare`
 * puts files into the home folder before. The extension that calls tools for the tests lies beside ours.
 */
export async function startWorkbench(
  env: Readonly<Record<string, string>> = {},
  prepare?: (home: string) => void,
): Promise<Workbench> {
  const folder = mkdtempSync(path.join(inject('scratch'), 'ui-'));
  const workspace = path.join(folder, 'workspace');
  mkdirSync(workspace);
  prepare?.(folder);
  cpSync(TOOL_CALLER, path.join(folder, 'extensions', 'case-insights-tests.tool-caller-1.0.0'), { recursive: true });
  const options = { program: installCodeServer(), folder, env };
  installExtension(options, inject('vsix'));
  const server = await startCodeServer(options);
  const window = await openWindow();
  const { page } = window;
  await page.goto(`http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(workspace)}`);
  await page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  return {
    page,
    home: folder,
    workspace,
    runCommand: (title) => runCommand(page, title),
    webview: () => page.frameLocator(WEBVIEW).frameLocator('iframe#active-frame'),
    screenshot: async (name) => {
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.png`) });
    },
    close: async () => {
      await window.close();
      await server.stop();
    },
  };
}

const WEBVIEW =
  'iframe.webview[src*="extensionId=case-insights.case-insights-mcp"]:not([src*="purpose=webviewView"]):visible';

const TOOL_CALLER = path.resolve(import.meta.dirname, '..', 'workbench', 'tool-caller');
const SCREENSHOTS = path.resolve(import.meta.dirname, '..', '..', '..', 'dist', 'screenshots');

/** The palette lists what was known when it was opened, and extensions come late: it is opened until it has the title. */
async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input.input');
  const entry = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (;;) {
    await page.keyboard.press('F1');
    // What else takes the focus closes the palette.
    const typed = input.fill(`>${title}`, { timeout: 5_000 });
    const found = await typed
      .then(() => entry.waitFor({ timeout: 1_500 }))
      .then(() => entry.click({ timeout: 5_000 }))
      .then(
        () => true,
        () => false,
      );
    if (found) return;
    await page.keyboard.press('Escape');
  }
}
