import { html, nothing, type TemplateResult } from 'lit';
import type { CaseFacts, Result } from '../../../protocol/analysis-runs.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { disclosure } from '../disclosure.ts';
import { caseButton } from '../markdown/markdown-view.ts';
import type { Page } from '../state/page-state.ts';
import { dayText } from '../words.ts';

/** Some of the cases behind the words. */
export function casesPart({ cases }: Result, page: Page): TemplateResult | typeof nothing {
  if (cases.length === 0) return nothing;
  return disclosure(
    'cases',
    t('Cases ({0})', cases.length),
    () =>
      html`<ul class="plain-list cases">
        ${cases.map((facts) => caseRow(facts, page))}
      </ul>`,
    page,
  );
}

function caseRow({ caseNumber, service, severity, rca_category, date }: CaseFacts, page: Page): TemplateResult {
  const facts = [severity, service, rca_category].filter((fact) => fact !== null).map(visibleText);
  return html`<li class="text">
    ${caseButton(caseNumber, (number) => page.send({ kind: 'openCase', caseNumber: number }))}
    <bdi class="muted">${[dayText(date.slice(0, 10)), ...facts].join(' · ')}</bdi>
  </li>`;
}
