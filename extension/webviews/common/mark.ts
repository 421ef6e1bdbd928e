import { html, type TemplateResult } from 'lit';

/** How something is, in the colours of common.css. */
export type Tone = 'passed' | 'warned' | 'failed' | 'plain';

/** A codicon and a word, so that neither colour nor shape has to be known. */
export function mark(icon: string, tone: Tone, word: string): TemplateResult {
  return html`<span class="mark">
    <span class="codicon codicon-${icon} icon-${tone}" aria-hidden="true"></span>
    <span>${word}</span>
  </span>`;
}
