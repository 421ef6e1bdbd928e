import { html, type TemplateResult } from 'lit';
import { t } from './words.ts';

/** Copies what `name` names; shows this until something else is copied. */
export function copyButton(name: string, copied: boolean, copy: () => void): TemplateResult {
  return html`
    <button class="icon-button" aria-label=${copied ? t('{0} is copied', name) : t('Copy {0}', name)} @click=${copy}>
      <span class="codicon codicon-${copied ? 'check' : 'copy'}" aria-hidden="true"></span>
    </button>
  `;
}
