import { pairCounts } from '#core/analysis/changes.ts';
import type { ExportFormat } from '../../../protocol/analysis.ts';
import type { Run } from '../../../protocol/analysis-runs.ts';
import { Breakdown } from '../../../protocol/analysis-values.ts';
import type { StoredResult } from '../history/run-record.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';
import { csvText } from './csv-text.ts';
import { exportHtml } from './export-html.ts';
import { exportMarkdown } from './export-markdown.ts';
import { jsonText } from './json-text.ts';

/** A finished run as a file: a name without an ending, and the whole content. */
export async function exportRun(
  run: Run,
  result: StoredResult,
  format: ExportFormat,
  { l10n, now }: { readonly l10n: L10n; readonly now: () => Date },
): Promise<{ readonly name: string; readonly content: string }> {
  const { start, end } = run.asked.period;
  const name = `case-insights-${start}-${end}`;
  switch (format) {
    case 'markdown':
      return { name, content: exportMarkdown(run, result, l10n, now()) };
    case 'html':
      return { name, content: await exportHtml(run, result, l10n, now()) };
    case 'csv':
      return { name, content: figuresCsv(result) };
    case 'json': {
      const { target, asked, created, state } = run;
      return { name, content: jsonText({ target, asked, created: new Date(created).toISOString(), state, ...result }) };
    }
  }
}

/** The figures, one row a value, with those of the period before where they are known. */
function figuresCsv({ figures, before }: StoredResult): string {
  const rows = Breakdown.options.flatMap((name) => {
    if (before === null || name === 'month') {
      return figures[name].map(({ value, count }) => [name, value, count, null]);
    }
    return pairCounts(before.figures[name], figures[name])
      .sort((a, b) => b.now - a.now)
      .map((pair) => [name, pair.value, pair.now, pair.before]);
  });
  return csvText([
    ['dimension', 'value', 'cases', 'cases_before'],
    ['total', null, figures.total, before?.figures.total ?? null],
    ...rows,
  ]);
}
