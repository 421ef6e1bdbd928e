import { html, nothing, type TemplateResult } from 'lit';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../common/words.ts';
import { iconButton } from './icon-button.ts';
import type { Notice, Page } from './state/page-state.ts';

/** What the host has to say, until it is put away. */
export function notices(page: Page): TemplateResult {
  return html`<div class="notices" role="status" aria-live="polite">
    ${page.state.notices.map((notice) => noticeRow(notice, page))}
  </div>`;
}

function noticeRow({ id, level, message, action }: Notice, page: Page): TemplateResult {
  return html`<div class="notice">
    <span class="codicon codicon-${level} icon-${ICONS[level]}" aria-hidden="true"></span>
    <span class="text grow">${visibleText(message)}</span>
    ${
      action === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => page.send({ kind: 'act', id: action.id })}
            >${visibleText(action.label)}</vscode-button
          >`
    }
    ${iconButton('close', t('Dismiss'), () => page.dismiss(id))}
  </div>`;
}

const ICONS = { info: 'passed', warning: 'warned', error: 'failed' } as const;
