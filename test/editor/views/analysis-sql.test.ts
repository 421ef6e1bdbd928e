import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnalysis, said, sharedPage, tab, typeAndRun } from './analysis-page.ts';
import { cost, sql, sqlReady, sqlRow, sqlRows } from './analysis-states.ts';
import { openViews, type OpenView, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());
const page = sharedPage(() => views);

const box = (view: OpenView) => view.page.getByLabel('Statement');
const grid = (view: OpenView) => view.page.getByRole('grid');
/** The text of the cell that is read out. */
const active = (view: OpenView) =>
  grid(view).evaluate((element) => {
    const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    return cell?.textContent.trim();
  });

async function withRows(count: number): Promise<OpenView> {
  const view = await page('sql', { sql: sql(sqlReady(count)) });
  // Another result, so that the grid begins anew.
  const result = `result-${Math.random()}`;
  await view.send({ kind: 'sql', state: sql(sqlReady(count, { result })) });
  for (const message of sqlRows(count)) {
    if (message.kind === 'sqlRows') await view.send({ ...message, state: { ...message.state, result } });
  }
  await view.page.getByText(`${count.toLocaleString('en')} rows`).waitFor();
  await expect.poll(() => grid(view).getAttribute('aria-rowcount')).toBe(String(count + 1));
  return view;
}

describe('writing a statement', () => {
  it('completes the real columns by the keyboard, and runs', async () => {
    const view = await page('sql');
    await box(view).fill('SELECT ');
    await box(view).press('s');
    const list = view.page.getByRole('listbox', { name: 'Suggestions' });
    await list.getByRole('option', { name: 'severitycode' }).waitFor();
    expect((await list.getByRole('option').allInnerTexts()).map((text) => text.trim().split(/\s+/)[0])).toEqual([
      'servicecode',
      'severitycode',
      'subject',
      'SELECT',
      'SUM',
      'SUBSTR',
    ]);
    await view.screenshot('analysis-completion');
    await box(view).press('ArrowDown');
    await box(view).press('Tab');
    expect(await box(view).inputValue()).toBe('SELECT severitycode');
    await list.waitFor({ state: 'hidden' });
    await box(view).press('Control+ ');
    await box(view).press('Escape');
    await list.waitFor({ state: 'hidden' });
    await box(view).press('Control+Enter');
    expect((await said(view)).slice(-2)).toEqual([
      { kind: 'changeSql', sql: 'SELECT severitycode' },
      { kind: 'runSql', sql: 'SELECT severitycode' },
    ]);
    expect(await view.faults()).toEqual([]);
  });

  it('completes what is in scope, and functions with what they take and give', async () => {
    const view = await page('sql');
    const options = view.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
    await box(view).fill(
      'WITH monthly AS (SELECT subject AS title, count(*) AS cases FROM case_summary) SELECT m FROM monthly m',
    );
    await box(view).evaluate((element: HTMLTextAreaElement) => {
      const caret = element.value.indexOf('m FROM monthly') + 1;
      element.setSelectionRange(caret, caret);
    });
    await box(view).press('.');
    await options.first().waitFor();
    expect((await options.allInnerTexts()).map((text) => text.trim())).toEqual(['title', 'cases']);
    await box(view).fill('SELECT low');
    await box(view).press('e');
    await options.filter({ hasText: 'LOWER' }).filter({ hasText: '(varchar' }).waitFor();
    expect(await view.faults()).toEqual([]);
  });

  it('keeps each letter and the caret, however fast one types within the statement', async () => {
    const view = await page('sql');
    await box(view).fill('SELECT  FROM case_summary');
    // All within one picture of the browser: no state of the page comes in between.
    const after = await box(view).evaluate(async (element: HTMLTextAreaElement) => {
      await new Promise(requestAnimationFrame);
      element.setSelectionRange(7, 7);
      for (const letter of 'subject') {
        element.setRangeText(letter, element.selectionStart, element.selectionEnd, 'end');
        element.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await Promise.resolve();
      }
      return [element.value, element.selectionStart];
    });
    expect(after).toEqual(['SELECT subject FROM case_summary', 14]);
    expect(await box(view).inputValue()).toBe('SELECT subject FROM case_summary');
    expect(await box(view).evaluate((element: HTMLTextAreaElement) => element.selectionStart)).toBe(14);
  });

  it('runs what stands in the box, however soon the keys that run it follow the last letter', async () => {
    const view = await page('sql');
    await typeAndRun(box(view), 'SELECT 42');
    expect((await said(view)).slice(-2)).toEqual([
      { kind: 'changeSql', sql: 'SELECT 42' },
      { kind: 'runSql', sql: 'SELECT 42' },
    ]);
  });

  it('suggests nothing within quotes or a comment', async () => {
    const view = await page('sql');
    for (const text of ["SELECT 'su", 'SELECT 1 -- su', 'SELECT /* su']) {
      await box(view).fill(text);
      await box(view).press('b');
      await view.page.getByRole('listbox').waitFor({ state: 'hidden' });
    }
  });

  it('starts from an example or a saved query, and keeps one', async () => {
    const view = await page('sql');
    await view.page.getByLabel('Start from').selectOption({ label: 'My accounts' });
    await expect.poll(() => box(view).inputValue()).toBe('SELECT account_number FROM case_summary');
    await view.page.getByText('Saved queries (1)').click();
    await view.page.getByLabel('Save query as...').fill('Again');
    await view.page.getByRole('button', { name: 'Save' }).last().click();
    await view.page.getByRole('button', { name: 'Delete My accounts' }).click();
    expect(await said(view)).toEqual([
      { kind: 'changeSql', sql: 'SELECT account_number FROM case_summary' },
      { kind: 'saveQuery', name: 'Again', sql: 'SELECT account_number FROM case_summary' },
      { kind: 'deleteQuery', id: 's1' },
    ]);
  });

  it('says why a statement was refused, how a query goes, and stops it', async () => {
    const problem = { code: 'QUERY_REFUSED', message: 'DROP is not a read-only statement.', remedy: 'Use SELECT.' };
    const view = await page('sql', { sql: sql({ state: 'refused', problem }) });
    await view.page.getByText('Rejected before it ran:').waitFor();
    await view.page.getByText('DROP is not a read-only statement.').waitFor();
    await view.screenshot('analysis-refused');
    await view.send({ kind: 'sql', state: sql({ state: 'running', started: 1, message: 'Queued', stopping: false }) });
    await view.page.getByText('Queued').waitFor();
    await view.page.getByRole('button', { name: 'Cancel' }).click();
    expect(await said(view)).toEqual([{ kind: 'cancelSql' }]);
  });
});

describe('what comes of a statement', () => {
  it('is brought into view where the side bar is low', async () => {
    const problem = { code: 'QUERY_REFUSED', message: 'DROP is not a read-only statement.', remedy: 'Use SELECT.' };
    const view = await openAnalysis(views, { sql: sql({ state: 'none' }) }, { height: 360 });
    await tab(view, 'SQL').click();
    await typeAndRun(box(view), 'DROP TABLE case_summary');
    await view.send({ kind: 'sql', state: sql({ state: 'refused', problem }) });
    const remedy = view.page.getByText('Use SELECT.');
    await expect
      .poll(() => remedy.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true);
  });
});

describe('the rows of a result', () => {
  it('are made only where they are seen, of 10,000', async () => {
    const view = await withRows(10_000);
    const made = () => grid(view).getByRole('gridcell').count();
    await grid(view).getByText('Subject of case 3', { exact: true }).waitFor();
    expect(await made()).toBeLessThan(400);
    await grid(view).evaluate((element) => {
      element.scrollTo(0, 5_000 * 24);
    });
    await grid(view).getByText('Subject of case 5005', { exact: true }).waitFor();
    expect(await made()).toBeLessThan(400);
    const row = grid(view).getByRole('row').filter({ hasText: 'Subject of case 5005' });
    expect(await row.getAttribute('aria-rowindex')).toBe('5007');
    await view.screenshot('analysis-sql');
    expect(await view.faults()).toEqual([]);
  });

  it('are walked through by the keyboard, whatever their number', async () => {
    const view = await withRows(10_000);
    await grid(view).focus();
    await expect.poll(() => active(view)).toBe('170000000000');
    for (const [key, text] of [
      ['ArrowRight', 'NULL'],
      ['ArrowDown', 'amazon-1'],
      ['Control+End', '111122223333'],
      ['ArrowLeft', 'Subject of case 9999'],
      ['Home', '170000009999'],
      ['ArrowUp', '170000009998'],
      ['Control+Home', '170000000000'],
      ['ArrowUp', 'case_number'],
    ] as const) {
      await view.page.keyboard.press(key);
      await expect.poll(() => active(view)).toBe(text);
    }
  });

  it('are sorted as numbers or as words, nulls last, and back again', async () => {
    const view = await withRows(30);
    const first = async (column: number) =>
      (await grid(view).locator('[aria-rowindex="2"]').getByRole('gridcell').nth(column).innerText()).trim();
    const head = view.page.getByRole('columnheader', { name: 'cases' });
    await head.click();
    await head.click();
    await expect.poll(() => first(2)).toBe('29');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await view.page.getByRole('columnheader', { name: 'servicecode' }).click();
    await expect.poll(() => first(1)).toBe('amazon-0');
    await grid(view).focus();
    await view.page.keyboard.press('Control+End');
    await view.page.keyboard.press('Home');
    await view.page.keyboard.press('ArrowRight');
    await expect.poll(() => active(view)).toBe('NULL');
  });

  it('are copied by the cell, the row and all of them, in the order that is shown', async () => {
    const view = await withRows(3);
    await view.page.getByRole('columnheader', { name: 'cases' }).click();
    await view.page.getByRole('columnheader', { name: 'cases' }).click();
    await grid(view).getByText('Subject of case 1', { exact: true }).click();
    await view.page.getByRole('button', { name: 'Copy Cell' }).click();
    await grid(view).press('Control+c');
    await view.page.getByRole('button', { name: 'Copy Row' }).click();
    await view.page.getByRole('button', { name: 'Copy All' }).click();
    await view.page.getByRole('button', { name: 'Save as CSV' }).click();
    const messages = (await said(view)) as { kind: string; rows?: readonly number[]; text?: string }[];
    expect(messages.map(({ kind, rows, text }) => [kind, rows ?? text])).toEqual([
      ['copy', 'Subject of case 1'],
      ['copy', 'Subject of case 1'],
      ['copySql', [1]],
      ['copySql', [2, 1, 0]],
      ['exportSql', undefined],
    ]);
  });

  it('show all of the cell that is chosen, and what is not the whole result', async () => {
    const view = await openAnalysis(
      views,
      {
        sql: sql(
          sqlReady(1, {
            truncated: true,
            cost: cost({ query: null, unknown: 'The price of this region is not known.' }),
          }),
        ),
      },
      { kept: { tab: 'sql' } },
    );
    const long = `first line\nsecond line ${'x'.repeat(2000)}`;
    for (const message of sqlRows(1, (n) => [...sqlRow(n).slice(0, 3), long, null])) await view.send(message);
    await tab(view, 'SQL').waitFor();
    await grid(view).getByText('first line ⏎ second line').click();
    expect(await view.page.getByRole('region', { name: 'The active cell in full' }).innerText()).toBe(long);
    await view.page.getByText('There are more rows. These are the first.').waitFor();
    await view.page.getByText('The price of this region is not known.').waitFor();
  });
});
