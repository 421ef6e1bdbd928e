import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  caseDetail,
  choices,
  comparison,
  draft,
  figures,
  FINISHED,
  models,
  preview,
  result,
  run,
  running,
  sql,
  sqlReady,
  sqlRows,
  target,
  targets,
} from './analysis-states.ts';
import { findBarriers } from './accessibility.ts';
import { give, openAnalysis, said, saidAfter, sharedPage, tab, typeAndRun } from './analysis-page.ts';
import { openViews, THEMES, type OpenView, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const page = sharedPage(() => views);

const scrollsSideways = (view: OpenView) =>
  view.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('asking', () => {
  it('shows where things will be until the host has said what there is', async () => {
    const view = await views.open({ view: 'analysis' });
    await tab(view, 'Ask').waitFor();
    expect(await view.page.locator('.skeleton').count()).toBeGreaterThan(3);
    expect(await view.said()).toEqual([{ kind: 'ready' }]);
    await view.screenshot('analysis-loading');
    expect(await view.faults()).toEqual([]);
  });

  it('says what each choice of a filter counts, and sends what is chosen', async () => {
    const view = await page('ask');
    const service = view.page.getByLabel('Service');
    await service.waitFor();
    expect((await service.locator('option').allTextContents()).map((text) => text.trim()).slice(0, 3)).toEqual([
      'Any',
      'amazon-elastic-compute-cloud-linux (30)',
      'amazon-relational-database-service-postgresql (25)',
    ]);
    await service.selectOption('aws-lambda');
    await view.page.getByLabel('Severity').selectOption('');
    await view.page.getByLabel('Case', { exact: true }).fill(' 171234567890 ');
    await view.page.getByLabel('Case', { exact: true }).press('Enter');
    await view.page.getByLabel('Period').selectOption('last30');
    await view.page.getByLabel('Data source').selectOption('sample');
    await view.page.getByRole('button', { name: 'Clear' }).click();
    expect(await said(view)).toEqual([
      { kind: 'changeDraft', filters: { service: 'aws-lambda' } },
      { kind: 'changeDraft', filters: { severity: null } },
      { kind: 'changeDraft', filters: { case_id: '171234567890' } },
      { kind: 'changeDraft', period: { preset: 'last30' } },
      { kind: 'chooseTarget', target: 'sample' },
      { kind: 'clearFilters' },
    ]);
    expect(await view.faults()).toEqual([]);
  });

  it('takes a range of days, the end never before the start', async () => {
    const period = { preset: 'range', start: '2026-02-01', end: '2026-03-31' } as const;
    const view = await page('ask', { draft: draft({ period }) });
    await view.page.getByLabel('From').fill('2026-05-04');
    await view.page.getByLabel('From').blur();
    expect(await saidAfter(view, 1)).toEqual([
      { kind: 'changeDraft', period: { preset: 'range', start: '2026-05-04', end: '2026-05-04' } },
    ]);
  });

  it('leaves the other day alone while one is being typed, which passes through days before it', async () => {
    const period = { preset: 'range', start: '2026-02-01', end: '2026-03-31' } as const;
    const view = await page('ask', { draft: draft({ period }) });
    const end = view.page.getByLabel('To', { exact: true });
    // What a browser makes of "05/30/2026", key by key.
    for (const day of ['2026-01-31', '2026-05-31', '2026-05-03', '2026-05-30', '0002-05-30', '2026-05-30'])
      await end.fill(day);
    await end.blur();
    const sent = (await saidAfter(view, 1)) as readonly { readonly period: { readonly start: string } }[];
    expect(sent.map(({ period: { start } }) => start)).toEqual(sent.map(() => '2026-02-01'));
    expect(sent.at(-1)).toEqual({ kind: 'changeDraft', period: { ...period, end: '2026-05-30' } });
  });

  it('gives a day back that was deleted', async () => {
    const period = { preset: 'range', start: '2026-02-01', end: '2026-03-31' } as const;
    const view = await page('ask', { draft: draft({ period }) });
    const start = view.page.getByLabel('From');
    await start.fill('');
    await start.blur();
    expect(await start.inputValue()).toBe('2026-02-01');
    expect(await said(view)).toEqual([]);
  });

  it('does not show a number of summaries that is not the one asked for', async () => {
    const view = await page('ask');
    const most = view.page.getByLabel('Summaries to read');
    const before = await most.inputValue();
    await most.fill('0');
    await most.press('Tab');
    expect(await most.inputValue()).toBe(before);
    expect(await said(view)).toEqual([]);
  });

  it('says what would run and what it costs before it runs', async () => {
    const view = await page('ask', { preview: preview({ note: 'Only the first accounts are listed.' }) });
    const text = view.page.locator('.preview');
    await text.getByText('120 cases match').waitFor();
    expect(await text.textContent()).toContain('118 summaries go to anthropic.claude-sonnet-4-5.');
    expect(await text.textContent()).toContain('48,200 tokens read · up to 2,000 written');
    expect(await text.textContent()).toContain('about $0.031');
    await view.send({
      kind: 'preview',
      state: preview({ author: { kind: 'digest', id: 'statistical', host: 'server' } }),
    });
    await text.getByText('a statistical digest, with no language model').waitFor();
    const problem = { code: 'CREDENTIALS_EXPIRED', message: 'The login has expired.', remedy: 'Sign in again.' };
    await view.send({ kind: 'preview', state: { state: 'failed', problem } });
    await text.getByText('The login has expired.').waitFor();
    await text.getByText('Sign in again.').waitFor();
  });

  it('runs what is typed, the question ahead of the run', async () => {
    const view = await page('ask');
    await view.page.getByLabel('Question', { exact: true }).fill('Why is EKS slow?');
    await view.page.getByRole('button', { name: 'Run Analysis' }).click();
    expect(await said(view)).toEqual([{ kind: 'changeDraft', question: 'Why is EKS slow?' }, { kind: 'run' }]);
    await view.page.getByRole('tab', { name: /^Results/, selected: true }).waitFor();
  });

  it('keeps what is being typed when the state changes, and when the page is loaded again', async () => {
    const view = await openAnalysis(views);
    const question = view.page.getByLabel('Question', { exact: true });
    await question.fill('Half a quest');
    await give(view);
    await view.send({ kind: 'preview', state: preview({ matched: 7 }) });
    await view.page.getByText('7 cases match').waitFor();
    expect(await question.inputValue()).toBe('Half a quest');
    const kept = { question: 'Half a quest', draftRevision: 1, tab: 'ask', open: ['saved'] };
    const again = await openAnalysis(views, {}, { kept });
    expect(await again.page.getByLabel('Question', { exact: true }).inputValue()).toBe('Half a quest');
    await again.page.getByText('Weekly review').waitFor();
    await again.send({ kind: 'draft', state: draft({ revision: 2, question: 'Loaded' }) });
    await expect.poll(() => again.page.getByLabel('Question', { exact: true }).inputValue()).toBe('Loaded');
  });

  it('offers questions, and analyses kept under a name', async () => {
    const view = await page('ask');
    await view.page.getByText('Suggestions').click();
    await view.page.getByRole('button', { name: 'Which cases could we have avoided?' }).click();
    await view.page.getByText('Saved analyses (1)').click();
    await view.page.getByRole('button', { name: /^Weekly review/ }).click();
    await view.page.getByLabel('Save as...').fill('Mine');
    await view.page.getByLabel('Save as...').press('Enter');
    expect(await said(view)).toEqual([
      { kind: 'changeDraft', question: 'Which cases could we have avoided?' },
      { kind: 'loadAnalysis', id: 'weekly' },
      { kind: 'saveAnalysis', name: 'Mine' },
    ]);
  });

  it("offers the editor's models only where the server has none", async () => {
    const list = [{ id: 'gpt', name: 'GPT', vendor: 'copilot', maxInputTokens: 64_000 }];
    const view = await page('ask', { models: models({ models: list }) });
    await view.page.getByText('120 cases match').waitFor();
    expect(await view.page.getByLabel('Written by').count()).toBe(0);
    await view.send({ kind: 'models', state: models({ models: list, serverHasNone: true }) });
    await view.page.getByLabel('Written by').selectOption('gpt');
    expect(await said(view)).toEqual([{ kind: 'chooseModel', model: 'gpt' }]);
    // The person declined: no model is chosen, and the field says so.
    await view.send({ kind: 'models', state: models({ models: list, serverHasNone: true, consent: 'refused' }) });
    await view.page.getByText('because you declined it').waitFor();
    expect(await view.page.getByLabel('Written by').inputValue()).toBe('');
  });

  it('leads from the list of targets to others: a server that is connected to, a folder', async () => {
    const view = await page('ask');
    await view.page.getByRole('button', { name: 'Connect to a server' }).click();
    await view.page.getByRole('button', { name: 'Open a folder of cases' }).click();
    expect(await said(view)).toEqual([{ kind: 'connectServer' }, { kind: 'openFolder' }]);
  });

  it('says how to begin where there is nothing to ask, and why a connection failed', async () => {
    const view = await page('ask', { targets: targets({ targets: [], chosen: 'none' }) });
    await view.page.getByRole('button', { name: 'Connect to a Server' }).click();
    await view.page.getByRole('button', { name: 'Open a Folder' }).click();
    const problem = {
      code: 'CREDENTIALS_EXPIRED',
      message: 'The login of profile ops has expired.',
      remedy: 'Sign in again.',
      action: { id: 'signIn', label: 'Sign In' },
    };
    await view.send({ kind: 'targets', state: targets({ targets: [target({ connection: 'lost', problem })] }) });
    await view.page.getByRole('button', { name: 'Sign In' }).click();
    await view.screenshot('analysis-lost');
    expect(await said(view)).toEqual([
      { kind: 'connectServer' },
      { kind: 'openFolder' },
      { kind: 'act', id: 'signIn' },
    ]);
  });
});

describe('running', () => {
  it('shows the queue, the steps, the parts and the text as it comes, and cancels', async () => {
    const runs = [run(running()), run({ kind: 'queued', ahead: 1 })];
    const view = await page('result', { runs: { runs, awaited: null, unreadable: [], keepsText: true }, result: null });
    await view.page.getByText('Reading the summaries · 2 of 5 parts read').waitFor();
    await view.page.getByText('1 ahead in the queue').waitFor();
    await view.page.getByText('Throttling of Amazon Athena began in').waitFor();
    expect(await view.page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('55');
    expect(await tab(view, 'Results').textContent()).toContain('2');
    await view.screenshot('analysis-running');
    await view.page.getByRole('button', { name: 'Cancel' }).first().click();
    expect(await said(view)).toEqual([{ kind: 'cancel', run: 'run-running' }]);
    expect(await view.faults()).toEqual([]);
  });

  it('says how a run ended that has no result', async () => {
    const problem = {
      code: 'QUERY_TIMED_OUT',
      message: 'The query took too long.',
      remedy: 'Ask for a shorter period.',
    };
    const failed = run({ kind: 'failed', started: 1, ended: 2, problem });
    const view = await page('result', {
      runs: { runs: [failed], awaited: null, unreadable: [], keepsText: true },
      result: null,
    });
    await view.page.getByText('The query took too long.').waitFor();
    await view.page.getByText('Ask for a shorter period.').waitFor();
    await view.page.getByRole('button', { name: 'Run Again' }).click();
    const ends = [
      [{ kind: 'cancelled', started: 1, ended: 2 }, 'Cancelled.'],
      [{ kind: 'interrupted', started: 1 }, 'Interrupted'],
    ] as const;
    for (const [state, text] of ends) {
      await view.send({ kind: 'runs', state: { runs: [run(state)], awaited: null, unreadable: [], keepsText: true } });
      await view.page.getByText(text).waitFor();
    }
    expect(await said(view)).toEqual([{ kind: 'runAgain', run: 'run-failed' }]);
  });

  it('says that the run that was waited for failed, above the answer that is open', async () => {
    const problem = { code: 'MODEL_FAILED', message: 'The model failed.', remedy: 'Run it again.' };
    const failed = run({ kind: 'failed', started: 1, ended: 2, problem });
    const answered = run(FINISHED);
    const view = await page('result', {
      runs: { runs: [failed, answered], awaited: failed.id, unreadable: [], keepsText: true },
    });
    await view.page.getByRole('alert').getByText('The model failed.').waitFor();
    await view.page.getByRole('article', { name: 'Result' }).waitFor();
    // Another run was opened, and nobody waits for the failed one any more.
    await view.send({
      kind: 'runs',
      state: { runs: [failed, answered], awaited: null, unreadable: [], keepsText: true },
    });
    await view.page.getByRole('alert').waitFor({ state: 'detached' });
  });
});

describe('reading', () => {
  it('has behind each chart a table of exactly the figures given', async () => {
    const view = await page('result');
    await view.page.getByRole('figure', { name: 'Accounts', exact: true }).waitFor();
    await view.screenshot('analysis-result');
    const given = figures();
    const charts = [
      ['Services', given.service],
      ['Root causes', given.rca_category],
      ['Lifecycle categories', given.lifecycle_category],
      ['Accounts', given.account],
    ] as const;
    for (const [heading, counts] of charts) {
      const chart = view.page.getByRole('figure', { name: heading, exact: true });
      await chart.getByText('Table', { exact: true }).click();
      await chart.getByRole('table').waitFor();
      const rows = await chart
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
      expect(rows).toEqual(counts.map(({ value, count }) => [value ?? '(none)', String(count)]));
    }
    const overTime = view.page.getByRole('figure', { name: 'Severity over time' });
    await overTime.getByText('Table', { exact: true }).click();
    await overTime.getByRole('table').waitFor();
    const severities = await overTime.locator('tbody tr').allInnerTexts();
    expect(severities.at(-1)?.split(/\s+/)).toEqual(['Jun', '2026', '2', '8', '16', '26']);
    expect(await view.faults()).toEqual([]);
  });

  it('says each chart in a sentence, and narrows the draft by its parts', async () => {
    const view = await page('result');
    await view.page
      .getByText('Root causes: Throttling 40, Limit Exceeded 30, Security Issue 20', { exact: false })
      .waitFor();
    await view.page.getByRole('button', { name: 'Throttling: 40 cases', exact: true }).click();
    await view.page.getByRole('button', { name: /^Jun 2026: 26 cases/ }).click();
    const none = view.page.getByRole('figure', { name: 'Root causes', exact: true }).getByRole('button').last();
    await none.focus();
    await none.press('Enter');
    await view.page.getByRole('button', { name: '3 others: 4 cases' }).click();
    await view.page.getByRole('rowheader', { name: 'amazon-sns' }).waitFor();
    expect(await said(view)).toEqual([
      { kind: 'filterBy', dimension: 'rca_category', value: 'Throttling' },
      { kind: 'filterBy', dimension: 'month', value: '2026-06' },
      { kind: 'filterBy', dimension: 'rca_category', value: null },
    ]);
  });

  it('has over each mark a button, which says by pointer and by keyboard what the mark stands for', async () => {
    const view = await page('result');
    const severity = view.page.getByRole('figure', { name: 'Severities', exact: true });
    const button = severity.getByRole('button', { name: 'high: 31 cases' });
    await button.waitFor();
    const [mark, over] = await Promise.all([
      severity.locator('path[fill="var(--tone-high)"]').boundingBox(),
      button.boundingBox(),
    ]);
    if (mark === null || over === null) throw new Error('They are not there.');
    expect([over.x <= mark.x, over.y <= mark.y]).toEqual([true, true]);
    expect(over.y + over.height).toBeGreaterThanOrEqual(mark.y + mark.height);
    const tip = severity.getByText('high: 31 cases', { exact: true });
    expect(await tip.isVisible()).toBe(false);
    await button.hover();
    await tip.waitFor();
    await view.page.mouse.move(0, 0);
    await tip.waitFor({ state: 'hidden' });
    await button.focus();
    await tip.waitFor();
    expect(await view.faults()).toEqual([]);
  });

  it('draws in the colours of the theme, also when that changes', async () => {
    const view = await page('result');
    const mark = view.page.locator('path[fill="var(--tone-critical)"]').last();
    const colour = () => mark.evaluate((path) => getComputedStyle(path).fill);
    await mark.waitFor({ state: 'attached' });
    for (const red of ['rgb(1, 2, 3)', 'rgb(4, 5, 6)']) {
      await view.page.evaluate((value) => {
        document.documentElement.style.setProperty('--vscode-charts-red', value);
      }, red);
      expect(await colour()).toBe(red);
    }
  });

  it('draws for the width that there is', async () => {
    const view = await page('result');
    const drawn = view.page.getByRole('figure', { name: 'Services', exact: true }).locator('svg');
    await drawn.waitFor();
    for (const width of [300, 700]) {
      await view.page.setViewportSize({ width, height: 700 });
      await expect
        .poll(async () => {
          const [svg, figure] = await Promise.all([
            drawn.boundingBox(),
            drawn.locator('xpath=ancestor::figure').boundingBox(),
          ]);
          return Math.abs((svg?.width ?? 0) - (figure?.width ?? Infinity));
        })
        .toBeLessThan(2);
    }
  });

  it('says who wrote the words, and how much of the cases they are about', async () => {
    const view = await page('result');
    await view.page.getByText('AI-generated by anthropic.claude-sonnet-4-5.').waitFor();
    const coverage = view.page.locator('.coverage');
    expect((await coverage.textContent())?.replaceAll(/\s+/g, ' ')).toContain(
      '120 cases match; the summaries of 100 were read. 2 have no summary yet. 18 summaries were not read (limit: 100). The figures count all 120.',
    );
    await view.send({
      kind: 'result',
      state: result({ author: { kind: 'digest', id: 'statistical', host: 'server' } }),
    });
    await view.page.getByText('Statistical digest, no language model').waitFor();
    expect(await view.page.getByText('AI-generated').count()).toBe(0);
  });

  it('names a model that failed on summaries as the reason why they were not read', async () => {
    const coverage = { ...result().coverage, analyzed: 90, notRead: 28, limitedBy: 'model' } as const;
    const view = await page('result', { result: result({ coverage }) });
    await view.page.getByText('28 summaries were not read, because the model failed on them.').waitFor();
  });

  it('says of a price that is not known no more than why', async () => {
    const unknown = 'GPT is billed by the editor, not by AWS.';
    const view = await page('result', { result: result({ cost: { ...result().cost, model: null, unknown } }) });
    await view.page.getByText(`2,000 written · 10.5 MB scanned. ${unknown}`).waitFor();
    expect(await view.page.getByText('price not known').count()).toBe(0);
  });

  it('compares with no period before that has no case', async () => {
    const { before } = result();
    if (before === null) throw new Error('There is no period before.');
    const empty = { ...before, figures: { ...before.figures, total: 0 } };
    const view = await page('result', { result: result({ before: empty }) });
    await view.page.getByText('there is nothing to compare with').waitFor();
    expect(await view.page.getByText('More than chance explains').count()).toBe(0);
    expect(await view.page.getByRole('figure', { name: 'Services, now and before' }).count()).toBe(0);
  });

  it('makes buttons of the numbers of cases that are cited, and of no others', async () => {
    const analysis = 'See 171234567890, 999999999999 and `171234567891`.';
    const view = await page('result', { result: result({ analysis }) });
    const words = view.page.locator('.markdown');
    await words.waitFor();
    expect(await words.getByRole('button').allInnerTexts()).toEqual(['171234567890', '171234567891']);
    await words.getByRole('button', { name: '171234567890' }).click();
    expect(await said(view)).toEqual([{ kind: 'openCase', caseNumber: '171234567890' }]);
  });

  it('shows a case over the page, and puts it away by Escape', async () => {
    const view = await page('result');
    const number = view.page.locator('.markdown').getByRole('button', { name: '171234567890' });
    await number.click();
    await view.send({ kind: 'case', state: { state: 'loading', caseNumber: '171234567890' } });
    await view.page.getByRole('dialog', { name: 'Case 171234567890' }).waitFor();
    const state = { state: 'ready', caseNumber: '171234567890', cases: [caseDetail()] };
    await view.send({ kind: 'case', state });
    const drawer = view.page.getByRole('dialog');
    await drawer.getByText('Athena queries are throttled').waitFor();
    await drawer.getByText(/^Jun 2, 2026, 8:15\sAM UTC$/).waitFor();
    await drawer.getByRole('button', { name: 'Open in the Support Console' }).click();
    await drawer.getByRole('button', { name: 'Copy the case number' }).click();
    await view.screenshot('analysis-case');
    await view.page.keyboard.press('Escape');
    expect((await saidAfter(view, 4)).slice(1)).toEqual([
      { kind: 'openInConsole', caseNumber: '171234567890' },
      { kind: 'copy', text: '171234567890' },
      { kind: 'closeCase' },
    ]);
    await view.send({ kind: 'case', state: { state: 'closed' } });
    await drawer.waitFor({ state: 'detached' });
    expect(await view.page.evaluate(() => document.activeElement?.textContent)).toBe('171234567890');
    expect(await view.faults()).toEqual([]);
  });

  it('asks a follow-up question, and runs what charts have narrowed', async () => {
    const view = await page('result', {
      draft: draft({ revision: 2, filters: { ...draft().filters, service: 'aws-lambda' } }),
    });
    await view.page.getByLabel('Follow-up question').last().fill('And in May?');
    await view.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await view.page.getByText('The next question is narrowed to Service: aws-lambda.').waitFor();
    await view.page.getByRole('button', { name: 'Run Narrowed' }).click();
    expect(await said(view)).toEqual([
      { kind: 'followUp', run: 'run-finished' },
      { kind: 'changeDraft', question: 'And in May?' },
      { kind: 'run' },
      { kind: 'run' },
    ]);
  });

  it('asks a follow-up question with its last letter, however soon the keys that send it follow', async () => {
    const view = await page('result');
    await typeAndRun(view.page.getByLabel('Follow-up question').last(), 'And in June?');
    expect(await said(view)).toEqual([
      { kind: 'followUp', run: 'run-finished' },
      { kind: 'changeDraft', question: 'And in June?' },
      { kind: 'run' },
    ]);
  });

  it('takes the result elsewhere', async () => {
    const view = await page('result');
    await view.page.getByText('Export', { exact: true }).click();
    for (const name of ['Markdown', 'HTML', 'CSV', 'JSON', 'Ask in Chat', 'Run for Previous Period']) {
      await view.page.getByRole('button', { name, exact: true }).click();
    }
    await view.page.getByRole('button', { name: 'Pin', exact: true }).click();
    expect(await said(view)).toEqual([
      ...['markdown', 'html', 'csv', 'json'].map((format) => ({ kind: 'export', run: 'run-finished', format })),
      { kind: 'askInChat', run: 'run-finished' },
      { kind: 'runPeriodBefore', run: 'run-finished' },
      { kind: 'pin', run: 'run-finished', pinned: true },
    ]);
  });

  it('says that words were not kept, and how they would be', async () => {
    const view = await page('result', { result: result({ analysis: '', analysisKept: false }) });
    await view.page.getByText('The text was not kept on disk.').waitFor();
    await view.page.getByRole('button', { name: 'Keep Texts from Now On' }).click();
    expect(await said(view)).toEqual([{ kind: 'openSetting', setting: 'caseInsights.history.keepText' }]);
  });
});

describe('history', () => {
  const two = [
    run(FINISHED),
    run(FINISHED, { id: 'second', asked: { ...run(FINISHED).asked, question: 'And before?' } }),
  ];

  it('opens runs, pins them, and compares two', async () => {
    const runs = {
      runs: two,
      awaited: null,
      unreadable: [{ file: 'broken.json', reason: 'not JSON' }],
      keepsText: false,
    };
    const view = await page('history', { runs });
    await view.page.getByText('broken.json could not be read: not JSON').waitFor();
    await view.screenshot('analysis-history');
    await view.page.getByRole('button', { name: 'Compare And before?' }).click();
    await view.page.getByText('Choose another run to compare with: And before?').waitFor();
    await view.page.getByRole('button', { name: 'Compare Which services' }).click();
    await view.send({ kind: 'comparison', state: comparison() });
    await view.page.getByText('First quarter').first().waitFor();
    await view.page.getByText('Root cause Throttling: 40, before 12').waitFor();
    await view.screenshot('analysis-comparison');
    await view.page.getByRole('button', { name: 'Close the comparison' }).click();
    await tab(view, 'History').click();
    await view.page.getByRole('button', { name: 'Delete And before?' }).click();
    await view.page.getByRole('button', { name: /^And before\?/ }).click();
    expect(await said(view)).toEqual([
      { kind: 'compareRuns', before: 'second', now: 'run-finished' },
      { kind: 'closeComparison' },
      { kind: 'deleteRun', run: 'second' },
      { kind: 'openRun', run: 'second' },
    ]);
    expect(await view.faults()).toEqual([]);
  });
});

describe('the page as a whole', () => {
  it.each(THEMES)(
    'has no barrier that axe finds in any state, with the %s theme',
    async (theme) => {
      const view = await views.open({
        view: 'analysis',
        theme,
        width: 1100,
        kept: { open: ['table-service', 'export', 'cases', 'saved', 'starters'] },
      });
      const barriers: string[] = [];
      const look = async (state: string) => {
        if (theme === 'dark' || state === 'result') await view.screenshot(`analysis-${state}-${theme}`);
        barriers.push(
          ...(await findBarriers(view.page, theme === 'dark' ? 'everything' : 'colours')).map(
            (barrier) => `${state}: ${barrier}`,
          ),
        );
      };
      await view.page.getByRole('tab').first().waitFor();
      await give(view);
      await view.page.getByText('120 cases match').waitFor();
      await look('ask');
      await tab(view, 'Results').click();
      const runs = [run(running()), run({ kind: 'queued', ahead: 1 })];
      await view.send({ kind: 'runs', state: { runs, awaited: null, unreadable: [], keepsText: true } });
      await view.send({ kind: 'notice', level: 'warning', message: 'Mind it.', action: { id: 'x', label: 'Mend' } });
      await view.page.getByText('Top issues').last().waitFor();
      await look('result');
      await view.send({ kind: 'case', state: { state: 'ready', caseNumber: '171234567890', cases: [caseDetail()] } });
      await view.page.getByText('Found by an alarm.').waitFor();
      await look('case');
      await view.send({ kind: 'case', state: { state: 'closed' } });
      await tab(view, 'SQL').click();
      await view.send({ kind: 'sql', state: sql(sqlReady(40)) });
      for (const message of sqlRows(40)) await view.send(message);
      await view.page.getByText('Subject of case 3', { exact: true }).click();
      await look('sql');
      await tab(view, 'History').click();
      await view.page
        .getByText('Figures are kept on this disk')
        .or(view.page.getByText('The texts of analyses are kept'))
        .waitFor();
      await look('history');
      await view.send({ kind: 'comparison', state: comparison() });
      await tab(view, 'Compare').click();
      await view.page.getByText('What changed').waitFor();
      await look('comparison');
      expect(barriers).toEqual([]);
      expect(await view.faults()).toEqual([]);
    },
    180_000,
  );

  it('never scrolls sideways at 250 pixels, nor at twice the size', async () => {
    const view = await openAnalysis(
      views,
      { sql: sql(sqlReady(40)), comparison: comparison() },
      { width: 250, place: 'side bar' },
    );
    for (const message of sqlRows(40)) await view.send(message);
    const runs = [run(running()), run({ kind: 'queued', ahead: 1 }), run(FINISHED)];
    await view.send({ kind: 'runs', state: { runs, awaited: null, unreadable: [], keepsText: true } });
    for (const name of ['Ask', 'Results', 'SQL', 'History', 'Compare']) {
      await tab(view, name).click();
      await view.page.getByRole('tabpanel', { name: new RegExp(`^${name}`) }).waitFor();
      await view.screenshot(`analysis-narrow-${name.toLowerCase()}`);
      expect([name, await scrollsSideways(view)]).toEqual([name, false]);
    }
  });

  it('is used by the keyboard alone', async () => {
    const view = await openAnalysis(views);
    await tab(view, 'Ask').focus();
    await view.page.keyboard.press('ArrowRight');
    await view.page.getByText('Severity over time').first().waitFor();
    expect(await view.page.evaluate(() => document.activeElement?.id)).toBe('tab-result');
    const bars = view.page.getByRole('figure', { name: 'Services', exact: true }).getByRole('button');
    await bars.first().focus();
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('Enter');
    await view.page.keyboard.press('End');
    expect(await view.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '3 others: 4 cases',
    );
    await tab(view, 'Results').focus();
    await view.page.keyboard.press('Home');
    await view.page.getByLabel('Question', { exact: true }).focus();
    await view.page.keyboard.press('Control+Enter');
    expect(await said(view)).toEqual([
      { kind: 'filterBy', dimension: 'service', value: 'amazon-relational-database-service-postgresql' },
      { kind: 'run' },
    ]);
  });

  it('says what the host has to say, and puts it away', async () => {
    const view = await openAnalysis(views);
    await view.send({
      kind: 'notice',
      level: 'error',
      message: 'It failed.',
      action: { id: 'log', label: 'Show Logs' },
    });
    await view.page.getByRole('button', { name: 'Show Logs' }).click();
    await view.page.getByRole('button', { name: 'Dismiss' }).click();
    await view.page.getByText('It failed.').waitFor({ state: 'detached' });
    await view.send({ kind: 'show', tab: 'sql' });
    await view.page.getByLabel('Statement').waitFor();
    expect(await said(view)).toEqual([{ kind: 'act', id: 'log' }]);
  });

  it("speaks the editor's language", async () => {
    const view = await openAnalysis(views, {}, { words: { Ask: 'Fragen', '{0} cases match': '{0} Fälle passen' } });
    await view.page.getByRole('tab', { name: 'Fragen' }).waitFor();
    await view.page.getByText('120 Fälle passen').waitFor();
  });

  it('does not move what is there when the rest arrives', async () => {
    const view = await openAnalysis(views, { choices: choices({ state: 'loading' }), preview: { state: 'asking' } });
    const button = view.page.getByRole('button', { name: 'Run Analysis' });
    await button.waitFor();
    const before = await button.boundingBox();
    await view.send({ kind: 'choices', state: choices() });
    await view.send({ kind: 'preview', state: preview() });
    await view.page.getByText('120 cases match').waitFor();
    expect((await button.boundingBox())?.y).toBe(before?.y);
  });
});
