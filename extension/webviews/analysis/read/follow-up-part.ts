import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { QUESTION_LENGTH } from '../../../protocol/analysis-draft.ts';
import type { Result } from '../../../protocol/analysis-runs.ts';
import { t } from '../../common/words.ts';
import { valueOf } from '../field.ts';
import { filterTexts } from '../filters.ts';
import type { Page } from '../state/page-state.ts';
import { periodText } from '../words.ts';

/** The next question, which knows this answer; or a new one on what a chart was narrowed to. */
export function followUpPart({ run }: Result, page: Page): TemplateResult {
  const { kept } = page.state;
  const ask = () => {
    const question = page.state.kept.followUp.trim();
    if (question === '') return;
    page.send({ kind: 'followUp', run: run.id });
    page.send({ kind: 'changeDraft', question });
    page.send({ kind: 'run' });
    page.keep({ followUp: '' });
  };
  return html`<section class="follow-up" aria-label=${t('Follow-up question')}>
    <label for="follow-up">${t('Follow-up question')}</label>
    <textarea
      id="follow-up"
      rows="2"
      maxlength=${QUESTION_LENGTH}
      placeholder=${t('Ask about this answer')}
      .value=${live(kept.followUp)}
      @input=${(event: Event) => page.keep({ followUp: valueOf(event) })}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask();
      }}
    ></textarea>
    <div class="row">
      <vscode-button ?disabled=${kept.followUp.trim() === ''} @click=${ask}>${t('Ask')}</vscode-button>
    </div>
    ${narrowed(run.asked.filters, run.asked.period, page)}
  </section>`;
}

/** What the charts have narrowed the draft to, where that is not what was asked here. */
function narrowed(
  filters: Result['run']['asked']['filters'],
  period: Result['run']['asked']['period'],
  page: Page,
): TemplateResult | typeof nothing {
  const { draft } = page.state;
  if (draft === undefined) return nothing;
  const asked = filterTexts(filters);
  const next = filterTexts(draft.filters).filter((text) => !asked.includes(text));
  const moved = draft.period.start !== period.start || draft.period.end !== period.end;
  if (next.length === 0 && !moved) return nothing;
  const texts = [...next, ...(moved ? [periodText(draft.period.start, draft.period.end)] : [])];
  return html`<div class="narrowed-to" role="status">
    <p class="text">${t('The next question is narrowed to {0}.', texts.join(', '))}</p>
    <div class="row">
      <vscode-button secondary @click=${() => page.send({ kind: 'run' })}>${t('Run Narrowed')}</vscode-button>
      <vscode-button secondary @click=${() => page.keep({ tab: 'ask' })}>${t('Edit')}</vscode-button>
    </div>
  </div>`;
}
