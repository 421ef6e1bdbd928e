import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileTexts } from '../../support/hostile-texts.ts';
import { give, tab } from './analysis-page.ts';
import {
  caseDetail,
  choices,
  comparison,
  draft,
  figures,
  FINISHED,
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
import { openViews, type OpenView, type ViewBrowser } from './open-view.ts';

let views: ViewBrowser;
beforeAll(async () => {
  views = await openViews();
});
afterAll(() => views.close());

const MARKUP = `<img src=x onerror="document.title='hit'"><script>document.title='hit'</script><a href="javascript:document.title='hit'">x</a>`;
const TURNED = 'safe\u202Egnp.exe';

const MARKDOWN = [
  '[order](command:workbench.action.terminal.new)',
  "[script](javascript:document.title='hit')",
  '[data](data:text/html;base64,PHNjcmlwdD4=)',
  '[file](file:///etc/passwd)',
  '[vscode](vscode://evil.ext/x)',
  '[web](https://evil.example/?q=SECRET)',
  '![picture](https://evil.example/p.png)',
  '<https://evil.example/auto>',
  "[ref][1]\n\n[1]: javascript:document.title='hit'",
  MARKUP,
  TURNED,
  ...hostileTexts('marker'),
].join('\n\n');

/** What in the page could act, beyond the page's own parts. */
const activeParts = (view: OpenView) =>
  view.page.evaluate(() => ({
    elements: document.querySelectorAll('a, img, iframe, object, embed, form[action], script:not([nonce]):not(#words)')
      .length,
    styled: [...document.querySelectorAll('[onerror], [onclick], [src^="http"]:not(script)')].length,
    turned: /[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/.test(document.body.textContent),
    title: document.title,
  }));
const INERT = { elements: 0, styled: 0, turned: false, title: 'analysis' };

/** So that each mark's tooltip is made. */
async function pointAtEveryMark(view: OpenView): Promise<void> {
  const marks = view.page.locator('chart-drawing button');
  await marks.first().waitFor();
  for (const mark of await marks.all()) await mark.hover();
  const hostile = view.page.locator('chart-drawing button[aria-label*="<img"]').last();
  await hostile.hover();
  await view.page
    .getByText((await hostile.getAttribute('aria-label')) ?? '', { exact: true })
    .last()
    .waitFor();
}

it('shows hostile text as text wherever it can stand', async () => {
  const view = await views.open({
    view: 'analysis',
    kept: { open: ['saved', 'starters', 'asked', 'cases', 'queries', 'table-service'] },
  });
  const line = `${MARKUP} ${TURNED}`;
  const problem = { code: 'X', message: line, remedy: line, action: { id: 'x', label: line } };
  const named = { value: line, count: 3 };
  const detail = Object.fromEntries(
    Object.entries(caseDetail()).map(([key, value]) => [key, typeof value === 'string' ? line : value]),
  );
  const asked = {
    ...run(FINISHED).asked,
    question: line.slice(0, 400),
    filters: { ...run(FINISHED).asked.filters, service: line },
  };
  const hostileRun = run(FINISHED, { asked });
  const hostileFigures = figures({
    service: [named],
    severity: [named],
    severityByMonth: [{ month: '2026-01', severity: line.slice(0, 200), count: 1 }],
  });
  await give(view, {
    targets: targets({ targets: [target({ label: line, description: line, problem })] }),
    choices: choices({ service: [named], note: line }),
    draft: draft({
      question: line.slice(0, 400),
      starters: [line.slice(0, 400)],
      history: [line.slice(0, 400)],
      followsUp: { run: 'x', question: line },
      saved: [{ ...draft().saved[0]!, name: line.slice(0, 100) }],
    }),
    preview: preview({ author: { kind: 'model', id: line, host: 'server' }, note: line }),
    runs: {
      runs: [run(running({ steps: [{ at: 1, phase: 'asking', text: line }], text: MARKDOWN })), hostileRun],
      awaited: null,
      unreadable: [{ file: line, reason: line }],
      keepsText: true,
    },
    result: result({
      run: hostileRun,
      figures: hostileFigures,
      before: {
        period: { start: '2026-01-01', end: '2026-01-31' },
        figures: hostileFigures,
        changes: [{ dimension: 'service', value: line, before: 1, now: 9, significant: true }],
      },
      analysis: MARKDOWN,
      author: { kind: 'model', id: line, host: 'editor' },
      cited: ['171234567890'],
      cases: [{ caseNumber: line.slice(0, 60), service: line, severity: line, rca_category: line, date: line }],
      note: line,
    }),
    sql: sql(sqlReady(1, { columns: [{ name: line, type: 'text' }], note: line }), {
      columns: [{ name: line, meaning: line }],
      saved: [{ id: 's', name: line.slice(0, 100), sql: line }],
    }),
  });
  for (const message of sqlRows(1, () => [line])) await view.send(message);
  await view.send({ kind: 'notice', level: 'error', message: line, action: { id: 'x', label: line } });
  const comparing = comparison();
  if (comparing.state === 'ready') {
    await view.send({
      kind: 'comparison',
      state: {
        ...comparing,
        before: { ...comparing.before, label: line, analysis: MARKDOWN, target: line },
        note: line,
      },
    });
  }
  const shown = {
    Ask: 'Follows up',
    Results: 'Analysis',
    SQL: 'row',
    History: 'could not be read',
    Compare: 'What changed',
  };
  for (const [name, text] of Object.entries(shown)) {
    await tab(view, name).click();
    await view.page.getByRole('tabpanel').getByText(text).first().waitFor();
    if (name === 'Results') await pointAtEveryMark(view);
    expect([name, await activeParts(view)]).toEqual([name, INERT]);
  }
  await view.send({
    kind: 'case',
    state: {
      state: 'ready',
      caseNumber: line.slice(0, 60),
      cases: [{ ...detail, caseNumber: line.slice(0, 60) }],
      note: line,
    },
  });
  await view.page.getByRole('dialog').getByText('Root cause').waitFor();
  expect(await activeParts(view)).toEqual(INERT);
  await view.screenshot('analysis-hostile');
  expect(await view.faults()).toEqual([]);
});

it('tells where links would go, and follows none', async () => {
  const view = await views.open({ view: 'analysis', kept: { tab: 'result' } });
  await give(view, { result: result({ analysis: MARKDOWN }) });
  const words = view.page.locator('.markdown');
  await words.waitFor();
  const text = await words.innerText();
  expect(text).toContain('order (command:workbench.action.terminal.new)');
  expect(text).toContain("script (javascript:document.title='hit')");
  expect(text).toContain('web (evil.example)');
  expect(text).toContain('[image: picture] (evil.example)');
  expect(text).toContain('<img src=x onerror=');
  expect(text).toContain('safe⟦U+202E⟧gnp.exe');
  expect(await words.getByRole('link').count()).toBe(0);
  await words.getByText('order').click();
  await words.getByText('web').first().click();
  expect(await view.said()).toEqual([{ kind: 'ready' }]);
  expect(await activeParts(view)).toEqual(INERT);
  expect(await view.faults()).toEqual([]);
});

it('shows the longest words and lines that there can be without giving way', async () => {
  const view = await views.open({ view: 'analysis', width: 250, kept: { tab: 'result' } });
  const long = 'x'.repeat(190_000);
  await give(view, { result: result({ analysis: `# ${long}` }) });
  await view.page.locator('.markdown h3').waitFor();
  const summary = `${'A'.repeat(50_000)}${'א'.repeat(50_000)}`;
  await view.send({ kind: 'case', state: { state: 'ready', caseNumber: '1', cases: [caseDetail({ summary })] } });
  await view.page.getByRole('dialog').getByText('Open in the Support Console').waitFor();
  expect(await view.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  // A megabyte is more than the contract allows a message: it is dropped, and what was there stays.
  await view.send({ kind: 'result', state: result({ analysis: 'y'.repeat(1_000_000) }) });
  await view.send({ kind: 'case', state: { state: 'closed' } });
  await view.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await view.page.locator('.markdown').innerText()).includes('y')).toBe(false);
  expect(await view.faults()).toEqual([]);
});
