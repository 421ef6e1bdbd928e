// Runs the benchmarks, all or those named on the command line, and prints a table; also as dist/bench.json.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { analysisBench } from './analysis.ts';
import type { Bench, BenchRow } from './bench-row.ts';
import { bridgeBench } from './bridge.ts';
import { engineBench } from './engine.ts';
import { extensionBench } from './extension.ts';
import { functionBench } from './function.ts';
import { panelBench } from './panel.ts';
import { viewsBench } from './views.ts';

/** To add rows, write a file with a Bench and name it here. */
const BENCHES: Readonly<Record<string, Bench>> = {
  bridge: bridgeBench,
  engine: engineBench,
  analysis: analysisBench,
  function: functionBench,
  views: viewsBench,
  extension: extensionBench,
  panel: panelBench,
};

interface Line extends BenchRow {
  /** How many times the baseline it took. */
  readonly ratio?: number;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.\n`);
  process.exit(1);
}

const lines: Line[] = [];
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const row of bench()) {
    const line = row.baseline === undefined ? row : { ...row, ratio: rounded(row.value / row.baseline) };
    process.stderr.write(`${line.name}: ${rounded(line.value)} ${line.unit}\n`);
    lines.push(line);
  }
}

const dist = path.resolve(import.meta.dirname, '../../dist');
await mkdir(dist, { recursive: true });
await writeFile(path.join(dist, 'bench.json'), `${JSON.stringify(lines, null, 2)}\n`);
process.stdout.write(table(lines));

function table(rows: readonly Line[]): string {
  const cells = [
    ['benchmark', 'value', 'unit', 'baseline', 'ratio'],
    ...rows.map(({ name, value, unit, baseline, ratio }) => [name, text(value), unit, text(baseline), text(ratio)]),
  ];
  const widths = cells[0]?.map((_head, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const aligned = cells.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return `${aligned.join('\n')}\n`;
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(rounded(value));
}

/** Three digits say all that a noisy machine knows. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
