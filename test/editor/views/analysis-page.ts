import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { draft, everything } from './analysis-states.ts';
import type { OpenView, ViewBrowser, ViewOptions } from './open-view.ts';

export type Parts = Parameters<typeof everything>[0];

/** The analysis page, given all that a connected one is given. */
export async function openAnalysis(
  views: ViewBrowser,
  parts: Parts = {},
  options: Omit<ViewOptions, 'view'> = {},
): Promise<OpenView> {
  const view = await views.open({ view: 'analysis', ...options });
  await give(view, parts);
  return view;
}

/** Posts every part, as a host does to a page that is ready. */
export async function give(view: OpenView, parts: Parts = {}): Promise<void> {
  for (const message of everything(parts)) await view.send(message);
}

/** One page for many tests, each of which has it with all parts anew: opening one takes longer than most tests. */
export function sharedPage(views: () => ViewBrowser): (tab: string, parts?: Parts) => Promise<OpenView> {
  let opened: OpenView | undefined;
  let revision = 100;
  return async (tab, parts = {}) => {
    opened ??= await openAnalysis(views());
    const page = opened;
    // What the test before has typed is said now, and not in the middle of this one.
    await page.page.evaluate(() => window.dispatchEvent(new Event('pagehide')));
    await give(opened, { draft: draft({ revision: revision++ }), ...parts });
    await opened.send({ kind: 'show', tab });
    const before = (await page.said()).length;
    return { ...page, said: async () => (await page.said()).slice(before) };
  };
}

/** What the page said, but that it is ready. */
export async function said(view: OpenView): Promise<readonly unknown[]> {
  return (await view.said()).filter((message) => (message as { kind: string }).kind !== 'ready');
}

/** Waits until the page has said so many things. */
export async function saidAfter(view: OpenView, count: number): Promise<readonly unknown[]> {
  await expect.poll(async () => (await said(view)).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
  return said(view);
}

export function tab(view: OpenView, name: string): Locator {
  return view.page.getByRole('tab', { name: new RegExp(`^${name}`) });
}

/** Types into a box and presses Ctrl+Enter before the browser paints, as nobody's fingers do on a quick machine. */
export async function typeAndRun(box: Locator, text: string): Promise<void> {
  await box.evaluate((field, typed) => {
    // The boxes of the page are text areas.
    (field as HTMLTextAreaElement).value = typed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  }, text);
}
