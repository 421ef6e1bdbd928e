// Installs the development dependencies when the clone has none, or others than the lock file says.
// Runs before anything is installed, so it uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const wanted = path.join(root, 'package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  process.stderr.write('Installing the development dependencies (npm ci), once. This takes about a minute.\n');
  // npm says where it lives; `npm` alone is npm.cmd on Windows and cannot be spawned without a shell.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-json', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (run.status !== 0) {
    process.stderr.write('npm ci failed: see the lines above. With the network back, run the same command again.\n');
    process.exit(1);
  }
}
