import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../../protocol/analysis-values.ts';
import { visibleText } from '#core/visible-text.ts';
import type { Page } from './state/page-state.ts';

/** What went wrong, what to do about it, and the button that does it. */
export function problem({ message, remedy, action }: Problem, page: Page): TemplateResult {
  return html`<div class="problem" role="alert">
    <span class="codicon codicon-error icon-failed" aria-hidden="true"></span>
    <div class="grow">
      <p class="text">${visibleText(message)}</p>
      ${remedy === '' ? nothing : html`<p class="text muted">${visibleText(remedy)}</p>`}
      ${
        action === undefined
          ? nothing
          : html`<vscode-button secondary @click=${() => page.send({ kind: 'act', id: action.id })}
              >${visibleText(action.label)}</vscode-button
            >`
      }
    </div>
  </div>`;
}
