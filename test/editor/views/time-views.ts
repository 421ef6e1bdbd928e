// For the benchmarks: prints two lines of JSON for every view: the milliseconds from the beginning of the navigation until
// the first state is shown and a button has answered, and how many of them the page itself worked; with those of a page
// that is one button and three lines of script.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import type { ViewName } from '../../../extension/host/webview/page.ts';
import { openWindow } from '../workbench/open-window.ts';
import { DEPLOY_STATES } from './deploy-states.ts';
import { mainThread, type MainThread } from './main-thread.ts';
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
  { name: 'dashboard', view: 'deploy', state: DEPLOY_STATES.planning, button: 'Review Deployment' },
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
  const times: Time[] = [];
  const baselines: Time[] = [];
  // In turns, so that a machine that slows down slows both.
  for (let n = 0; n < LOADS; n++) {
    baselines.push(await bare.time());
    times.push(await timeView(views, subject));
  }
  say(`${subject.name} interactive`, times, baselines, ({ answered }) => answered);
  say(`${subject.name}, work until then`, times, baselines, ({ work }) => work);
}
await bare.close();
await views.close();

/** Both in milliseconds. */
interface Time {
  /** From the beginning of the navigation. */
  readonly answered: number;
  /** Of the page's main thread. */
  readonly work: number;
}

/** The least of each, for whatever else the machine does only adds to it. */
function say(name: string, times: readonly Time[], baselines: readonly Time[], figure: (time: Time) => number): void {
  const row = { name, value: Math.min(...times.map(figure)), baseline: Math.min(...baselines.map(figure)) };
  process.stdout.write(`${JSON.stringify(row)}\n`);
}

async function timeView(views: ViewBrowser, { view, state, button }: Subject): Promise<Time> {
  let thread: MainThread | undefined;
  const { page } = await views.open({
    view,
    arrange: async (page) => {
      thread = await mainThread(page);
      await page.addInitScript(pressWhenShown, { message: { kind: 'state', state }, button });
    },
  });
  return readTime(page, thread);
}

async function readTime(page: Page, thread: MainThread | undefined): Promise<Time> {
  const answered = await page.waitForFunction(() => (globalThis as { answeredAt?: number }).answeredAt);
  const time = { answered: Number(await answered.jsonValue()), work: (await thread?.ms()) ?? NaN };
  await page.context().close();
  return time;
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
      const thread = await mainThread(page);
      await page.goto(`http://127.0.0.1:${port}/`);
      return readTime(page, thread);
    },
    close: async () => {
      await window.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
