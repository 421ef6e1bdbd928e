import { html, nothing, type TemplateResult } from 'lit';
import type { Result } from '../../../protocol/analysis-runs.ts';
import { t } from '../../common/words.ts';
import { costText } from '../cost.ts';
import { warning } from '../warning.ts';
import { number } from '../words.ts';

/** How much of what matches the words are about, said plainly. */
export function coveragePart({ coverage, cost }: Result): TemplateResult {
  const { matched, withoutSummary, analyzed, notRead } = coverage;
  return html`<div class="coverage">
    <p>
      <strong
        >${matched === 1 ? t('1 case matches; summaries read: {0}.', number(analyzed)) : t('{0} cases match; the summaries of {1} were read.', number(matched), number(analyzed))}</strong
      >
      ${withoutSummary === 0 ? nothing : t('{0} have no summary yet.', number(withoutSummary))}
      ${notRead === 0 ? nothing : warning(notReadText(coverage))} ${t('The figures count all {0}.', number(matched))}
    </p>
    <p class="muted">${costText(cost, 'done')}</p>
  </div>`;
}

function notReadText({ analyzed, notRead, limitedBy }: Result['coverage']): string {
  const count = number(notRead);
  switch (limitedBy) {
    case null:
      return t('{0} summaries were not read.', count);
    case 'max_cases':
      return t('{0} summaries were not read (limit: {1}).', count, number(analyzed));
    case 'tokens':
      return t('{0} summaries were not read, because they do not fit into one prompt.', count);
    case 'model':
      return t('{0} summaries were not read, because the model failed on them.', count);
  }
}
