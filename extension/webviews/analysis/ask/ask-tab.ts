import { html, type TemplateResult } from 'lit';
import { t } from '../../common/words.ts';
import type { Page } from '../state/page-state.ts';
import { filterPart } from './filter-part.ts';
import { periodPart } from './period-part.ts';
import { previewPart } from './preview-part.ts';
import { questionPart } from './question-part.ts';
import { savedPart } from './saved-part.ts';
import { targetPart } from './target-part.ts';

/** Where one asks: of which cases on the left, what on the right. */
export function askTab(page: Page): TemplateResult {
  return html`<div class="columns">
    <section class="column" aria-label=${t('Which cases')}>
      ${targetPart(page)} ${periodPart(page)} ${filterPart(page)}
    </section>
    <section class="column" aria-label=${t('What you want to know')}>
      ${questionPart(page)} ${previewPart(page)} ${savedPart(page)}
    </section>
  </div>`;
}
