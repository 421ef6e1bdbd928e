#!/usr/bin/env node
// Stands in for a desktop VS Code: takes the arguments that @vscode/test-electron gives it, runs the tests that they
// name in the extension host of a code-server behind Chromium, and ends with their exit code.
import { setTimeout as delay } from 'node:timers/promises';
import { format, parseArgs } from 'node:util';
import { startCodeServer } from './code-server.ts';
import { installCodeServer } from './install-code-server.ts';
import { openWindow } from './open-window.ts';

const LONGEST_RUN_MS = 240_000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

// Whoever started this program holds its stdin open: at its end there is nobody left to run tests for.
process.stdin.once('end', () => process.exit(130)).resume();
process.exit(await runTests());

async function runTests(): Promise<number> {
  const server = await startCodeServer({
    program: installCodeServer(),
    folder: required('user-data-dir'),
    extensions: required('extensions-dir'),
    env: testEnvironment(),
    vscodeOptions: ['enable-smoke-test-driver'],
  });
  try {
    return await testsInWindow(server.port);
  } finally {
    await server.stop();
  }
}

async function testsInWindow(port: number): Promise<number> {
  const window = await openWindow();
  const { page } = window;
  const log: string[] = [];
  try {
    // The workbench calls these two: for each line that it or the tests print, and when the tests have ended.
    await page.exposeFunction('codeAutomationLog', (_kind: string, args: readonly unknown[]) => {
      const line = format(...args);
      if (line.startsWith('test |')) process.stdout.write(`${line}\n`);
      else log.push(line);
    });
    const exit = new Promise<number>((resolve) => {
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    await page.goto(address(port));
    const late = delay(LONGEST_RUN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`The tests did not end within ${LONGEST_RUN_MS / 1000} seconds.`);
    });
    const code = await Promise.race([exit, late]);
    if (code !== 0) process.stderr.write(`The editor's own log ended with:\n${log.slice(-30).join('\n')}\n`);
    return code;
  } finally {
    await window.close();
  }
}

function address(port: number): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(required('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(required('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ]);
  const query = new URLSearchParams({ folder: positionals[0] ?? required('user-data-dir'), payload });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

function required(name: string): string {
  const value = values[name];
  if (typeof value !== 'string') throw new Error(`--${name} is missing.`);
  return value;
}

/** What the runner tells the tests beside their arguments. */
function testEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter(isForTests));
}

function isForTests(entry: [string, string | undefined]): entry is [string, string] {
  return entry[0].startsWith('EDITOR_TEST_') && entry[1] !== undefined;
}
