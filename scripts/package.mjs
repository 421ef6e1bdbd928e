// Builds dist/case-insights-mcp.vsix and prints what is in it.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const vsix = path.join(root, 'dist', 'case-insights-mcp.vsix');
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');

run(path.join(import.meta.dirname, 'build.mjs'), '--if-changed');
// The programs are bundled, so no dependency is packed. package.json names no repository that links could lead to.
run(
  vsce,
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--readme-path',
  'dist/README.md',
  '--out',
  vsix,
);
const megabytes = (statSync(vsix).size / 1_000_000).toFixed(1);
process.stdout.write(`${path.relative(root, vsix)}: ${megabytes} MB\n`);

/** Runs a Node program in the root of the clone. If it fails, ends with its exit code. */
function run(program, ...args) {
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', 1, 2] });
  if (status !== 0) process.exit(status ?? 1);
}
