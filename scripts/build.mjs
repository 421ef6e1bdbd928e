// Builds dist/: all programs, or those named on the command line. With --if-changed it skips when no source changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'dist', '.built');
const sources = [
  'extension',
  'server-lambda',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'webpack.config.js',
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

async function build(names) {
  const require = createRequire(import.meta.url);
  const webpack = require('webpack');
  const all = require('../webpack.config.js');
  const chosen = names.length === 0 ? all : all.filter((config) => names.includes(config.name));
  const compiler = webpack(chosen);
  compiler.parallelism = 2;
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : compiler.close(() => resolve(result))));
  });
  if (stats.hasErrors() || stats.hasWarnings()) {
    process.stderr.write(`${stats.toString({ preset: 'errors-warnings', colors: false })}\n`);
  }
  return !stats.hasErrors();
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const now = fingerprint();
if (process.argv.includes('--if-changed') && lastBuilt() === now) process.exit(0);
process.stderr.write('Building dist/.\n');
if (!(await build(names))) process.exit(1);
if (names.length === 0) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
