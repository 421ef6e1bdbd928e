import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewName } from '../../../extension/host/webview/page.ts';
import { pseudo } from '../../support/pseudo-locale.ts';
import { openViews, type ViewBrowser } from './open-view.ts';

const file = path.resolve(import.meta.dirname, '..', '..', '..', 'l10n', 'bundle.l10n.json');
const texts = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
const words = Object.fromEntries(texts.map((text) => [text, pseudo(text)]));

/** Of each view what makes it show most of its own words; whatever comes from outside in figures alone. */
const MESSAGES: readonly (readonly [ViewName, unknown])[] = [
  [
    'connection',
    {
      kind: 'state',
      state: {
        server: '1',
        running: false,
        outcome: '',
        steps: ['waiting', 'running', 'passed', 'warned', 'failed', 'skipped'].map((state, index) => ({
          id: `${index}`,
          title: `${index}`,
          state,
          ms: 0,
          detail: `${index}`,
          remedy: `${index}`,
          actions: [],
        })),
      },
    },
  ],
];

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

describe("a page in another language than the editor's first", () => {
  it.each(MESSAGES)('has no English word left: %s', async (view, message) => {
    const opened = await views.open({ view, words });
    await opened.send(message);
    const { page } = opened;
    await page.getByRole('heading').first().waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/\[.+\]/);
    expect(text.match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
    const labels = await page
      .locator('[aria-label], [title], [placeholder]')
      .evaluateAll((elements) =>
        elements.flatMap((element) =>
          ['aria-label', 'title', 'placeholder'].flatMap((name) => element.getAttribute(name) ?? []),
        ),
      );
    expect(labels.filter((label) => /[A-Za-z]{2,}/.test(label))).toEqual([]);
  });
});
