import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acceptFile, openAnalysis, proposedFile, reloadAnalysis } from './analysis-view.ts';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const QUESTION = 'What caused the most severe cases?';
const OTHER_QUESTION = 'And what caused them this year?';

describe('Case Insights: Analyze Cases, on the sample', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await startWorkbench();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.screenshot(`failed: ${task.name}`);
  });
  afterAll(() => workbench.close());

  let page: Frame;
  const view = () => page;
  const button = (name: string) => view().getByRole('button', { name, exact: true });
  const tab = (name: string | RegExp) => view().getByRole('tab', { name });

  it('opens from the palette, and says what a run would take', async () => {
    page = await openAnalysis(workbench);
    await view()
      .getByText(/\d+ cases match/)
      .waitFor();
    await view().getByLabel('Period', { exact: true }).selectOption({ label: 'All time' });
    await view()
      .getByText(/summaries go to a statistical digest, with no language model/)
      .waitFor();
  });

  it('answers a question with figures and the counts and quotes of the digest, labelled as such', async () => {
    await view().getByLabel('Question', { exact: true }).fill(QUESTION);
    await button('Run Analysis').click();
    await view().getByRole('heading', { name: 'Severity over time' }).waitFor();
    await view().getByRole('heading', { name: QUESTION }).waitFor();
    await view()
      .getByText(/Statistical digest, no language model/)
      .first()
      .waitFor();
    await workbench.screenshot('analysis-side-bar');
  });

  it('narrows the next question to a part of a chart that is chosen', async () => {
    await view().getByRole('figure', { name: 'Severities', exact: true }).getByRole('button').first().click();
    await view()
      .getByText(/The next question is narrowed to/)
      .waitFor();
  });

  it.each([
    ['Markdown', 'md', /^# What caused the most severe cases/],
    ['HTML', 'html', /^<!doctype html>[^]*default-src 'none'[^]*<svg role="img"/],
    ['CSV', 'csv', /"dimension","value","cases","cases_before"/],
    ['JSON', 'json', /"question": "What caused the most severe cases\?"/],
  ] as const)('exports it as %s', async (format, ending, content) => {
    if (!(await button(format).isVisible())) await view().getByText('Export', { exact: true }).click();
    await button(format).click();
    const file = await proposedFile(workbench, new RegExp(`case-insights-.+\\.${ending}$`));
    await acceptFile(workbench);
    await workbench.page.locator('.notification-toast').getByText(`Exported to ${file}`).waitFor();
    expect(readFileSync(file, 'utf8')).toMatch(content);
    await workbench.page.keyboard.press('Escape');
  });

  it('opens a case that the words cite, over the page, and gives the focus back', async () => {
    const cited = view().locator('.markdown').getByRole('button').first();
    const number = await cited.innerText();
    await cited.click();
    const drawer = view().getByRole('dialog', { name: `Case ${number}` });
    await drawer.getByRole('heading', { name: 'Summary' }).waitFor();
    await drawer.getByRole('heading', { name: /^Root cause: / }).waitFor();
    await drawer.getByText('Account', { exact: true }).waitFor();
    await workbench.screenshot('analysis-side-bar-case');
    await drawer.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await view().locator(':focus').innerText()).toBe(number);
  });

  it('compares the run with the same question on another period', async () => {
    await tab('Ask').click();
    await button('Clear').click();
    await view().getByLabel('Period', { exact: true }).selectOption({ label: 'Last 365 days' });
    await view().getByLabel('Question', { exact: true }).fill(OTHER_QUESTION);
    await button('Run Analysis').click();
    const result = view().getByRole('article', { name: 'Result' });
    await result.getByRole('heading', { name: OTHER_QUESTION }).waitFor();
    const total = await result.getByText(/cases match; the summaries of/).innerText();
    await tab('History').click();
    await button(`Compare ${QUESTION}`).click();
    await button(`Compare ${OTHER_QUESTION}`).click();
    await view().getByRole('heading', { name: 'What changed' }).first().waitFor();
    const side = (name: string) => view().getByRole('region', { name, exact: true });
    await side('Before').getByText(QUESTION, { exact: true }).waitFor();
    await side('Now').getByText(OTHER_QUESTION, { exact: true }).waitFor();
    const counted = await side('Now').locator('.total-number').innerText();
    expect(total).toContain(`${counted} cases match`);
    await view().getByRole('figure', { name: 'Root causes', exact: true }).waitFor();
    await workbench.screenshot('analysis-side-bar-comparison');
  });

  it('runs SQL, says why it refuses what writes, and shows rows', async () => {
    await tab('SQL').click();
    const statement = view().getByLabel('Statement', { exact: true });
    await statement.fill('DELETE FROM case_summary');
    await button('Run').click();
    await view().getByText('Rejected before it ran:').waitFor();
    await statement.fill('SELECT count(*) AS n FROM case_summary');
    await button('Run').click();
    await view().getByText('1 row', { exact: true }).waitFor();
  });

  it('finds the run again after a reload, without its words', async () => {
    page = await reloadAnalysis(workbench);
    await tab('History').click();
    await view().getByText(QUESTION).first().waitFor();
  });

  it('lets a language model of the editor write the words, once that was agreed to', async () => {
    await tab('Ask').click();
    await view().getByLabel('Written by').selectOption({ label: 'Reader (case-insights-tests)' });
    const consent = workbench.page.getByRole('dialog');
    await consent.getByText('Let Reader read summaries of support cases?').waitFor();
    await workbench.screenshot('analysis-model-consent');
    await consent.getByRole('button', { name: 'Allow' }).click();
    await view()
      .getByText(/ summaries go to Reader\./)
      .waitFor();
    await view().getByLabel('Question', { exact: true }).fill('Who writes this?');
    await button('Run Analysis').click();
    const result = view().getByRole('article', { name: 'Result' });
    await result.getByRole('heading', { name: 'Who writes this?' }).waitFor();
    await result.getByText('AI-generated by Reader, a model of this editor.').first().waitFor();
    await result.getByText(/A model of the editor read [1-9]\d{3,} characters\./).waitFor();
    await result.getByRole('figure', { name: 'Severities', exact: true }).waitFor();
  });

  it('is loaded again when the editor never gives the page its script, as now and then happens', async () => {
    let asked = 0;
    await workbench.page.exposeFunction('scriptIsAskedFor', () => (asked += 1));
    await workbench.page.addInitScript({ content: LOSE_FIRST_SCRIPT });
    page = await reloadAnalysis(workbench);
    await tab('History').waitFor();
    expect(asked).toBe(2);
  });
});

/**
 * In VS Code's frame around a page: the editor's worker asks the frame for the page's files, and the first question for
 * the script gets no answer.
 */
const LOSE_FIRST_SCRIPT = `
  let isLost = false;
  if (location.pathname.endsWith('/webview/browser/pre/index.html'))
    navigator.serviceWorker.addEventListener('message', (event) => {
      if (event.data.channel !== 'load-resource' || !event.data.path.endsWith('/analysis.js')) return;
      scriptIsAskedFor();
      if (!isLost) event.stopImmediatePropagation();
      isLost = true;
    });
`;
