import { html, nothing, type TemplateResult } from 'lit';
import type { ChartSpec, Pick } from '#core/charts/chart-spec.ts';
import { t } from '../../common/words.ts';
import { disclosure } from '../disclosure.ts';
import { moveFocus } from '../move-focus.ts';
import type { Page } from '../state/page-state.ts';
import { number } from '../words.ts';
import './chart-drawing.ts';

export interface ChartOptions {
  /** Names what is unfolded. */
  readonly id: string;
  /** Absent where nothing can be chosen. */
  readonly choose?: (pick: Pick) => void;
}

/** A chart with its heading, what it says in a sentence, its parts as buttons, and the table behind it. */
export function chartView(spec: ChartSpec, { id, choose }: ChartOptions, page: Page): TemplateResult {
  const pick = (chosen: Pick) => {
    // All that the drawing puts together stands in the table.
    if (chosen.kind === 'rest') page.keep({ open: [...new Set([...page.state.kept.open, `table-${id}`])] });
    else choose?.(chosen);
  };
  return html`<figure class="chart" aria-label=${spec.title}>
    <figcaption>
      <h3>${spec.title}</h3>
      <span class="visually-hidden">${spec.sentence}</span>
    </figcaption>
    ${
      spec.marks.length === 0
        ? html`<p class="muted">${t('No cases')}</p>`
        : html`<chart-drawing
            role="group"
            aria-label=${t('Choose what to narrow the next question to')}
            .pick=${choose === undefined ? undefined : pick}
            .spec=${spec}
            @keydown=${moveFocus('button')}
          ></chart-drawing>`
    }
    ${spec.note === undefined ? nothing : html`<p class="muted">${spec.note}</p>`}
    ${disclosure(`table-${id}`, t('Table'), () => tableOf(spec), page)}
  </figure>`;
}

function tableOf({ title, table }: ChartSpec): TemplateResult {
  return html`<div class="table-box" tabindex="0" role="region" aria-label=${t('Table of {0}', title)}>
    <table class="figures">
      <thead>
        <tr>
          ${table.heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${table.rows.map(
          ({ label, cells }) =>
            html`<tr>
              <th scope="row"><bdi>${label}</bdi></th>
              ${cells.map((cell) => html`<td>${typeof cell === 'number' ? number(cell) : cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
