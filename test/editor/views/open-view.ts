import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageOf, type ViewName } from '../../../extension/host/webview/page.ts';
import { openWindow } from '../workbench/open-window.ts';

const repository = path.resolve(import.meta.dirname, '..', '..', '..');
const webviews = path.join(repository, 'dist', 'webviews');

export const THEMES = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
export type Theme = (typeof THEMES)[number];

export interface ViewOptions {
  readonly view: ViewName;
  readonly theme?: Theme;
  /** Where the view stands, which gives it its background. */
  readonly place?: 'editor' | 'side bar';
  readonly width?: number;
  readonly height?: number;
  /** 2 for a zoom of 200 %, with half the width and height. */
  readonly scale?: number;
  readonly words?: Readonly<Record<string, string>>;
  /** Arranges the page before the view is loaded. */
  readonly arrange?: (page: Page) => Promise<unknown>;
  /** What the page has kept from an earlier load. */
  readonly kept?: unknown;
}

/** A built view in a browser, under its own content security policy, given what VS Code gives a webview. */
export interface OpenView {
  readonly page: Page;
  /** Says something to the view, as the host would; resolves when the view has heard it and drawn what it made of it. */
  send(message: unknown): Promise<void>;
  /** All that the view has said to the host, in order. */
  said(): Promise<readonly unknown[]>;
  /** What the page has asked to be kept for its next load. */
  kept(): Promise<unknown>;
  /** What the policy refused and what was thrown; empty for a page that is well. */
  faults(): Promise<readonly string[]>;
  /** Writes dist/screenshots/<name>.png. */
  screenshot(name: string): Promise<void>;
}

export interface ViewBrowser {
  open(options: ViewOptions): Promise<OpenView>;
  close(): Promise<void>;
}

/** One browser for the views of a test file; every view gets a page of its own. */
export async function openViews(): Promise<ViewBrowser> {
  const window = await openWindow();
  const browser = window.page.context().browser();
  if (browser === null) throw new Error('The browser is gone.');
  const pages = new Map<string, string>();
  const server = await serveFiles(pages);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    open: (options) =>
      openView(browser, options, (page) => {
        const address = `/page-${pages.size}`;
        pages.set(address, page(origin));
        return `${origin}${address}`;
      }),
    close: async () => {
      await window.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Opens all that is folded, as somebody would who reads the whole page. */
export async function unfold({ page }: OpenView): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** `serve` takes the page for an origin, and gives its address there. */
async function openView(
  browser: Browser,
  options: ViewOptions,
  serve: (page: (origin: string) => string) => string,
): Promise<OpenView> {
  const { view, theme = 'dark', place = 'editor', width = 900, height = 700, scale = 1, words = {}, kept } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  const background = place === 'editor' ? '--vscode-editor-background' : '--vscode-sideBar-background';
  await page.addInitScript(giveWebviewGlobals, { ...readTheme(theme), background, kept });
  await options.arrange?.(page);
  // By the server, as a browser whose requests are intercepted loads everything slowly.
  const address = serve((origin) =>
    pageOf({ view, title: view, language: 'en', source: origin, file: (name) => `${origin}/${name}`, words }),
  );
  await page.goto(address);
  const record = () => page.evaluate(() => (globalThis as unknown as Recorded).recorded);
  return {
    page,
    send: (message) =>
      page.evaluate(
        (data) =>
          new Promise<void>((drawn) => {
            // The view listens already, so it hears it first; what it makes of it is there with the next picture.
            window.addEventListener('message', () => requestAnimationFrame(() => setTimeout(drawn)), { once: true });
            window.postMessage(data);
          }),
        message,
      ),
    said: async () => (await record()).said,
    kept: async () => (await record()).kept,
    faults: async () => [...thrown, ...(await record()).refused],
    screenshot: async (name) => {
      await page.screenshot({ path: path.join(repository, 'dist', 'screenshots', `${name}.png`), fullPage: true });
    },
  };
}

interface Recorded {
  readonly recorded: { readonly said: unknown[]; readonly refused: string[]; kept: unknown };
}

interface Given {
  readonly className: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly background: string;
  readonly kept: unknown;
}

function readTheme(theme: Theme): Pick<Given, 'className' | 'variables'> {
  const file = path.join(import.meta.dirname, 'themes', `${theme}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Pick<Given, 'className' | 'variables'>;
}

/** Runs in the page, before anything of it. */
function giveWebviewGlobals({ className, variables, background, kept }: Given): void {
  const recorded: Recorded['recorded'] = { said: [], refused: [], kept };
  Object.assign(globalThis, {
    recorded,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => recorded.said.push(structuredClone(message)),
      getState: () => recorded.kept,
      setState: (next: unknown) => (recorded.kept = structuredClone(next)),
    }),
  });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    recorded.refused.push(`${violatedDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
  });
  const paint = () => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
    style.background = `var(${background})`;
    document.body.className = className;
    document.body.style.margin = '0';
  };
  document.addEventListener('DOMContentLoaded', paint);
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

/** The files of the views, and the pages by their paths. */
function serveFiles(pages: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const page = pages.get(pathname);
    if (page !== undefined) {
      response.setHeader('content-type', 'text/html');
      response.end(page);
      return;
    }
    const name = path.basename(pathname);
    try {
      const body = readFileSync(path.join(webviews, name));
      response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}
