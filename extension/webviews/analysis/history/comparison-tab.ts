import { html, nothing, type TemplateResult } from 'lit';
import { DIMENSIONS, type Dimension } from '#core/contract/dimensions.ts';
import type { Change, Comparison } from '../../../protocol/analysis-runs.ts';
import { filterTexts } from '../filters.ts';
import { largestChangeFirst } from '#core/analysis/changes.ts';
import { pairChart } from '#core/charts/value-charts.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { chartView } from '../chart/chart.ts';
import { iconButton } from '../icon-button.ts';
import { markdownView } from '../markdown/markdown-view.ts';
import { problem } from '../problem.ts';
import { authorText } from '../read/analysis-part.ts';
import { changeTexts } from '../read/changes.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number, periodText, words } from '../words.ts';

type Ready = Extract<Comparison, { state: 'ready' }>;

/** Two runs or periods side by side: what changed first, then the words of each. */
export function comparisonTab(page: Page): TemplateResult {
  const { comparison } = page.state;
  switch (comparison.state) {
    case 'none':
      return html``;
    case 'loading':
      return html`${skeleton('line', 2)}${skeleton('chart', 2)}`;
    case 'failed':
      return problem(comparison.problem, page);
    case 'ready':
      return compared(comparison, page);
  }
}

function compared(comparison: Ready, page: Page): TemplateResult {
  const { before, now, changes, note } = comparison;
  const significant = changeTexts(changes.filter((change) => change.significant === true));
  return html`
    <div class="row nowrap">
      <h2 class="grow">${t('Comparison')}</h2>
      ${iconButton('close', t('Close the comparison'), () => page.send({ kind: 'closeComparison' }))}
    </div>
    <div class="sides">${side(t('Before'), before)}${side(t('Now'), now)}</div>
    <h3>${t('What changed')}</h3>
    ${
      significant.length === 0
        ? html`<p>${t('No change is statistically significant.')}</p>`
        : html`<ul>
            ${significant.map((text) => html`<li class="text">${text}</li>`)}
          </ul>`
    }
    ${note === undefined ? nothing : html`<p class="muted text">${visibleText(note)}</p>`}
    <div class="chart-grid">${DIMENSIONS.map((dimension) => pairsOf(dimension, changes, page))}</div>
    <div class="sides">${sideWords(before, page)}${sideWords(now, page)}</div>
  `;
}

function pairsOf(dimension: Dimension, changes: readonly Change[], page: Page): TemplateResult | typeof nothing {
  const own = changes.filter((change) => change.dimension === dimension.id);
  if (own.length === 0) return nothing;
  const pairs = own
    .map(({ significant, ...pair }) => ({ ...pair, ...(significant !== null && { significant }) }))
    .sort(largestChangeFirst);
  const chart = pairChart(dimension, pairs, words);
  return chartView(chart, { id: `compare-${dimension.id}` }, page);
}

function side(title: string, { label, target, asked, total }: Ready['now']): TemplateResult {
  const { period, filters } = asked;
  return html`<section aria-label=${title}>
    <h3>${title}</h3>
    <p class="text">${visibleText(label)}</p>
    <p class="muted text">
      ${[visibleText(target), periodText(period.start, period.end), ...filterTexts(filters)].join(' · ')}
    </p>
    <p><span class="total-number">${number(total)}</span> ${t('cases')}</p>
  </section>`;
}

function sideWords({ label, author, analysis, run }: Ready['now'], page: Page): TemplateResult {
  return html`<section aria-label=${visibleText(label)}>
    ${author === null ? nothing : html`<p class="author author-${author.kind}">${authorText(author)}</p>`}
    ${analysis === '' ? nothing : markdownView(analysis, { cases: new Set(), openCase: () => undefined })}
    ${
      run === null
        ? nothing
        : html`<vscode-button
            secondary
            @click=${() => {
              page.send({ kind: 'openRun', run });
              page.keep({ tab: 'result' });
            }}
            >${t('Open This Run')}</vscode-button
          >`
    }
  </section>`;
}
