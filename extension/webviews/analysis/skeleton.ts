import { html, type TemplateResult } from 'lit';
import { t } from '../common/words.ts';

/** Stands where something is going to be, as high as that will be. */
export function skeleton(kind: 'line' | 'field' | 'block' | 'chart', count = 1): TemplateResult {
  return html`<div class="skeletons">
    <span class="visually-hidden">${t('Loading')}</span>
    ${Array.from({ length: count }, () => html`<div class="skeleton skeleton-${kind}" aria-hidden="true"></div>`)}
  </div>`;
}
