import { createHash } from 'node:crypto';
import MarkdownIt from 'markdown-it';
import type { Run } from '../../../protocol/analysis-runs.ts';
import type { ChartSpec } from '#core/charts/chart-spec.ts';
import { chartWords, type ChartWords } from '#core/charts/chart-words.ts';
import { PALETTE_CSS } from '#core/charts/palette.ts';
import { visibleText } from '#core/visible-text.ts';
import type { StoredResult } from '../history/run-record.ts';
import type { L10n } from '../../../protocol/analysis-labels.ts';
import type { chartSvg } from '../../../../server-lambda/charts/svg.ts';
import { authorText, exportFacts } from './export-facts.ts';
import { exportedCharts } from './exported-charts.ts';

const CHART_WIDTH = 640;

/** The style of an exported page: light or dark as its reader has it, and readable on paper. */
const EXPORT_STYLE = `:root{color-scheme:light dark;--chart-text:light-dark(#1f1f1f,#e4e4e4);--chart-muted:light-dark(#616161,#a8a8a8);--chart-line:light-dark(#d4d4d4,#444);--chart-grid:var(--chart-line);${PALETTE_CSS}}
body{margin:0;padding:24px;color:var(--chart-text);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:760px;margin:0 auto}
h1{font-size:1.5em}h2{font-size:1.15em;margin:1.6em 0 .4em}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dt,.author{color:var(--chart-muted)}dd{margin:0}
table{border-collapse:collapse}th,td{padding:2px 12px 2px 0;border-bottom:1px solid var(--chart-line);text-align:left;vertical-align:top}
svg{display:block;max-width:100%;height:auto;font:12px system-ui,sans-serif}
pre,code{white-space:pre-wrap}
`;

/** The run as one page without script or outside parts; its policy allows nothing but its own style. */
export async function exportHtml(run: Run, result: StoredResult, l10n: L10n, exported: Date): Promise<string> {
  const { chartSvg } = await import(
    /* webpackMode: "lazy", webpackChunkName: "charts" */ '../../../../server-lambda/charts/svg.ts'
  );
  const words = chartWords((message, ...values) => l10n.t(message, ...values), 'en');
  const title = run.asked.question === '' ? l10n.t('Support cases') : run.asked.question;
  const hash = createHash('sha256').update(EXPORT_STYLE).digest('base64');
  const facts = exportFacts(run, result, l10n, exported)
    .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('');
  const analysis = result.analysisKept
    ? markdown.render(visibleText(result.analysis))
    : `<p>${escapeHtml(l10n.t('The text of this run was not kept.'))}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${EXPORT_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<dl>${facts}</dl>
${exportedCharts(result, words)
  .map((chart) => chartSection(chart, words, chartSvg))
  .join('\n')}
<section>
<h2>${escapeHtml(l10n.t('Analysis'))}</h2>
<p class="author">${escapeHtml(authorText(result, l10n))}</p>
${analysis}
</section>
${casesSection(result, l10n)}
</main>
</body>
</html>
`;
}

/** Links, images and HTML stay the text that they were written as. */
const markdown = new MarkdownIt({ html: false, linkify: false }).disable(['link', 'image', 'autolink', 'reference']);

function chartSection(chart: ChartSpec, { t, number }: ChartWords, draw: typeof chartSvg): string {
  const { title, sentence, note, table } = chart;
  const svg = draw(chart, { width: CHART_WIDTH, number });
  return `<section>
<h2>${escapeHtml(title)}</h2>
${svg.replace('<svg', () => `<svg role="img" aria-label="${escapeHtml(sentence)}"`)}
${note === undefined ? '' : `<p>${escapeHtml(note)}</p>`}
<details><summary>${escapeHtml(t('Table'))}</summary>${htmlTable(
    table.heads,
    table.rows.map(({ label, cells }) => [label, ...cells.map((cell) => cellText(cell, number))]),
  )}</details>
</section>`;
}

function cellText(cell: number | string | null, number: ChartWords['number']): string {
  return typeof cell === 'number' ? number(cell) : (cell ?? '');
}

function casesSection({ cases }: StoredResult, l10n: L10n): string {
  if (cases.length === 0) return '';
  const heads = [l10n.t('Case'), l10n.t('Date'), l10n.t('Severity'), l10n.t('Service'), l10n.t('Root cause')];
  const rows = cases.map((each) => [
    each.caseNumber,
    each.date,
    each.severity ?? '',
    each.service ?? '',
    each.rca_category ?? '',
  ]);
  return `<section><h2>${escapeHtml(l10n.t('Cases among those read'))}</h2>${htmlTable(heads, rows)}</section>`;
}

function htmlTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Text of others as the content of an element or of a quoted attribute. */
function escapeHtml(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
