import { html, nothing, type TemplateResult } from 'lit';
import { DIMENSIONS, type DimensionId } from '#core/contract/dimensions.ts';
import { pairCounts } from '#core/analysis/changes.ts';
import type { ChartSpec, Pick } from '#core/charts/chart-spec.ts';
import { barChart, pairChart } from '#core/charts/value-charts.ts';
import type { Result } from '../../../protocol/analysis-runs.ts';
import type { Breakdown } from '../../../protocol/analysis-values.ts';
import { figuresOverTime } from '../../../protocol/figures-over-time.ts';
import { t } from '../../common/words.ts';
import { chartView } from '../chart/chart.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number, periodText, words } from '../words.ts';
import { changeTexts } from './changes.ts';

/** The dimensions that tell most of what has changed. */
const COMPARED: readonly DimensionId[] = ['service', 'rca_category'];

/** The exact figures over all matching cases, as charts with their tables. */
export function figuresPart(result: Result, page: Page): TemplateResult {
  const { figures } = result;
  const chart = (dimension: Breakdown, drawn: ChartSpec) =>
    chartView(drawn, { id: dimension, choose: (pick) => choose(dimension, pick, page) }, page);
  return html`<section aria-label=${t('Figures')}>
    <h2>${t('Figures')}</h2>
    <p class="muted">
      ${t('Exact counts of all matching cases. Choose a part of a chart to narrow the next question to it.')}
    </p>
    ${beforePart(result)} ${chart('month', figuresOverTime(figures, words))}
    ${DIMENSIONS.map((dimension) => chart(dimension.id, barChart(dimension, figures[dimension.id], words)))}
    ${comparedPart(result, page)}
  </section>`;
}

/** A value narrows the draft; some months become its period. */
function choose(dimension: Breakdown, pick: Pick, page: Page): void {
  switch (pick.kind) {
    case 'value':
      page.send({ kind: 'filterBy', dimension, value: pick.value === null ? null : pick.value.slice(0, 256) });
      return;
    case 'days': {
      const month = pick.start.slice(0, 7);
      if (pick.end.startsWith(month)) page.send({ kind: 'filterBy', dimension: 'month', value: month });
      else page.send({ kind: 'changeDraft', period: { preset: 'range', start: pick.start, end: pick.end } });
      return;
    }
    case 'rest':
      return;
  }
}

function beforePart({ figures, before, beforeState }: Result): TemplateResult {
  const total = html`<div class="total"><span class="total-number">${number(figures.total)}</span> ${t('cases')}</div>`;
  if (before === null) {
    return html`<div class="totals">${total}${beforeState === 'loading' ? skeleton('line') : nothing}</div>`;
  }
  const change = figures.total - before.figures.total;
  return html`<div class="totals">
    ${total}
    <p class="muted">
      ${t('{0} in the period before ({1})', number(before.figures.total), periodText(before.period.start, before.period.end))},
      ${change === 0 ? t('no change') : `${change > 0 ? '+' : ''}${number(change)}`}
    </p>
  </div>`;
}

function comparedPart({ figures, before }: Result, page: Page): TemplateResult | typeof nothing {
  if (before === null) return nothing;
  if (before.figures.total === 0) {
    return html`<h2>${t('Against the period before')}</h2>
      <p>${t('No case matches in the period before, so that there is nothing to compare with.')}</p>`;
  }
  const earlier = before.figures;
  const significant = changeTexts(before.changes.filter((change) => change.significant === true));
  const pairs = DIMENSIONS.filter(({ id }) => COMPARED.includes(id)).map((dimension) => {
    const { id, plural } = dimension;
    const title = t('{0}, now and before', t(plural));
    return chartView(
      pairChart(dimension, pairCounts(earlier[id], figures[id]), words, title),
      { id: `before-${id}`, choose: (pick) => choose(id, pick, page) },
      page,
    );
  });
  return html`<h2>${t('Against the period before')}</h2>
    ${
      significant.length === 0
        ? html`<p>${t('No change is statistically significant.')}</p>`
        : html`<p>${t('Statistically significant:')}</p>
            <ul>
              ${significant.map((text) => html`<li class="text">${text}</li>`)}
            </ul>`
    }
    ${pairs}`;
}
