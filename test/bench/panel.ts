import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { installedChromium } from '../editor/workbench/find-chromium.ts';
import type { BenchRow } from './bench-row.ts';

const Measured = z.object({
  name: z.string(),
  unit: z.enum(['ms', 'MB']),
  value: z.number(),
  baseline: z.number().optional(),
});

/** The built analysis page in Chromium. Baseline of scrolling: an empty box of the grid's height. */
export async function* panelBench(): AsyncGenerator<BenchRow> {
  if (installedChromium() === undefined) {
    process.stderr.write('panel: there is no Chromium here, so the analysis page is left out.\n');
    return;
  }
  const program = path.resolve(import.meta.dirname, '../editor/views/time-panel.ts');
  const child = spawn(process.execPath, [...process.execArgv, program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, unit, value, baseline } = Measured.parse(JSON.parse(line));
    yield { name: `analysis page: ${name}`, unit, value, ...(baseline !== undefined && { baseline }) };
  }
  const code = await ended;
  if (code !== 0)
    throw new Error(`The analysis page could not be measured: its program ended with code ${String(code)}.`);
}
