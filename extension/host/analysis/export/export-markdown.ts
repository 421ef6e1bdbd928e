import { visibleText } from '#core/visible-text.ts';
import type { Run } from '../../../protocol/analysis-runs.ts';
import { chartWords } from '#core/charts/chart-words.ts';
import type { StoredResult } from '../history/run-record.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';
import { authorText, exportFacts } from './export-facts.ts';
import { exportedCharts } from './exported-charts.ts';

/** The run as Markdown: figures as tables, then the words, which can hold nothing active. */
export function exportMarkdown(run: Run, result: StoredResult, l10n: L10n, exported: Date): string {
  const words = chartWords((message, ...values) => l10n.t(message, ...values), 'en');
  const charts = exportedCharts(result, words).map(({ title, table: { heads, rows } }) => {
    const lines = rows.map(({ label, cells }) => [label, ...cells.map((cell) => String(cell ?? ''))]);
    return `## ${markdownLine(title)}\n\n${table(heads, lines)}`;
  });
  const cases =
    result.cases.length === 0
      ? []
      : [
          `## ${l10n.t('Cases among those read')}\n\n${table(
            [l10n.t('Case'), l10n.t('Date'), l10n.t('Severity'), l10n.t('Service'), l10n.t('Root cause')],
            result.cases.map((each) => [
              each.caseNumber,
              each.date,
              each.severity ?? '',
              each.service ?? '',
              each.rca_category ?? '',
            ]),
          )}`,
        ];
  const facts = exportFacts(run, result, l10n, exported).map(([name, value]) => [name, value]);
  return `${[
    `# ${markdownLine(run.asked.question === '' ? l10n.t('Support cases') : run.asked.question)}`,
    table([l10n.t('What'), ''], facts),
    ...charts,
    `## ${l10n.t('Analysis')}`,
    `*${markdownLine(authorText(result, l10n))}*`,
    result.analysisKept ? inertMarkdown(result.analysis) : markdownLine(l10n.t('The text of this run was not kept.')),
    ...cases,
  ].join('\n\n')}\n`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownLine).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Text of others as Markdown that shows it as it is, in one line: in a table, a heading, a list. */
function markdownLine(text: string): string {
  return visibleText(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&$:@=^]/g, String.raw`\$&`);
}

/**
 * Markdown of others without anything active in it: no link, image or HTML, whatever their targets; emphasis, lists,
 * headings and tables stay.
 */
function inertMarkdown(markdown: string): string {
  // Each is the one place that an inline link, a definition that a reference needs, a tag or an autolink cannot do without.
  return visibleText(markdown).replaceAll('](', ']\\(').replaceAll(']:', ']\\:').replaceAll('<', '&lt;');
}
