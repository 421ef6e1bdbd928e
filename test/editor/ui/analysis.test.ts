import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorkbench, type Workbench } from './start-workbench.ts';

const QUESTION = 'What caused the most severe cases?';

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
    await open();
    await view()
      .getByText(/\d+ cases match/)
      .waitFor();
    await view().getByLabel('Period', { exact: true }).selectOption({ label: 'All time' });
    await view()
      .getByText(/summaries go to a statistical extract, no model/)
      .waitFor();
  });

  it('answers a question with figures and the words of a statistical extract, labelled as such', async () => {
    await view().getByLabel('Question', { exact: true }).fill(QUESTION);
    await button('Run Analysis').click();
    await view().getByRole('heading', { name: 'Severity over time' }).waitFor();
    await view().getByRole('heading', { name: QUESTION }).waitFor();
    await view()
      .getByText(/Statistical extract, no model/)
      .first()
      .waitFor();
    await workbench.screenshot('analysis-side-bar');
  });

  it('narrows the next question to a part of a chart that is chosen', async () => {
    await view().getByRole('figure', { name: 'Severity', exact: true }).getByRole('button').first().click();
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
    const input = workbench.page.locator('.quick-input-widget input.input');
    // The dialog proposes a name some time after it is open, and over what was typed before.
    await expect
      .poll(() => input.inputValue(), { timeout: 60_000 })
      .toMatch(new RegExp(`case-insights-.+\\.${ending}$`));
    const file = await input.inputValue();
    await accept();
    await workbench.page.locator('.notification-toast').getByText(`Exported to ${file}`).waitFor();
    expect(readFileSync(file, 'utf8')).toMatch(content);
    await workbench.page.keyboard.press('Escape');
  });

  it('runs SQL, says why it refuses what writes, and shows rows', async () => {
    await tab('SQL').click();
    const statement = view().getByLabel('Statement', { exact: true });
    await statement.fill('DELETE FROM case_summary');
    await button('Run').click();
    await view().getByText('Refused before anything ran:').waitFor();
    await statement.fill('SELECT count(*) AS n FROM case_summary');
    await button('Run').click();
    await view().getByText('1 row', { exact: true }).waitFor();
  });

  it('finds the run again after a reload, without its words', async () => {
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
    await open();
    await tab('History').click();
    await view().getByText(QUESTION).first().waitFor();
  });

  /** The dialog takes no Enter while it looks at what was typed. */
  async function accept(): Promise<void> {
    const input = workbench.page.locator('.quick-input-widget input.input');
    for (let open = true; open;) {
      await workbench.page.keyboard.press('Enter');
      open = await input.waitFor({ state: 'hidden', timeout: 2_000 }).then(
        () => false,
        () => true,
      );
    }
  }

  /** Opens the view, and finds its page among those of the other views. */
  async function open(): Promise<void> {
    await workbench.runCommand('Case Insights: Analyze Cases');
    for (;;) {
      for (const frame of workbench.page.frames()) {
        // A frame may go away while it is looked at.
        if ((await frame.title().catch(() => '')) === 'Analyze') {
          page = frame;
          return;
        }
      }
      await setTimeout(100);
    }
  }
});
