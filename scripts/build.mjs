// Builds dist/: all programs, or those named on the command line. With --if-changed it skips when no source changed;
// with --out=DIR it builds there instead.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleGuide } from './bundle-guide.mjs';
import { writeFiguresPage } from './figures-page.mjs';
import { writeBundle } from './l10n-bundle.mjs';
import { packLambda } from './pack-lambda.mjs';
import { packReadme } from './pack-readme.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const stamp = path.join(dist, '.built');
const sources = [
  'extension',
  'server-lambda',
  'infra',
  'package.json',
  'package-lock.json',
  'scripts',
  'tsconfig.json',
  'webpack.config.js',
  'docs',
  'README.md',
];

/** A fingerprint of everything that a build reads: paths, sizes and times. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (file) => {
    const stat = statSync(file);
    if (stat.isDirectory()) for (const name of readdirSync(file).sort()) visit(path.join(file, name));
    else hash.update(`${path.relative(root, file)}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const source of sources) visit(path.join(root, source));
  return hash.digest('hex');
}

function lastBuilt() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
}

async function build(names, folder) {
  const require = createRequire(import.meta.url);
  const webpack = require('webpack');
  const all = require('../webpack.config.js');
  const chosen = names.length === 0 ? all : all.filter((config) => names.includes(config.name));
  const compiler = webpack(chosen.map((config) => ({ ...config, output: { ...config.output, path: folder } })));
  compiler.parallelism = 2;
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : compiler.close(() => resolve(result))));
  });
  if (stats.hasErrors() || stats.hasWarnings()) {
    process.stderr.write(`${stats.toString({ preset: 'errors-warnings', colors: false })}\n`);
  }
  if (stats.hasErrors()) return false;
  const lambda = stats.stats.find(({ compilation }) => compilation.name === 'lambda');
  if (lambda === undefined) return true;
  packLambda(lambda.compilation);
  copyServerSource(folder);
  return synthTemplate(folder);
}

/**
 * The server's TypeScript as it is deployed, for people to read: everything that the function is made of, and what else
 * lies beside it for another build of it.
 */
function copyServerSource(folder) {
  const target = path.join(folder, 'server-source');
  rmSync(target, { recursive: true, force: true });
  for (const part of ['handler.ts', 'lambda.ts', 'core', 'aws']) {
    cpSync(path.join(root, 'server-lambda', part), path.join(target, part), { recursive: true });
  }
}

/** The template names the zip by its hash, so it follows. A process of its own, as the CDK keeps 200 MB. */
function synthTemplate(folder) {
  const program = path.join(import.meta.dirname, 'synth-template.mjs');
  // Node says that the TypeScript there is no CommonJS, which it need not be.
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  return spawnSync(process.execPath, [...flags, program, folder], { stdio: ['ignore', 2, 2] }).status === 0;
}

const out = process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length);
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
writeFiguresPage();
writeBundle();
const now = fingerprint();
if (process.argv.includes('--if-changed') && lastBuilt() === now) process.exit(0);
process.stderr.write(`Building ${out ?? 'dist/'}.\n`);
const folder = out === undefined ? dist : path.resolve(out);
bundleGuide(folder);
packReadme(folder);
if (!(await build(names, folder))) process.exit(1);
if (names.length === 0 && out === undefined) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
