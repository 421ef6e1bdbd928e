// `npm test`: the tests that need no editor and no other programs, or the named files of any kind:
// `npm test -- test/unit/sql/guard.test.ts`. Further arguments are passed to Vitest. Builds what the tests start first,
// if a source has changed.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

const OURS = { options: ['--project', 'units', '--project', 'in-process', '--project', 'programs'] };

/** Folders whose tests run differently. */
const FOLDERS = {
  // They import the sources and start nothing that is built.
  'test/unit/': { ...OURS, withoutBuild: true },
  'test/outside/': { options: ['--project', 'outside'] },
  'test/editor/views/': { options: ['--config', 'test/editor/views/vitest.config.mts'] },
};

// Vitest compares file names with forward slashes.
const args = process.argv.slice(2).map((argument) => (isFile(argument) ? fromRoot(argument) : argument));
const ways = args.filter(isFile).map((file) => {
  const folder = Object.keys(FOLDERS).find((name) => file.startsWith(name));
  return FOLDERS[folder] ?? OURS;
});
const [options = OURS.options, ...others] = new Set(ways.map((way) => way.options));
if (others.length > 0) {
  process.stderr.write('These files belong to different kinds of tests. Name files of one kind at a time.\n');
  process.exit(1);
}
if (ways.length === 0 || ways.some((way) => !way.withoutBuild)) {
  run(path.join(import.meta.dirname, 'build.mjs'), '--if-changed');
}
run(vitest, 'run', ...options, ...args);

function isFile(argument) {
  return /^(\.[\\/])?test[\\/]/.test(argument);
}

function fromRoot(file) {
  return path.posix.normalize(file.replaceAll('\\', '/'));
}

function run(program, ...rest) {
  // Most files load the same large modules: Node compiles each once, and keeps the result.
  const env = { NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'compiled'), ...process.env };
  const { status } = spawnSync(process.execPath, [program, ...rest], { cwd: root, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}
