import { describe, expect, it } from 'vitest';
import { exportRun } from '../../../../extension/host/analysis/export/export-run.ts';
import { exportTable, tabSeparated } from '../../../../extension/host/analysis/export/export-table.ts';
import type { StoredResult } from '../../../../extension/host/analysis/history/run-record.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../../../extension/protocol/analysis.ts';
import type { Run } from '../../../../extension/protocol/analysis-runs.ts';
import { NO_FILTERS } from '../../../../extension/protocol/analysis-values.ts';
import { hostileTexts } from '../../../support/hostile-texts.ts';

const HOSTILE = [
  ...hostileTexts('marker'),
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)" x="',
  '[run me](command:workbench.action.terminal.new) [me too](javascript:alert(1)) ![pixel](https://evil.example/p.png)',
  '[reference]: command:workbench.action.terminal.new\n\n[reference] <javascript:alert(1)>',
  '=HYPERLINK("https://evil.example","click")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  ' =1+1',
  '\r\n=1+1',
  '| a | b |\n|---|---|',
  'x'.repeat(100_000),
] as const;

const l10n = {
  t: (message: string, ...values: readonly (string | number)[]) =>
    message.replaceAll(/\{(\d+)\}/g, (whole, at) => String(values[Number(at)] ?? whole)),
};
const now = () => new Date('2026-06-30T12:00:00Z');

const asked = {
  filters: { ...NO_FILTERS, service: HOSTILE[50] ?? '' },
  period: { preset: 'range', start: '2026-05-01', end: '2026-05-31' },
  question: 'What <b>happened</b>?',
  maxCases: 200,
} as const;

function runOf(text: string): Run {
  return {
    id: 'run',
    target: { id: 'sample', kind: 'sample', label: text.slice(0, 200) },
    asked: { ...asked, question: text.slice(0, 500) },
    created: 0,
    followsUp: null,
    pinned: false,
    state: {
      kind: 'finished',
      started: 0,
      ended: 1,
      total: 3,
      author: { kind: 'digest', id: 'statistical', host: 'server' },
    },
  };
}

/** A result that says the text wherever it can. */
function resultOf(text: string): StoredResult {
  const value = text.slice(0, 2_000);
  const counts = [
    { value, count: 2 },
    { value: null, count: 1 },
  ];
  return {
    figures: {
      total: 3,
      severity: counts,
      service: counts,
      rca_category: counts,
      lifecycle_category: counts,
      account: counts,
      month: [{ value: '2026-05', count: 3 }],
      severityByMonth: [{ month: '2026-05', severity: value, count: 3 }],
    },
    before: null,
    beforeState: 'none',
    author: { kind: 'model', id: value, host: 'server' },
    analysis: text,
    analysisKept: true,
    coverage: { matched: 3, withoutSummary: 1, analyzed: 2, notRead: 0, limitedBy: null, truncated: false },
    cost: { query: 0.0001, model: null, bytesScanned: 5, inputTokens: 1, outputTokens: 1, unknown: value },
    cited: [],
    cases: [{ caseNumber: '170500000001', service: value, severity: value, rca_category: value, date: '2026-05-01' }],
  };
}

const exported = async (format: ExportFormat, text: string) =>
  (await exportRun(runOf(text), resultOf(text), format, { l10n, now })).content;

/** Characters that turn or hide what stands around them. */
const UNSEEN = /(?![\n\r\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('an exported run', () => {
  it.each(EXPORT_FORMATS)('shows as %s every character that would hide or turn text', async (format) => {
    for (const text of HOSTILE) expect(UNSEEN.test((await exported(format, text)).replace(/^\uFEFF/, ''))).toBe(false);
  });

  it('is as HTML one page without script, whose policy allows its own style alone', async () => {
    const page = await exported('html', 'What happened?');
    expect(page).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]{44}';/);
    for (const text of HOSTILE) {
      const tags = new Set(
        (await exported('html', text)).match(/<\/?[a-z][a-z0-9]*/gi)?.map((tag) => tag.replace('</', '<')),
      );
      for (const tag of ['<script', '<img', '<a', '<iframe', '<object', '<link', '<form'])
        expect(tags).not.toContain(tag);
      expect((await exported('html', text)).replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+\s*=/i);
    }
  });

  it('has as HTML a chart with its sentence and its table, and keeps what markdown means', async () => {
    const page = await exported('html', '## TOP ISSUES\n\n- **first**\n\n`code`');
    expect(page).toContain('<h2>TOP ISSUES</h2>');
    expect(page).toContain('<strong>first</strong>');
    expect(page.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(6);
    expect(page.match(/<table>/g)).toHaveLength(7);
  });

  it('has as Markdown nothing active: no link, image, reference or HTML', async () => {
    for (const text of HOSTILE) {
      const markdown = await exported('markdown', text);
      expect(markdown).not.toMatch(/\]\(|\]:|(?<!\\)</);
    }
    expect(await exported('markdown', '[a](command:x) <b>')).toContain('[a]\\(command:x) &lt;b>');
  });

  it('holds in each row of a Markdown table what belongs there, whatever the values are', async () => {
    for (const text of HOSTILE) {
      const rows = (await exported('markdown', text))
        .split('\n')
        .filter((line) => line.startsWith('| ') && line.includes('2026'));
      for (const row of rows) expect(row.replaceAll(/\\./g, '').split('|').length).toBeLessThanOrEqual(9);
    }
  });

  it('has as CSV no cell that a spreadsheet takes for a formula', async () => {
    for (const text of HOSTILE) {
      for (const cell of cellsOf(await exported('csv', text))) expect(cell).not.toMatch(/^\s*[=+@-]/);
    }
  });

  it('has as CSV one row a value, with the period before where that is known', async () => {
    const before = { ...resultOf('x').figures, severity: [{ value: 'gone', count: 4 }], total: 4 };
    const result: StoredResult = {
      ...resultOf('critical'),
      before: { period: { start: '2026-03-31', end: '2026-04-30' }, figures: before, changes: [] },
    };
    const { name, content } = await exportRun(runOf('?'), result, 'csv', { l10n, now });
    expect(name).toBe('case-insights-2026-05-01-2026-05-31');
    const lines = content.replace('\uFEFF', '').split('\r\n');
    expect(lines.slice(0, 5)).toEqual([
      '"dimension","value","cases","cases_before"',
      '"total",,3,4',
      '"severity","critical",2,0',
      '"severity",,1,0',
      '"severity","gone",0,4',
    ]);
  });

  it('is as JSON exactly what it was', async () => {
    for (const text of HOSTILE) {
      const value = JSON.parse(await exported('json', text)) as StoredResult;
      expect(value.analysis).toBe(text);
      expect(value.figures).toEqual(resultOf(text).figures);
    }
  });

  it('says that words were not kept, instead of nothing', async () => {
    const result = { ...resultOf(''), analysisKept: false };
    for (const format of ['markdown', 'html'] as const) {
      expect((await exportRun(runOf('?'), result, format, { l10n, now })).content).toMatch(
        /text of this run was not kept/,
      );
    }
  });
});

describe('an exported table', () => {
  const table = {
    columns: [
      { name: '=name', type: 'text' },
      { name: 'n', type: 'number' },
    ],
    rows: HOSTILE.map((text, index) => [text, -index - 1]),
  } as const;

  it('is whole and harmless as CSV, exact as JSON, and one line a row in the clipboard', () => {
    const csv = exportTable(table, 'csv');
    for (const cell of cellsOf(csv)) expect(cell).not.toMatch(/^\s*[=+@]/);
    expect(csv).toContain('x'.repeat(100_000));
    expect(JSON.parse(exportTable(table, 'json'))).toEqual(table.rows.map(([text, n]) => ({ '=name': text, n })));
    expect(tabSeparated(table).split('\n')).toHaveLength(HOSTILE.length + 1);
    expect(tabSeparated(table, [1, 999]).split('\n')).toHaveLength(2);
  });
});

/** The text cells of a CSV, read back. */
function cellsOf(csv: string): readonly string[] {
  return [...csv.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
}
