// For the benchmarks: prints a line of JSON for every view, with the milliseconds from the beginning of the navigation
// until the first state is shown and a button has answered, and those of a page that is one button and three lines of
// script.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { ViewName } from '../../../extension/host/webview/page.ts';
import { median } from '../../bench/statistics.ts';
import { openWindow } from '../workbench/open-window.ts';
import { DEPLOY_STATES } from './deploy-states.ts';
import { openViews, type ViewBrowser } from './open-view.ts';

const LOADS = 9;

interface Subject {
  readonly name: string;
  readonly view: ViewName;
  /** What the host says as soon as the view is ready. */
  readonly state: unknown;
  /** What is on the button that has to answer. */
  readonly button: string;
}

const SUBJECTS: readonly Subject[] = [
  { name: 'dashboard', view: 'deploy', state: DEPLOY_STATES.planning, button: 'Review Changes' },
  {
    name: 'connection page',
    view: 'connection',
    state: { server: 'Production', running: false, steps: [], outcome: 'Well.' },
    button: 'Test Again',
  },
  {
    name: 'credentials view',
    view: 'credentials',
    state: {
      used: { kind: 'nothing' },
      configFile: '~/.aws/config',
      profiles: [],
      environment: { isUsed: false, standing: { tone: 'unknown', text: 'not set' } },
    },
    button: 'Paste Keys',
  },
];

const BARE = `<!doctype html><button>Go</button><script>
document.querySelector('button').onclick = () => { answeredAt = performance.now(); };
requestAnimationFrame(() => document.querySelector('button').click());
</script>`;

const views = await openViews();
const bare = await openBarePages();
for (const subject of SUBJECTS) {
  const times: number[] = [];
  const baselines: number[] = [];
  // In turns, so that a machine that slows down slows both.
  for (let n = 0; n < LOADS; n++) {
    baselines.push(await bare.time());
    times.push(await timeView(views, subject));
  }
  const row = { name: subject.name, value: median(times), baseline: median(baselines) };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
await bare.close();
await views.close();

async function timeView(views: ViewBrowser, { view, state, button }: Subject): Promise<number> {
  const { page } = await views.open({
    view,
    arrange: (page) => page.addInitScript(pressWhenShown, { message: { kind: 'state', state }, button }),
  });
  return readTime(page);
}

async function readTime(page: Page): Promise<number> {
  const answered = await page.waitForFunction(() => (globalThis as { answeredAt?: number }).answeredAt);
  const time = await answered.jsonValue();
  await page.context().close();
  return Number(time);
}

/** Runs in the page, before anything of it: is the host, and a hand on the mouse. */
function pressWhenShown({ message, button }: { readonly message: unknown; readonly button: string }): void {
  // Given by open-view.ts, as VS Code gives it.
  const { acquireVsCodeApi: acquire } = globalThis as unknown as { readonly acquireVsCodeApi: () => object };
  const answer = () => Object.assign(globalThis, { answeredAt: performance.now() });
  Object.assign(globalThis, {
    acquireVsCodeApi: () => ({
      ...acquire(),
      postMessage: ({ kind }: { readonly kind: string }) => {
        if (kind === 'ready') window.postMessage(message);
        else answer();
      },
    }),
  });
  const look = () => {
    const found = [...document.querySelectorAll<HTMLElement>('button, vscode-button')].find(
      ({ textContent }) => textContent.trim() === button,
    );
    if (found === undefined) requestAnimationFrame(look);
    else found.click();
  };
  requestAnimationFrame(look);
}

async function openBarePages() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(BARE);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const window = await openWindow();
  const { port } = server.address() as AddressInfo;
  return {
    time: async () => {
      const page = await window.page.context().browser()?.newPage();
      if (page === undefined) throw new Error('The browser is gone.');
      await page.goto(`http://127.0.0.1:${port}/`);
      return readTime(page);
    },
    close: async () => {
      await window.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
