import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Chart } from '../../../protocol/charts/chart.ts';
import { chartSentence } from '../../../protocol/charts/chart-sentence.ts';
import { chartTable } from '../../../protocol/charts/chart-table.ts';
import { drawChart } from '../../../protocol/charts/draw-chart.ts';
import type { Drawing, Mark, Pick } from '../../../protocol/charts/marks.ts';
import { t } from '../../common/words.ts';
import { css } from '../css-properties.ts';
import { disclosure } from '../disclosure.ts';
import { moveFocus } from '../move-focus.ts';
import type { Page } from '../state/page-state.ts';
import { number, words } from '../words.ts';

export interface ChartOptions {
  /** Names what is unfolded. */
  readonly id: string;
  readonly width: number;
  /** Absent where nothing can be chosen. */
  readonly choose?: (pick: Pick) => void;
}

/** A chart with its heading, what it says in a sentence, its parts as buttons, and the table behind it. */
export function chartView(chart: Chart, { id, width, choose }: ChartOptions, page: Page): TemplateResult {
  const drawing = drawChart(chart, Math.max(180, Math.floor(width)), words);
  const undated = chart.kind === 'columns' ? chart.undated : 0;
  const pick = (chosen: Pick) => {
    // All that the drawing puts together stands in the table.
    if (chosen.kind === 'rest') page.keep({ open: [...new Set([...page.state.kept.open, `table-${id}`])] });
    else choose?.(chosen);
  };
  return html`<figure class="chart" aria-label=${chart.heading}>
    <figcaption>
      <h3>${chart.heading}</h3>
      <span class="visually-hidden">${chartSentence(chart, words)}</span>
    </figcaption>
    ${drawing.targets.length === 0 ? html`<p class="muted">${t('No cases')}</p>` : drawn(drawing, choose ? pick : undefined)}
    ${undated === 0 ? nothing : html`<p class="muted">${t('{0} more have no usable date.', number(undated))}</p>`}
    ${disclosure(`table-${id}`, t('Table'), () => tableOf(chart), page)}
  </figure>`;
}

function drawn({ width, height, marks, targets }: Drawing, choose: ((pick: Pick) => void) | undefined): TemplateResult {
  return html`<div
    class="drawing"
    role="group"
    aria-label=${t('Choose what to narrow the next question to')}
    ${css({ width: `${width}px`, height: `${height}px` })}
    @keydown=${moveFocus('button')}
  >
    <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" aria-hidden="true">${marks.map(markOf)}</svg>
    ${
      choose === undefined
        ? nothing
        : targets.map(
            ({ x, y, width: wide, height: high, pick, label }, index) =>
              html`<button
                class="target"
                type="button"
                title=${label}
                aria-label=${label}
                tabindex=${index === 0 ? 0 : -1}
                ${css({ left: `${x}px`, top: `${y}px`, width: `${wide}px`, height: `${high}px` })}
                @click=${() => choose(pick)}
              ></button>`,
          )
    }
  </div>`;
}

function markOf(mark: Mark): SVGTemplateResult {
  switch (mark.kind) {
    case 'rect':
      return svg`<rect class="tone-${mark.tone}" x=${mark.x} y=${mark.y} width=${mark.width} height=${mark.height} rx=${Math.min(2, mark.width / 2, mark.height / 2)}></rect>`;
    case 'line':
      return svg`<line class="line-${mark.role}" x1=${mark.x1} y1=${mark.y1} x2=${mark.x2} y2=${mark.y2}></line>`;
    case 'text':
      return svg`<text class="text-${mark.role}" x=${mark.x} y=${mark.y} text-anchor=${mark.anchor}>${mark.text}</text>`;
  }
}

function tableOf(chart: Chart): TemplateResult {
  const { heads, rows } = chartTable(chart, words);
  return html`<div class="table-box" tabindex="0" role="region" aria-label=${t('Table of {0}', chart.heading)}>
    <table class="figures">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ label, numbers }) =>
            html`<tr>
              <th scope="row"><bdi>${label}</bdi></th>
              ${numbers.map((value) => html`<td>${value === null ? '' : number(value)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
