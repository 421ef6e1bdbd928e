// For the benchmarks: prints a line of JSON for each thing that is measured of the analysis page.
import type { Page } from 'playwright-core';
import { percentile } from '../../bench/statistics.ts';
import { everything, figures, result, sql, sqlReady, sqlRows } from './analysis-states.ts';
import { mainThread } from './main-thread.ts';
import { openViews } from './open-view.ts';

const ACCOUNTS = 5_000;
const ROWS = 10_000;
const FRAMES = 240;
const SCROLLS = 3;
const LOADS = 5;

const views = await openViews();
const paints: number[] = [];
let view = await load();
for (let n = 1; n < LOADS; n++) {
  await view.page.context().close();
  view = await load();
}
const { page } = view;
const thread = await mainThread(page);
// The least of each, for whatever else the machine does only adds to it.
say('first paint', 'ms', Math.min(...paints));

for (const message of everything({ result: null })) await view.send(message);
const account = Array.from({ length: ACCOUNTS }, (_none, n) => ({ value: String(100_000_000_000 + n), count: 4 }));
const message = { kind: 'result', state: result({ figures: figures({ total: 20_000, account }), before: null }) };
say('figures of 20,000 cases in 5,000 accounts', 'ms', await page.evaluate(untilShown, message));

await view.send({ kind: 'show', tab: 'sql' });
await view.send({ kind: 'sql', state: sql(sqlReady(ROWS)) });
for (const rows of sqlRows(ROWS)) await view.send(rows);
await page.getByText('Subject of case 3', { exact: true }).waitFor();
const [plain, grid] = [await scroll(true), await scroll(false)];
say('frame of scrolling 10,000 rows, p95', 'ms', grid.frame, plain.frame);
say('work in a frame of scrolling 10,000 rows', 'ms', grid.work, plain.work);
say('memory of the page with 10,000 rows', 'MB', await page.evaluate(usedMegabytes));
await views.close();

async function load() {
  const loaded = await views.open({ view: 'analysis', width: 1100, kept: { tab: 'result' } });
  await loaded.page.getByRole('tab').first().waitFor();
  paints.push(await loaded.page.evaluate(firstPaint));
  return loaded;
}

/** Milliseconds: between frames, all but the slowest twentieth, and the page's own work for one. */
async function scroll(plain: boolean): Promise<{ readonly frame: number; readonly work: number }> {
  const frames: number[] = [];
  const works: number[] = [];
  for (let n = 0; n < SCROLLS; n++) {
    const before = await thread.ms();
    frames.push(percentile(await scrollFrames(page, plain), 95));
    works.push(((await thread.ms()) - before) / FRAMES);
  }
  return { frame: Math.min(...frames), work: Math.min(...works) };
}

function say(name: string, unit: 'ms' | 'MB', value: number, baseline?: number): void {
  process.stdout.write(`${JSON.stringify({ name, unit, value, ...(baseline !== undefined && { baseline }) })}\n`);
}

function firstPaint(): number {
  return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
}

/** Runs in the page: from the message until a frame has the charts. */
function untilShown(message: unknown): Promise<number> {
  const begun = performance.now();
  window.postMessage(message);
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelectorAll('figure svg').length < 6) requestAnimationFrame(look);
      else resolve(performance.now() - begun);
    };
    requestAnimationFrame(look);
  });
}

/** The milliseconds between frames while the grid, or an empty box of its height, is scrolled through. */
function scrollFrames(page: Page, plain: boolean): Promise<readonly number[]> {
  return page.evaluate(
    async ([isPlain, count]) => {
      const grid = document.querySelector<HTMLElement>('.grid');
      if (grid === null) throw new Error('There is no grid.');
      let box: HTMLElement = grid;
      grid.scrollTop = 0;
      if (isPlain) {
        box = document.createElement('div');
        const inner = document.createElement('div');
        inner.style.height = `${grid.scrollHeight}px`;
        box.style.height = `${grid.clientHeight}px`;
        box.style.overflow = 'auto';
        box.append(inner);
        document.body.append(box);
      }
      const frames: number[] = [];
      const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      let last = await nextFrame();
      for (let n = 0; n < count; n++) {
        box.scrollTop += 400;
        const now = await nextFrame();
        frames.push(now - last);
        last = now;
      }
      if (isPlain) box.remove();
      return frames;
    },
    [plain, FRAMES] as const,
  );
}

function usedMegabytes(): number {
  const { memory } = performance as unknown as { readonly memory?: { readonly usedJSHeapSize: number } };
  return (memory?.usedJSHeapSize ?? NaN) / 1_048_576;
}
