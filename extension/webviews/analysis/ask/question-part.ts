import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { QUESTION_LENGTH } from '../../../protocol/analysis-draft.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { disclosure } from '../disclosure.ts';
import { valueOf } from '../field.ts';
import { iconButton } from '../icon-button.ts';
import { skeleton } from '../skeleton.ts';
import type { Page } from '../state/page-state.ts';

/** The question, what it follows up, and what one could ask. */
export function questionPart(page: Page): TemplateResult {
  const { draft, kept } = page.state;
  if (draft === undefined) return skeleton('block');
  const ask = (question: string) => {
    page.keep({ question });
    page.send({ kind: 'changeDraft', question });
  };
  return html`<div class="field">
      <label for="question">${t('Question')}</label>
      ${
        draft.followsUp === null
          ? nothing
          : html`<p class="follows row nowrap">
              <span class="text grow">${t('Follows up: {0}', visibleText(draft.followsUp.question))}</span>
              ${iconButton('close', t('Ask a new question'), () => page.send({ kind: 'endFollowUp' }))}
            </p>`
      }
      <textarea
        id="question"
        rows="4"
        maxlength=${QUESTION_LENGTH}
        placeholder=${t('What are the main problems, and what should we do about them?')}
        .value=${live(kept.question)}
        @input=${(event: Event) => ask(valueOf(event))}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) runDraft(page);
        }}
      ></textarea>
    </div>
    ${suggestions('starters', t('Suggestions'), draft.starters, ask, page)}
    ${suggestions('asked', t('Asked before'), draft.history, ask, page)}`;
}

/** Runs what is asked, and shows how it goes. */
export function runDraft(page: Page): void {
  page.send({ kind: 'run' });
  page.keep({ tab: 'result' });
}

function suggestions(
  name: string,
  title: string,
  questions: readonly string[],
  ask: (question: string) => void,
  page: Page,
): TemplateResult | typeof nothing {
  if (questions.length === 0) return nothing;
  return disclosure(
    name,
    title,
    () =>
      html`<ul class="suggestions">
        ${questions.map(
          (question) =>
            html`<li>
              <button class="suggestion" type="button" @click=${() => ask(question)}>${visibleText(question)}</button>
            </li>`,
        )}
      </ul>`,
    page,
  );
}
