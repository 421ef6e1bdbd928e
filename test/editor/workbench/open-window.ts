import { chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

export interface WorkbenchWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens a browser, of its own throw-away profile, on an empty page that a workbench can be loaded in. */
export async function openWindow(): Promise<WorkbenchWindow> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      // Chromium's sandbox cannot start as root, as in a container; only our own pages are opened.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // Generous, since a busy machine paints a workbench late.
  page.setDefaultTimeout(60_000);
  return { page, close: () => browser.close() };
}
