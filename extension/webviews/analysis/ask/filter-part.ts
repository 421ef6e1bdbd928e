import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DIMENSIONS, type Dimension } from '#core/contract/dimensions.ts';
import type { Filters, FilterValues } from '../../../protocol/analysis-values.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { valueOf } from '../field.ts';
import { filterTexts } from '../filters.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number } from '../words.ts';

/** What cases are narrowed to; every choice says how many cases there are of it. */
export function filterPart(page: Page): TemplateResult {
  const { choices, draft } = page.state;
  if (draft === undefined || choices === undefined) return skeleton('field', 3);
  const narrowed = filterTexts(draft.filters).length > 0;
  const waiting = choices.state === 'loading';
  return html`<fieldset class="filters" aria-busy=${waiting ? 'true' : 'false'}>
    <legend>
      ${t('Filters')}
      <button
        class="link ${narrowed ? '' : 'unseen'}"
        type="button"
        ?disabled=${!narrowed}
        @click=${() => page.send({ kind: 'clearFilters' })}
      >
        ${t('Clear')}
      </button>
    </legend>
    <div class="filter-grid">
      ${DIMENSIONS.map((dimension) => (waiting ? skeleton('field') : listed(dimension, draft.filters, page)))}
      <div class="field">
        <label for="filter-case">${t('Case')}</label>
        <input
          id="filter-case"
          type="text"
          maxlength="256"
          placeholder=${t('Any')}
          .value=${firstOf(draft.filters.case_id)}
          @change=${(event: Event) => {
            const typed = valueOf(event).trim();
            page.send({ kind: 'changeDraft', filters: { case_id: typed === '' ? null : typed } });
          }}
        />
      </div>
    </div>
    ${choices.note === undefined ? nothing : html`<p class="muted text">${visibleText(choices.note)}</p>`}
  </fieldset>`;
}

function listed({ id, label }: Dimension, filters: Filters, page: Page): TemplateResult {
  const chosen = firstOf(filters[id]);
  const counts = (page.state.choices?.[id] ?? []).filter(({ value }) => value !== null);
  // What is chosen may be beyond the listed values.
  const values =
    counts.some(({ value }) => value === chosen) || chosen === ''
      ? counts
      : [{ value: chosen, count: null }, ...counts];
  return html`<div class="field">
    <label for="filter-${id}">${t(label)}</label>
    <select
      id="filter-${id}"
      class=${chosen === '' ? '' : 'narrowed'}
      .value=${live(chosen)}
      @change=${(event: Event) => {
        const value = valueOf(event);
        page.send({ kind: 'changeDraft', filters: { [id]: value === '' ? null : value } });
      }}
    >
      <option value="" ?selected=${chosen === ''}>${t('Any')}</option>
      ${values.map(
        ({ value, count }) =>
          html`<option value=${value ?? ''} ?selected=${value === chosen}>
            ${visibleText(value ?? '')}${count === null ? '' : ` (${number(count)})`}
          </option>`,
      )}
    </select>
  </div>`;
}

/** The controls set one value. */
function firstOf(values: FilterValues | null): string {
  return [values ?? ''].flat()[0] ?? '';
}
