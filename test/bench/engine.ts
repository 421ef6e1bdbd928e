import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeFolder, writeLines } from './bench-cases.ts';
import type { BenchRow } from './bench-row.ts';
import type { EngineFigures } from './engine-child.ts';

const run = promisify(execFile);
const RUNS = 3;

/**
 * The embedded engine on 1,000 and 20,000 files and on 200,000 lines, each in a process of its own; the least of three
 * runs. The baseline reads the same bytes and parses the same JSON in plain Node.
 */
export async function* engineBench(): AsyncGenerator<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-'));
  try {
    yield { name: 'engine: start, no cases', unit: 'ms', value: (await best('engine', 'none', '')).loadMs };
    for (const cases of [1_000, 20_000]) {
      const source = path.join(folder, String(cases));
      await writeFolder(source, cases);
      yield* rows(`${cases.toLocaleString('en')} files`, 'folder', source);
    }
    const file = path.join(folder, 'cases.ndjson');
    await writeLines(file, 200_000);
    yield* rows('200,000 lines', 'file', file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* rows(what: string, kind: string, source: string): AsyncGenerator<BenchRow> {
  const engine = await best('engine', kind, source);
  const plain = await best('plain', kind, source);
  yield { name: `engine: start and load ${what}`, unit: 'ms', value: engine.loadMs, baseline: plain.loadMs };
  yield {
    name: `engine: first grouping query over ${what}`,
    unit: 'ms',
    value: engine.firstQueryMs,
    baseline: plain.firstQueryMs,
  };
  yield { name: `engine: grouping query over ${what}`, unit: 'ms', value: engine.queryMs, baseline: plain.queryMs };
  yield { name: `engine: by month over ${what}`, unit: 'ms', value: engine.monthsMs };
  yield { name: `engine: peak memory with ${what}`, unit: 'MB', value: engine.peakMb, baseline: plain.peakMb };
}

/** The least of each figure: whatever else the machine does only adds to it. */
async function best(way: 'engine' | 'plain', kind: string, source: string): Promise<EngineFigures> {
  const child = path.join(import.meta.dirname, 'engine-child.ts');
  let least: EngineFigures | undefined;
  for (let n = 0; n < RUNS; n++) {
    const { stdout } = await run(process.execPath, [...process.execArgv, child, way, kind, source]);
    // The child prints just this.
    const figures = JSON.parse(stdout) as EngineFigures;
    least =
      least === undefined
        ? figures
        : {
            loadMs: Math.min(least.loadMs, figures.loadMs),
            firstQueryMs: Math.min(least.firstQueryMs, figures.firstQueryMs),
            queryMs: Math.min(least.queryMs, figures.queryMs),
            monthsMs: Math.min(least.monthsMs, figures.monthsMs),
            peakMb: Math.min(least.peakMb, figures.peakMb),
          };
  }
  if (least === undefined) throw new Error('no run');
  return least;
}
