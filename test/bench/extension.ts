import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { runExtensionHostRing } from '../editor/workbench/extension-host-ring.ts';
import type { Activation, ActivationFigures } from './activation/run.ts';
import type { BenchRow } from './bench-row.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const dist = path.join(root, 'dist');
const vsix = path.join(dist, 'case-insights-mcp.vsix');
const RUNS = 3;

/** What a user downloads, what activation reads, and how long activation takes in a real editor. */
export async function* extensionBench(): AsyncGenerator<BenchRow> {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'package.mjs')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('The .vsix could not be made: see the lines above.');

  yield { name: 'extension: what activation loads', unit: 'KB', value: kilobytes('extension.js') };
  yield { name: 'extension: what its commands and views load', unit: 'KB', value: kilobytes('extension-features.js') };

  const parts = { engine: 0, source: 0, rest: 0 };
  const files = { engine: 0, source: 0, rest: 0 };
  for (const { name, bytes } of zipEntries(vsix)) {
    const part = name.startsWith('extension/dist/server-source/') ? 'source' : ENGINE.test(name) ? 'engine' : 'rest';
    parts[part] += bytes;
    files[part] += 1;
  }
  yield { name: '.vsix without engine and server source', unit: 'MB', value: parts.rest / 1e6 };
  yield { name: '.vsix without engine and server source', unit: 'files', value: files.rest };
  yield { name: '.vsix: embedded engine', unit: 'MB', value: parts.engine / 1e6 };
  yield { name: '.vsix: server source', unit: 'MB', value: parts.source / 1e6 };
  yield { name: '.vsix: server source', unit: 'files', value: files.source };

  const runs: ActivationFigures[] = [];
  for (let n = 0; n < RUNS; n++) runs.push(await activation());
  const least = (figure: (activation: Activation) => number) => ({
    value: Math.min(...runs.map(({ ours }) => figure(ours))),
    baseline: Math.min(...runs.map(({ theirs }) => figure(theirs))),
  });
  const over = "(baseline: one of the editor's own)";
  yield {
    name: `extension: activation, its file and its activate() ${over}`,
    unit: 'ms',
    ...least(({ loading, activating }) => loading + activating),
  };
  yield {
    name: `extension: activation with all that the editor does ${over}`,
    unit: 'ms',
    ...least(({ whole }) => whole),
  };
}

const ENGINE = /^extension\/dist\/(engine-worker\.js|[^/]+\.wasm)$/;

function kilobytes(name: string): number {
  return statSync(path.join(dist, name)).size / 1e3;
}

function zipEntries(file: string): readonly { readonly name: string; readonly bytes: number }[] {
  const entries: { name: string; bytes: number }[] = [];
  unzipSync(readFileSync(file), {
    filter: ({ name, size }) => {
      entries.push({ name, bytes: size });
      return false;
    },
  });
  return entries.filter(({ name }) => name.startsWith('extension/'));
}

async function activation(): Promise<ActivationFigures> {
  const scratch = mkdtempSync(path.join(realpathSync(tmpdir()), 'ci-bench-'));
  try {
    const result = await runExtensionHostRing(vsix, scratch, path.join(import.meta.dirname, 'activation'));
    if (result.failed > 0) throw new Error('The extension was not activated: see the lines above.');
    const file = path.join(scratch, 'extension-host', 'results.json');
    return JSON.parse(readFileSync(file, 'utf8')) as ActivationFigures;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
