// Installs the development dependencies if they are missing or older than the lock file.
// Runs before anything is installed, so it uses only Node itself.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const installed = path.join(root, 'node_modules', '.package-lock.json');
const wanted = path.join(root, 'package-lock.json');

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  process.stderr.write('Installing the development dependencies (npm ci). This takes about a minute, once.\n');
  // npm says where it is. On Windows, `npm` is npm.cmd, which cannot be spawned without a shell.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-json', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (run.status !== 0) {
    process.stderr.write('npm ci failed: see the lines above. Check the network, then run the same command again.\n');
    process.exit(1);
  }
}
