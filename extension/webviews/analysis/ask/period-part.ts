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
    const request = preset === 'range' ? { preset, start: period.start, end: period.end } : { preset };
    page.send({ kind: 'changeDraft', period: request });
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
  return html`<div class="row">
    ${dayField('start', t('From'), period, page)} ${dayField('end', t('To'), period, page)}
  </div>`;
}

/**
 * One end of the range. A day that is typed passes through others: those beyond the other end, or outside the data,
 * count once the field is left, and the other end moves along then.
 */
function dayField(side: 'start' | 'end', label: string, period: Period, page: Page): TemplateResult {
  const { firstDay, lastDay } = page.state.choices ?? { firstDay: null, lastDay: null };
  const value = period[side];
  const other = side === 'start' ? 'end' : 'start';
  const send = (day: string) => {
    const inOrder = side === 'start' ? day <= period.end : day >= period.start;
    const days = { ...period, [side]: day, ...(!inOrder && { [other]: day }) };
    page.send({ kind: 'changeDraft', period: { preset: 'range', start: days.start, end: days.end } });
  };
  const typing = ({ currentTarget: field }: Event) => {
    if (!(field instanceof HTMLInputElement) || !field.validity.valid) return;
    if (side === 'start' ? field.value <= period.end : field.value >= period.start) send(field.value);
  };
  const left = ({ currentTarget: field }: Event) => {
    if (!(field instanceof HTMLInputElement) || field.value === value) return;
    if (field.value === '') field.value = value;
    else send(field.value);
  };
  return html`<label class="grow"
    >${label}
    <input
      type="date"
      required
      min=${firstDay ?? nothing}
      max=${lastDay === null || lastDay < value ? nothing : lastDay}
      .value=${value}
      @change=${typing}
      @blur=${left}
    />
  </label>`;
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
  range: () => t('Custom range'),
};
