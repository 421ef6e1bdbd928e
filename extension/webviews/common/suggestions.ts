import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { fold, type Fold } from './fold.ts';
import { t } from './words.ts';

export interface Suggestion {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

export interface Suggestions {
  /** Of the field that they are for. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly all: readonly Suggestion[];
  readonly fold: Fold;
  readonly filter: string;
  readonly filtered: (filter: string) => void;
  readonly chosen: (value: string) => void;
}

/** More than these are worth a filter. */
const FEW = 8;

/** What to choose from instead of typing: one of a list that can be filtered by every word of it. */
export function suggestions(those: Suggestions): TemplateResult | typeof nothing {
  const { id, label, value, all, chosen } = those;
  if (all.length === 0) return nothing;
  const found = all.length > FEW ? all.filter(matches(those.filter)) : all;
  const row = (each: Suggestion) => html`
    <label class="option">
      <input
        type="radio"
        name="${id}-suggestion"
        .checked=${live(each.value === value)}
        @change=${() => chosen(each.value)}
      />
      <span class="wrap">
        <span>${each.label}</span>
        ${[each.value, each.detail].map((more) => (more === '' || more === each.label ? nothing : html`<span class="muted line">${more}</span>`))}
      </span>
    </label>
  `;
  return fold(
    those.fold,
    all.length === 1 ? t('1 option') : t('{0} options', all.length),
    html`
      ${all.length > FEW ? filterBox(those) : nothing}
      <div class="options" role="radiogroup" aria-label=${label}>
        ${found.length === 0 ? html`<p class="muted">${t('No matches.')}</p>` : found.map(row)}
      </div>
    `,
  );
}

function filterBox({ label, filter, filtered }: Suggestions): TemplateResult {
  return html`<input
    class="control"
    type="search"
    placeholder=${t('Filter')}
    aria-label=${t('Filter: {0}', label)}
    autocomplete="off"
    spellcheck="false"
    .value=${live(filter)}
    @input=${({ target }: Event) => target instanceof HTMLInputElement && filtered(target.value)}
  />`;
}

function matches(filter: string): (suggestion: Suggestion) => boolean {
  const words = filter.toLowerCase().split(/\s+/);
  return ({ value, label, detail }) => {
    const text = `${value} ${label} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
