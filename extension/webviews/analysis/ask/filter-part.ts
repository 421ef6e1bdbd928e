import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Filters } from '../../../protocol/analysis-values.ts';
import { visibleText } from '../../../protocol/visible-text.ts';
import { t } from '../../common/words.ts';
import { valueOf } from '../field.ts';
import { FILTER_NAMES, LISTED_FILTERS } from '../filters.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { number } from '../words.ts';

/** What cases are narrowed to; every choice says how many cases there are of it. */
export function filterPart(page: Page): TemplateResult {
  const { choices, draft } = page.state;
  if (draft === undefined || choices === undefined) return skeleton('field', 3);
  const narrowed = Object.values(draft.filters).some((value) => value !== null);
  const waiting = choices.state === 'loading';
  return html`<fieldset class="filters" aria-busy=${waiting ? 'true' : 'false'}>
    <legend>
      ${t('Narrow to')}
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
      ${LISTED_FILTERS.map((name) => (waiting ? skeleton('field') : listed(name, draft.filters, page)))}
      <div class="field">
        <label for="filter-case">${FILTER_NAMES.caseId()}</label>
        <input
          id="filter-case"
          type="text"
          maxlength="256"
          placeholder=${t('Any')}
          .value=${draft.filters.caseId ?? ''}
          @change=${(event: Event) => {
            const typed = valueOf(event).trim();
            page.send({ kind: 'changeDraft', filters: { caseId: typed === '' ? null : typed } });
          }}
        />
      </div>
    </div>
    ${choices.note === undefined ? nothing : html`<p class="muted text">${visibleText(choices.note)}</p>`}
  </fieldset>`;
}

function listed(name: (typeof LISTED_FILTERS)[number], filters: Filters, page: Page): TemplateResult {
  const chosen = filters[name] ?? '';
  const counts = (page.state.choices?.[name] ?? []).filter(({ value }) => value !== null);
  // What is chosen may be beyond the listed values.
  const values =
    counts.some(({ value }) => value === chosen) || chosen === ''
      ? counts
      : [{ value: chosen, count: null }, ...counts];
  return html`<div class="field">
    <label for="filter-${name}">${FILTER_NAMES[name]()}</label>
    <select
      id="filter-${name}"
      class=${chosen === '' ? '' : 'narrowed'}
      .value=${live(chosen)}
      @change=${(event: Event) => {
        const value = valueOf(event);
        page.send({ kind: 'changeDraft', filters: { [name]: value === '' ? null : value } });
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
