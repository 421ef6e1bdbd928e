import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../../common/words.ts';
import { disclosure } from '../disclosure.ts';
import { filterTexts } from '../filters.ts';
import { iconButton } from '../icon-button.ts';
import { nameForm } from '../name-form.ts';
import type { Page } from '../state/page-state.ts';

/** What was kept under a name, to be asked again; and what is asked now, to be kept. */
export function savedPart(page: Page): TemplateResult | typeof nothing {
  const saved = page.state.draft?.saved;
  if (saved === undefined) return nothing;
  return disclosure(
    'saved',
    saved.length === 0 ? t('Saved analyses') : t('Saved analyses ({0})', saved.length),
    () => html`
      <ul class="plain-list">
        ${saved.map(
          ({ id, name, question, filters }) =>
            html`<li class="row nowrap">
              <button class="suggestion grow" type="button" @click=${() => page.send({ kind: 'loadAnalysis', id })}>
                <strong>${visibleText(name)}</strong>
                <span class="muted"
                  >${[visibleText(question), ...filterTexts(filters)].filter((text) => text !== '').join(' · ')}</span
                >
              </button>
              ${iconButton('trash', t('Delete {0}', name), () => page.send({ kind: 'deleteAnalysis', id }))}
            </li>`,
        )}
      </ul>
      ${nameForm('save-analysis', t('Save as...'), (name) => page.send({ kind: 'saveAnalysis', name }))}
    `,
    page,
  );
}
