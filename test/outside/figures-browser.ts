import path from 'node:path';
import { buildSync } from 'esbuild';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { REPOSITORY } from '../support/case-folder.ts';

const HOST = 'http://host.test/';
const APP = 'http://app.test/';

export interface FiguresBrowser {
  /** Shows the app in a host of that width; it has no result yet. */
  readonly open: (options?: { readonly width?: number; readonly context?: object }) => Promise<OpenApp>;
  readonly close: () => Promise<void>;
}

export interface OpenApp {
  readonly page: Page;
  readonly app: FrameLocator;
  /** What went wrong or out: errors on the console, dialogs, requests beyond the two pages themselves. */
  readonly incidents: readonly string[];
  /** Calls a method of the host's side of the extension's SDK, such as `sendToolResult`. */
  readonly host: (method: string, params: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface AppContent {
  readonly text: string;
  readonly csp: Readonly<Record<string, readonly string[]>>;
}

/** A real browser with a host that enforces what the resource declares, as the extension demands of hosts. */
export async function startFiguresBrowser(chromiumPath: string, content: AppContent): Promise<FiguresBrowser> {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(REPOSITORY, 'test/outside/figures-host.mjs')],
    bundle: true,
    write: false,
    format: 'iife',
  });
  const host = `<!doctype html><html><body style="margin: 0"><script>${outputFiles[0]?.text ?? ''}</script></body></html>`;
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
  return {
    close: () => browser.close(),
    open: async ({ width = 800, context = {} } = {}) => {
      const page = await browser.newPage({ viewport: { width, height: 1600 } });
      const incidents: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) incidents.push(message.text());
      });
      page.on('pageerror', (error) => incidents.push(error.message));
      page.on('dialog', (dialog) => {
        incidents.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.route('**/*', (route) => {
        const url = route.request().url();
        const headers = { 'content-type': 'text/html; charset=utf-8' };
        if (url === HOST) return route.fulfill({ headers, body: host });
        if (url === APP) {
          return route.fulfill({
            headers: { ...headers, 'content-security-policy': policy(content.csp) },
            body: content.text,
          });
        }
        incidents.push(`request: ${url}`);
        return route.abort();
      });
      await page.goto(HOST);
      await page.evaluate(`openApp(${JSON.stringify(APP)}, ${JSON.stringify(context)})`);
      return {
        page,
        app: page.frameLocator('iframe'),
        incidents,
        host: (method, params) => page.evaluate(`bridge.${method}(${JSON.stringify(params)})`),
        close: () => page.close(),
      };
    },
  };
}

/** What a host makes of the declared domains, without the host's own origin that it may allow besides. */
function policy(csp: AppContent['csp']): string {
  const allowed = (domains: readonly string[] = [], ...more: string[]) => [...more, ...domains].join(' ') || "'none'";
  const resources = csp['resourceDomains'];
  return [
    "default-src 'none'",
    `script-src ${allowed(resources, "'unsafe-inline'")}`,
    `style-src ${allowed(resources, "'unsafe-inline'")}`,
    `img-src ${allowed(resources, 'data:')}`,
    `font-src ${allowed(resources)}`,
    `connect-src ${allowed(csp['connectDomains'])}`,
    `frame-src ${allowed(csp['frameDomains'])}`,
    `base-uri ${allowed(csp['baseUriDomains'])}`,
    "object-src 'none'",
  ].join('; ');
}
