import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { installedChromium } from '../editor/workbench/find-chromium.ts';
import type { BenchRow } from './bench-row.ts';

const Timed = z.object({ name: z.string(), value: z.number(), baseline: z.number() });

/**
 * The built pages in Chromium: from the beginning of the navigation until the first state is shown and a button has
 * answered. Baseline: a page that is one button.
 */
export async function* viewsBench(): AsyncGenerator<BenchRow> {
  if (installedChromium() === undefined) {
    process.stderr.write('views: there is no Chromium here, so the pages are left out.\n');
    return;
  }
  const program = path.resolve(import.meta.dirname, '../editor/views/time-views.ts');
  const child = spawn(process.execPath, [...process.execArgv, program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, value, baseline } = Timed.parse(JSON.parse(line));
    yield { name: `${name} (baseline: a page with one button)`, unit: 'ms', value, baseline };
  }
  const code = await ended;
  if (code !== 0) throw new Error(`The pages could not be timed: their program ended with code ${String(code)}.`);
}
