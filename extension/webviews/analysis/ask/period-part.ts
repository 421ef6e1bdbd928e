import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { PERIOD_PRESETS, type Period, type PeriodPreset } from '../../../protocol/analysis-values.ts';
import { t } from '../../common/words.ts';
import { valueOf } from '../field.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';
import { periodText } from '../words.ts';

/** From which day to which. */
export function periodPart(page: Page): TemplateResult {
  const period = page.state.draft?.period;
  if (period === undefined) return skeleton('field');
  const choose = (event: Event) => {
    const preset = PERIOD_PRESETS.find((one) => one === valueOf(event));
    if (preset === undefined) return;
    const wish = preset === 'range' ? { preset, start: period.start, end: period.end } : { preset };
    page.send({ kind: 'changeDraft', period: wish });
  };
  return html`<div class="field">
    <label for="period">${t('Period')}</label>
    <select id="period" .value=${live(period.preset)} @change=${choose}>
      ${PERIOD_PRESETS.map(
        (preset) => html`<option value=${preset} ?selected=${preset === period.preset}>${PRESETS[preset]()}</option>`,
      )}
    </select>
    ${
      period.preset === 'range'
        ? range(period, page)
        : html`<p class="muted">${periodText(period.start, period.end)}</p>`
    }
  </div>`;
}

function range(period: Period, page: Page): TemplateResult {
  const { firstDay, lastDay } = page.state.choices ?? { firstDay: null, lastDay: null };
  const day = (label: string, value: string, days: (day: string) => { readonly start: string; readonly end: string }) =>
    html`<label class="grow"
      >${label}
      <input
        type="date"
        required
        min=${firstDay ?? nothing}
        max=${lastDay === null || lastDay < value ? nothing : lastDay}
        .value=${value}
        @change=${(event: Event) => {
          const typed = valueOf(event);
          if (typed !== '') page.send({ kind: 'changeDraft', period: { preset: 'range', ...days(typed) } });
        }}
    /></label>`;
  return html`<div class="row">
    ${day(t('From'), period.start, (start) => ({ start, end: start > period.end ? start : period.end }))}
    ${day(t('To'), period.end, (end) => ({ end, start: end < period.start ? end : period.start }))}
  </div>`;
}

const PRESETS: Readonly<Record<PeriodPreset, () => string>> = {
  last7: () => t('Last 7 days'),
  last30: () => t('Last 30 days'),
  last90: () => t('Last 90 days'),
  last365: () => t('Last 365 days'),
  thisMonth: () => t('This month'),
  lastMonth: () => t('Last month'),
  thisYear: () => t('This year'),
  all: () => t('All time'),
  range: () => t('From and to'),
};
