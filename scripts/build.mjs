// Builds dist/: all programs, or those named on the command line.
//   --if-changed  does nothing when no source has changed since the last build
//   --out=DIR     builds there instead
//   --dev         builds for debugging: readable code with source maps
//   --watch       builds for debugging, and again whenever a source changes
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundleGuide } from './bundle-guide.mjs';
import { forDevelopment } from './for-development.mjs';
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

/** Webpack's compiler for the named programs, or for all. */
function compilerOf(names, folder, development) {
  const require = createRequire(import.meta.url);
  const webpack = require('webpack');
  const all = require('../webpack.config.js');
  const chosen = names.length === 0 ? all : all.filter((config) => names.includes(config.name));
  const configs = chosen.map((config) => ({ ...config, output: { ...config.output, path: folder } }));
  const compiler = webpack(development ? configs.map(forDevelopment) : configs);
  compiler.parallelism = 2;
  return compiler;
}

async function build(compiler, folder) {
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : compiler.close(() => resolve(result))));
  });
  report(stats);
  if (stats.hasErrors()) return false;
  const lambda = lambdaOf(stats);
  return lambda === undefined || packServer(lambda, folder);
}

/** Builds, and again after every change, until the process is stopped. */
function watch(compiler, folder) {
  let building = false;
  // Called once for each program that changes.
  compiler.hooks.watchRun.tap('start', () => {
    if (building) return;
    building = true;
    forgetBuild();
    process.stderr.write('Building.\n');
    writeBundle();
  });
  let packed;
  compiler.watch({ aggregateTimeout: 200 }, (error, stats) => {
    if (error) throw error;
    building = false;
    report(stats);
    const lambda = stats.hasErrors() ? undefined : lambdaOf(stats);
    // The stats cover all programs, changed or not.
    if (lambda !== undefined && lambda.hash !== packed && packServer(lambda, folder)) packed = lambda.hash;
    process.stderr.write('Built. Waiting for changes.\n');
  });
}

function report(stats) {
  if (!stats.hasErrors() && !stats.hasWarnings()) return;
  process.stderr.write(`${stats.toString({ preset: 'errors-warnings', colors: false })}\n`);
}

function lambdaOf(stats) {
  return stats.stats.find(({ compilation }) => compilation.name === 'lambda')?.compilation;
}

/** What is deployed: the function's zip, its sources for people to read, and the template. */
function packServer(lambda, folder) {
  packLambda(lambda);
  copyServerSource(folder);
  return synthTemplate(folder);
}

/** The TypeScript of the deployed server, for people to read: everything that the function is built from. */
function copyServerSource(folder) {
  const target = path.join(folder, 'server-source');
  rmSync(target, { recursive: true, force: true });
  for (const part of ['handler.ts', 'lambda.ts', 'core', 'aws', 'app', 'charts']) {
    cpSync(path.join(root, 'server-lambda', part), path.join(target, part), { recursive: true });
  }
}

/** The template contains the hash of the zip, so it is made last, in a separate process: the CDK keeps 200 MB. */
function synthTemplate(folder) {
  const program = path.join(import.meta.dirname, 'synth-template.mjs');
  // Without it, Node warns that package.json does not say what kind of module the TypeScript is.
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  return spawnSync(process.execPath, [...flags, program, folder], { stdio: ['ignore', 2, 2] }).status === 0;
}

/** Makes the next --if-changed build: dist/ no longer has what the last complete build left. */
function forgetBuild() {
  rmSync(stamp, { force: true });
}

/** Removes what a development build left: it would be packed, and it does not match production code. */
function removeSourceMaps(folder) {
  for (const part of [folder, path.join(folder, 'webviews')]) {
    if (!existsSync(part)) continue;
    for (const name of readdirSync(part)) if (name.endsWith('.map')) rmSync(path.join(part, name));
  }
}

const out = process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length);
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const watches = process.argv.includes('--watch');
const development = watches || process.argv.includes('--dev');
const folder = out === undefined ? dist : path.resolve(out);
writeBundle();
const now = fingerprint();
if (process.argv.includes('--if-changed') && lastBuilt() === now) process.exit(0);
process.stderr.write(`Building ${out ?? 'dist/'}${development ? ' for debugging' : ''}.\n`);
if (out === undefined && development) forgetBuild();
if (!development) removeSourceMaps(folder);
bundleGuide(folder);
packReadme(folder);
const compiler = compilerOf(names, folder, development);
if (watches) watch(compiler, folder);
else if (!(await build(compiler, folder))) process.exit(1);
else if (names.length === 0 && out === undefined && !development) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
