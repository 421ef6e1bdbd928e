import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The path of code-server's program, VS Code's own server and workbench for a browser. The first call downloads it from
 * the npm registry into a cache folder outside the clone (600 MB, about a minute); later calls, from any clone with the
 * same lock file, find it there. Throws when the download fails. Linux only.
 */
export function installCodeServer(): string {
  const folder = path.join(cacheFolder(), `workbench-${fingerprint()}`);
  if (!existsSync(folder)) install(folder);
  return path.join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
}

function cacheFolder(): string {
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'case-insights-mcp');
}

function fingerprint(): string {
  const lock = readFileSync(path.join(import.meta.dirname, 'package-lock.json'));
  return createHash('sha256').update(lock).digest('hex').slice(0, 12);
}

function install(folder: string): void {
  process.stderr.write(`Installing code-server into ${folder}, once. This takes about a minute.\n`);
  mkdirSync(path.dirname(folder), { recursive: true });
  // Made beside its place and moved there in one step, so that a broken-off installation is never taken for a whole one.
  const draft = mkdtempSync(`${folder}-`);
  try {
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(path.join(import.meta.dirname, file), path.join(draft, file));
    }
    const vscode = path.join(draft, 'node_modules', 'code-server', 'lib', 'vscode');
    npm('ci', draft);
    // VS Code's own dependencies come from the lock files in the package, which npm ci finds fault with.
    npm('install', vscode);
    npm('install', path.join(vscode, 'extensions'));
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Without install scripts: they would compile native modules, which the workbench can do without. */
function npm(command: 'ci' | 'install', project: string): void {
  const args = [command, '--omit=dev', '--ignore-scripts', '--no-json', '--no-audit', '--no-fund', '--loglevel=error'];
  const program = process.env['npm_execpath'];
  const { status } = program
    ? spawnSync(process.execPath, [program, ...args], { cwd: project, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: project, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    throw new Error(
      `npm ${command} failed in ${project}: see the lines above. With the network back, run the same command.`,
    );
  }
}
