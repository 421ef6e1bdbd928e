import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { MOST_CASES, type Models, type Preview } from '../../../protocol/analysis-draft.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { costText } from '../cost.ts';
import { valueOf } from '../field.ts';
import { problem } from '../problem.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number } from '../words.ts';
import { runDraft } from './question-part.ts';

/** What would run, before a model is paid; and the button that runs it. */
export function previewPart(page: Page): TemplateResult {
  const { draft, preview, models, targets } = page.state;
  const connected = targets?.targets.some(({ id, connection }) => id === targets.chosen && connection !== 'lost');
  return html`${models === undefined ? nothing : modelField(models, page)}
    ${
      draft === undefined
        ? skeleton('field')
        : html`<div class="field field-row">
            <label for="most">${t('Summaries to read')}</label>
            <input
              id="most"
              type="number"
              min="1"
              max=${MOST_CASES}
              .value=${String(draft.maxCases)}
              @change=${(event: Event) => chooseMost(event, page)}
            />
          </div>`
    }
    <div class="preview" role="status">${previewText(preview, page)}</div>
    <div class="row">
      <vscode-button
        class="run"
        icon="play"
        ?disabled=${draft === undefined || connected !== true}
        @click=${() => runDraft(page)}
        >${t('Run Analysis')}</vscode-button
      >
      <span class="muted">${t('Ctrl+Enter')}</span>
    </div>`;
}

/** Beyond what can be read, the field has the most; what is no number leaves it as it was. */
function chooseMost({ currentTarget: field }: Event, page: Page): void {
  const { draft } = page.state;
  if (!(field instanceof HTMLInputElement) || draft === undefined) return;
  const wanted = Math.min(Math.round(Number(field.value)), MOST_CASES);
  const maxCases = wanted >= 1 ? wanted : draft.maxCases;
  field.value = String(maxCases);
  if (maxCases !== draft.maxCases) page.send({ kind: 'changeDraft', maxCases });
}

function previewText(preview: Preview | undefined, page: Page): TemplateResult | typeof nothing {
  switch (preview?.state) {
    case undefined:
    case 'asking':
      return skeleton('line', 2);
    case 'none':
      return nothing;
    case 'failed':
      return problem(preview.problem, page);
    case 'known': {
      const { matched, withSummary, sent, author, cost, note } = preview;
      const writer =
        author.kind === 'digest' ? t('a statistical digest, with no language model') : visibleText(author.id);
      return html`<p>
          <strong>${matched === 1 ? t('1 case matches') : t('{0} cases match', number(matched))}</strong>${
            matched === withSummary ? '' : t(', {0} with a summary', number(withSummary))
          }.
          ${sent === 1 ? t('1 summary goes to {0}.', writer) : t('{0} summaries go to {1}.', number(sent), writer)}
        </p>
        <p class="muted">${costText(cost, 'ahead')}</p>
        ${note === undefined ? nothing : html`<p class="text">${visibleText(note)}</p>`}`;
    }
  }
}

function modelField({ serverHasNone, models, chosen, consent }: Models, page: Page): TemplateResult | typeof nothing {
  if (serverHasNone !== true || models.length === 0) return nothing;
  return html`<div class="field">
    <label for="model">${t('Written by')}</label>
    <select
      id="model"
      .value=${live(chosen ?? '')}
      @change=${(event: Event) => page.send({ kind: 'chooseModel', model: valueOf(event) === '' ? null : valueOf(event) })}
    >
      <option value="" ?selected=${chosen === null}>${t('Statistical digest, no language model')}</option>
      ${models.map(
        ({ id, name, vendor }) =>
          html`<option value=${id} ?selected=${id === chosen}>${visibleText(name)} (${visibleText(vendor)})</option>`,
      )}
    </select>
    ${consent === 'refused' ? html`<p class="muted">${t('Summaries are not given to a model of the editor, because you declined it.')}</p>` : nothing}
  </div>`;
}
