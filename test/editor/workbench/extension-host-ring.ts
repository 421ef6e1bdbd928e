import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installExtension } from './code-server.ts';
import { installCodeServer } from './install-code-server.ts';
import type { RingResult } from './ring-result.ts';
import { EXTENSION_HOST_TESTS, transpileTests } from './transpile-tests.ts';

/**
 * Runs test/editor/extension-host, or another folder of the same form, in the extension host of a real editor, on the
 * extension as the .vsix installs it. The editor is the desktop VS Code at VSCODE_PATH, else code-server on Linux, else a
 * desktop VS Code that is downloaded.
 */
export async function runExtensionHostRing(
  vsix: string,
  scratch: string,
  suite = EXTENSION_HOST_TESTS,
): Promise<RingResult> {
  const folder = path.join(scratch, 'extension-host');
  const editor = await prepareEditor(vsix, folder);
  const results = path.join(folder, 'results.json');
  let ended = true;
  try {
    await runTests({
      vscodeExecutablePath: editor.executable,
      extensionDevelopmentPath: editor.extension,
      extensionTestsPath: path.join(transpileTests(suite), 'run.js'),
      extensionTestsEnv: { EDITOR_TEST_RESULTS: results },
      // The extension is there once, as the one under development.
      launchArgs: [`--user-data-dir=${folder}`, `--extensions-dir=${path.join(folder, 'no-extensions')}`],
    });
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    ended = false;
  }
  return readResult(results, ended);
}

/** A run that ended badly without a failed test to show for it counts as one failure. */
function readResult(file: string, endedWell: boolean): RingResult {
  // The tests' own runner wrote it a moment ago.
  const result = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RingResult) : NO_TESTS;
  const silent = result.failed === 0 && (!endedWell || result.passed === 0);
  return silent ? { ...result, failed: 1, failures: ['The extension host ended before its tests did.'] } : result;
}

const NO_TESTS: RingResult = { passed: 0, failed: 0, skipped: 0, failures: [], flaky: [] };

/** The program that @vscode/test-electron starts, and the folder that the .vsix was unpacked into. */
async function prepareEditor(vsix: string, folder: string): Promise<{ executable: string; extension: string }> {
  const extensions = path.join(folder, 'extensions');
  mkdirSync(folder, { recursive: true });
  const desktop =
    process.env['VSCODE_PATH'] ?? (process.platform === 'linux' ? undefined : await downloadAndUnzipVSCode());
  if (desktop === undefined) {
    installExtension({ program: installCodeServer(), folder }, vsix);
  } else {
    const [cli = desktop, ...args] = resolveCliArgsFromVSCodeExecutablePath(desktop, { reuseMachineInstall: true });
    args.push('--install-extension', vsix, '--extensions-dir', extensions, '--user-data-dir', folder);
    // On Windows the command-line program is a batch file.
    const { status } = spawnSync(cli, args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
    if (status !== 0) throw new Error(`${cli} did not install the .vsix: see the lines above.`);
  }
  const name = readdirSync(extensions).find((entry) => entry.startsWith('case-insights.'));
  if (name === undefined) throw new Error(`The .vsix left no extension in ${extensions}.`);
  const executable = desktop ?? path.join(import.meta.dirname, 'desktop-shim.ts');
  return { executable, extension: path.join(extensions, name) };
}
