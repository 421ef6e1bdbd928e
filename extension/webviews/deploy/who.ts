import { html, nothing, type TemplateResult } from 'lit';
import type { Who } from '../../protocol/deploy.ts';
import { t } from '../common/words.ts';
import { actionRow } from './actions.ts';
import type { PageParts } from './page-parts.ts';

/** As whom and where everything is done, in two lines. */
export function whoSection({ label, account, region, arn, actions }: Who, page: PageParts): TemplateResult {
  const where = account === '' ? t('account not known yet') : t('account {0}', account);
  return html`
    <section class="who" aria-label=${t('Account and region')}>
      <div class="wrap">
        <span><strong>${label}</strong> · <strong>${where}</strong> · <strong>${region}</strong></span>
        ${arn === '' ? nothing : html`<span class="muted line">${arn}</span>`}
      </div>
      ${actionRow('who', actions, page)}
    </section>
  `;
}
