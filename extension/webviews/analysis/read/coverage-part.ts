import { html, nothing, type TemplateResult } from 'lit';
import type { Result } from '../../../protocol/analysis-runs.ts';
import { t } from '../../common/words.ts';
import { costText } from '../cost.ts';
import { warning } from '../warning.ts';
import { number } from '../words.ts';

/** How much of what matches the words are about, said plainly. */
export function coveragePart({ coverage, cost }: Result): TemplateResult {
  const { matched, withoutSummary, analyzed, notRead, limitedBy } = coverage;
  return html`<div class="coverage">
    <p>
      <strong>${t('{0} cases match; the summaries of {1} were read.', number(matched), number(analyzed))}</strong>
      ${withoutSummary === 0 ? nothing : t('{0} have no summary yet.', number(withoutSummary))}
      ${notRead === 0 ? nothing : warning(t('{0} summaries were not read{1}.', number(notRead), reason(limitedBy)))}
      ${t('The figures count all {0}.', number(matched))}
    </p>
    <p class="muted">${costText(cost, 'done')}</p>
  </div>`;
}

function reason(limitedBy: Result['coverage']['limitedBy']): string {
  switch (limitedBy) {
    case null:
      return '';
    case 'max_cases':
      return t(', as you chose to read fewer');
    case 'tokens':
      return t(', as they do not fit into one prompt');
    case 'model':
      return t(', as the model failed on them');
  }
}
