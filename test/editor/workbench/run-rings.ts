// `npm run test:editor`: packages the extension and runs three rings of tests: its views in a browser
// (test/editor/views), then, installed in a real VS Code workbench, in the extension host (test/editor/extension-host)
// and through the user interface (test/editor/ui). The pictures that the tests take are left in dist/screenshots;
// with --pictures they become those of the documentation, docs/images.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runExtensionHostRing } from './extension-host-ring.ts';
import type { RingResult } from './ring-result.ts';
import { runUiRing } from './ui-ring.ts';
import { runViewsRing } from './views-ring.ts';

const repository = path.resolve(import.meta.dirname, '..', '..', '..');
const dist = path.join(repository, 'dist');
const vsix = path.join(dist, 'case-insights-mcp.vsix');
// A short name, for the path of a socket has at most 107 characters.
const scratch = mkdtempSync(path.join(realpathSync(tmpdir()), 'ci-editor-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

const result = await runRings();
const { passed, failed, failures, flaky } = result;
if (process.argv.includes('--pictures') && failed === 0) keepPictures();
mkdirSync(dist, { recursive: true });
writeFileSync(path.join(dist, 'editor-results.json'), `${JSON.stringify(result)}\n`);
for (const one of flaky) process.stdout.write(`Flaky: ${one}\n`);
for (const failure of failures) process.stdout.write(`Failed: ${failure}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** What broke before or between the tests counts as one failure. */
async function runRings(): Promise<RingResult> {
  const rings: RingResult[] = [];
  try {
    makeVsix();
    rmSync(path.join(dist, 'screenshots'), { recursive: true, force: true });
    rings.push(await runViewsRing());
    rings.push(await runExtensionHostRing(vsix, scratch));
    // The workbench that the user interface is tested in is code-server, which exists for Linux alone.
    if (process.platform === 'linux') rings.push(await runUiRing(vsix, scratch));
    else process.stderr.write('The tests of the user interface run on Linux only; skipped.\n');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    rings.push({ passed: 0, failed: 1, skipped: 0, failures: [String(error)], flaky: [] });
  }
  const sum = (key: 'passed' | 'failed' | 'skipped') => rings.reduce((total, ring) => total + ring[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: rings.flatMap((ring) => ring.failures),
    flaky: rings.flatMap((ring) => ring.flaky),
  };
}

function makeVsix(): void {
  const script = path.join(repository, 'scripts', 'package.mjs');
  const { status } = spawnSync(process.execPath, [script], { cwd: repository, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The .vsix could not be made: see the lines above.');
}

function keepPictures(): void {
  const taken = path.join(dist, 'screenshots');
  const kept = path.join(repository, 'docs', 'images');
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(taken)) copyFileSync(path.join(taken, name), path.join(kept, name));
}
