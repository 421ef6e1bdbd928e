// Records what a webview is given for each of the four kinds of theme, from a real workbench, into themes/*.json:
// `node test/editor/views/record-themes.ts`, when VS Code has changed its colours.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCodeServer } from '../workbench/code-server.ts';
import { installCodeServer } from '../workbench/install-code-server.ts';
import { openWindow } from '../workbench/open-window.ts';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

const folder = mkdtempSync(path.join(tmpdir(), 'themes-'));
const workspace = path.join(folder, 'workspace');
mkdirSync(path.join(workspace, '.vscode'), { recursive: true });
writeFileSync(path.join(workspace, 'page.md'), '# A page\n');
const server = await startCodeServer({ program: installCodeServer(), folder });
const window = await openWindow();
const { page } = window;
for (const [kind, theme] of Object.entries(THEMES)) {
  const settings = { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false };
  writeFileSync(path.join(workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
  await page.goto(`http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(workspace)}`);
  await page.getByRole('treeitem', { name: 'page.md' }).dblclick();
  await page.locator('.monaco-editor').first().waitFor();
  await page.keyboard.press('Control+Shift+V');
  const frame = page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  await frame.locator('h1').waitFor();
  const { className, style } = await frame.locator('html').evaluate((html) => ({
    className: document.body.className,
    style: html.getAttribute('style') ?? '',
  }));
  const variables = Object.fromEntries(
    style
      .split(/;\s*(?=--)/)
      .map((line) => line.replace(/;\s*$/, ''))
      .filter((line) => line.startsWith('--vscode-'))
      .map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
      })
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  writeFileSync(
    path.join(import.meta.dirname, 'themes', `${kind}.json`),
    `${JSON.stringify({ className, variables }, undefined, 1)}\n`,
  );
  process.stdout.write(`${kind}: ${className}, ${Object.keys(variables).length} variables\n`);
}
await window.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
