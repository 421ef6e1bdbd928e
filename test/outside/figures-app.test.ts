import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CaseRecord } from '#core/contract/case-record.ts';
import { generateSampleCases } from '../../server-lambda/local/sample/generate-sample-cases.ts';
import { installedChromium } from '../editor/workbench/find-chromium.ts';
import { startCaseServer, TODAY, type CaseServer } from '../support/case-server.ts';
import { aCase } from '../support/cases.ts';
import { startFiguresBrowser, type FiguresBrowser, type OpenApp } from './figures-browser.ts';
import { needs } from './needs.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';
const YEAR = { start_date: '2025-07-01', end_date: '2026-06-30' };

const figuresApp = z.object({
  contents: z.tuple([
    z.object({
      text: z.string(),
      _meta: z.object({ ui: z.object({ csp: z.record(z.string(), z.array(z.string())) }) }),
    }),
  ]),
});

describe('the figures in a browser, inside a host of MCP Apps', { ...needs('chromium'), timeout: 60_000 }, () => {
  let sample: CaseServer;
  let hostile: CaseServer;
  let browser: FiguresBrowser;

  beforeAll(async () => {
    sample = startCaseServer([...generateSampleCases({ now: TODAY })]);
    hostile = startCaseServer(hostileCases());
    const read = await sample.post({
      jsonrpc: '2.0',
      id: 1,
      method: 'resources/read',
      params: { uri: 'ui://case-insights/figures' },
    });
    const [content] = figuresApp.parse(read.result).contents;
    browser = await startFiguresBrowser(installedChromium() ?? '', { text: content.text, csp: content._meta.ui.csp });
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([sample.close(), hostile.close()]);
  });

  const call = async (server: CaseServer, name: string, input: object) => {
    const params = { name, arguments: input };
    const { result } = await server.post({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    return result ?? {};
  };

  /** Shows the answer of a tool as a host does: its input first, then its result. */
  const shown = async (
    server: CaseServer,
    name: string,
    input: object,
    options: Parameters<FiguresBrowser['open']>[0] = {},
  ) => {
    const opened = await browser.open(options);
    await opened.host('sendToolInput', { arguments: input });
    await opened.host('sendToolResult', await call(server, name, input));
    await opened.app.locator('main:not([aria-busy])').waitFor();
    return opened;
  };

  /** To look at: `FIGURES_SCREENSHOTS` names a folder. */
  const screenshot = async ({ page }: OpenApp, name: string) => {
    const folder = process.env['FIGURES_SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  it.each([
    ['light', 800],
    ['dark', 800],
    ['light', 250],
    ['dark', 250],
  ] as const)(
    'draws an analysis of the sample, every bar and column of it, %s and %i px wide',
    async (theme, width) => {
      const input = { ...YEAR, mode: 'estimate' };
      const opened = await shown(sample, 'analyze_case_summaries', input, { width, context: { theme } });
      const { app, page } = opened;
      const pictures = await app.getByRole('img').evaluateAll(described);
      expect(pictures.map(({ name }) => name.split(':')[0])).toEqual([
        'Cases by severity',
        'Cases by month',
        'Cases by service',
        'Cases by root cause',
      ]);
      // Six severities (one is none), twelve months, eight of many services and root causes, and their rest.
      expect(pictures.map(({ bars }) => bars)).toEqual([6, 12, 9, 9]);
      expect(pictures.every(({ leaves }) => !leaves)).toBe(true);
      expect(await app.locator('body').evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        theme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(31, 31, 31)',
      );
      expect(await app.locator('html').evaluate('document.documentElement.scrollWidth')).toBe(width);
      await screenshot(opened, `analysis-${theme}-${width}`);
      expect(opened.incidents).toEqual([]);
      await page.close();
    },
  );

  it.each([
    ['compare_periods', YEAR, 'before and now'],
    ['get_case_summary', { days_back: 365 }, 'Cases by root cause'],
    ['get_service_trends', { days_back: 60 }, 'Cases by week'],
    ['describe_data', {}, 'All support cases'],
  ])('draws the answer of %s', async (tool, input, text) => {
    const opened = await shown(sample, tool, input, { context: { theme: 'dark' } });
    await opened.app.getByText(text).first().waitFor();
    expect(await opened.app.locator('[role=img] path[fill^="var(--tone-"]').count()).toBeGreaterThan(5);
    await screenshot(opened, tool);
    expect(opened.incidents).toEqual([]);
    await opened.close();
  });

  it('shows the texts of cases as they are, and none of them does anything', async () => {
    const opened = await shown(hostile, 'analyze_case_summaries', { ...YEAR, mode: 'estimate' });
    await opened.app.locator('summary').first().click();
    await opened.app.getByRole('rowheader', { name: HOSTILE }).first().waitFor();
    await opened.app
      .locator('[role=img]')
      .first()
      .hover({ position: { x: 300, y: 60 } });
    await opened.app.getByText(`${HOSTILE}: 1 case`, { exact: true }).waitFor();
    expect(await opened.app.locator('img, a, iframe, script:not(body > script)').count()).toBe(0);
    expect(opened.incidents).toEqual([]);
    await opened.close();
  });

  it('waits with a skeleton, and says for what', async () => {
    const { app, host, incidents, close } = await browser.open();
    expect(await app.locator('main[aria-busy=true] .skeleton').count()).toBe(1);
    await host('sendToolInput', { arguments: YEAR });
    await app.getByText('Waiting for the figures of Jul 1, 2025 to Jun 30, 2026…').waitFor();
    await host('sendToolCancelled', { reason: 'user' });
    await app.getByText('The call was cancelled').waitFor();
    expect(incidents).toEqual([]);
    await close();
  });

  it('says why there are no figures in a sentence', async () => {
    const { app, close } = await shown(sample, 'get_case_summary', { days_back: 0 });
    await app.getByText('`days_back` must be a whole number from 1 to 36500, not 0.').waitFor();
    expect(await app.locator('svg').count()).toBe(0);
    await close();
  });

  it('opens the table behind each chart with the keyboard alone', async () => {
    const { app, page, close } = await shown(sample, 'get_case_summary', { days_back: 365 });
    await page.keyboard.press('Tab');
    // Focus goes over into the frame, which is a process of its own, when it gets there.
    await app.locator('summary:focus').waitFor();
    await page.keyboard.press('Enter');
    const table = app.getByRole('table', { name: 'Cases by root cause' });
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(18);
    await close();
  });

  it("follows the host's theme and colours, tells its size, and goes when told", async () => {
    const { app, page, host, close } = await shown(sample, 'describe_data', {}, { context: { theme: 'light' } });
    const background = () => app.locator('body').evaluate('getComputedStyle(document.body).backgroundColor');
    await host('setHostContext', { theme: 'dark' });
    await expect.poll(background).toBe('rgb(31, 31, 31)');
    await host('setHostContext', {
      theme: 'dark',
      styles: { variables: { '--color-background-primary': 'rgb(1, 2, 3)' } },
    });
    await expect.poll(background).toBe('rgb(1, 2, 3)');
    const frame = page.locator('iframe');
    await expect.poll(() => frame.evaluate('document.querySelector("iframe").clientHeight')).toBeGreaterThan(500);
    expect(await host('teardownResource', {})).toEqual({});
    await close();
  });

  it('is still where the person wants no motion', async () => {
    const { app, page, close } = await browser.open();
    const animation = () =>
      app
        .locator('.skeleton i')
        .first()
        .evaluate('getComputedStyle(document.querySelector(".skeleton i")).animationName');
    expect(await animation()).toBe('wait');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animation()).toBe('none');
    await close();
  });
});

/** What can be seen of pictures: their names, how many bars they have, whether text leaves them. */
const described = (pictures: readonly Picture[]) =>
  pictures.map((picture) => ({
    name: picture.getAttribute('aria-label') ?? '',
    bars: picture.querySelectorAll('path[fill^="var(--tone-"]').length,
    leaves: [...picture.querySelectorAll('text')].some((text) => {
      const [inner, outer] = [text.getBoundingClientRect(), picture.getBoundingClientRect()];
      return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1;
    }),
  }));

/** Of the DOM's elements, what `described` uses, which runs in the browser. */
interface Picture {
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): ArrayLike<Picture> & Iterable<Picture>;
  getBoundingClientRect(): Readonly<Record<'left' | 'right' | 'bottom', number>>;
}

function hostileCases(): readonly CaseRecord[] {
  return [aCase({ rca_category: HOSTILE, servicecode: HOSTILE, severitycode: HOSTILE }), aCase()];
}
