import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Stuck } from '../../protocol/deploy.ts';
import { t } from '../common/words.ts';
import type { PageParts } from './page-parts.ts';

/** The resources that block the operation, each to be selected for skipping or keeping. */
export function stuckSection(stuck: readonly Stuck[], page: PageParts): TemplateResult | typeof nothing {
  if (stuck.length === 0) return nothing;
  return html`
    <fieldset>
      <legend>${t('Resources that block the operation')}</legend>
      <p class="muted">${t('Mark the resources to leave as they are. The others are tried again.')}</p>
      ${stuck.map(
        ({ logicalId, type, message, verbatim }) => html`
          <label class="option">
            <input
              type="checkbox"
              .checked=${live(page.local.marked.includes(logicalId))}
              @change=${({ target }: Event) =>
                target instanceof HTMLInputElement && page.mark(logicalId, target.checked)}
            />
            <span class="wrap">
              <span><strong>${logicalId}</strong> <span class="muted">${type}</span></span>
              <span class="line">${message}</span>
              ${verbatim === '' || verbatim === message ? nothing : html`<span class="muted line">${verbatim}</span>`}
            </span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** The selected resources that still block the operation. */
export function markedOf(stuck: readonly Stuck[], { local }: PageParts): readonly string[] {
  return stuck.map(({ logicalId }) => logicalId).filter((logicalId) => local.marked.includes(logicalId));
}
