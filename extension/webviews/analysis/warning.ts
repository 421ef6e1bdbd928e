import { html, type TemplateResult } from 'lit';

/** A text that one should mind: the colour is its icon's, as coloured text is hard to read in a light theme. */
export function warning(text: string): TemplateResult {
  return html`<span class="codicon codicon-warning icon-warned" aria-hidden="true"></span> ${text}`;
}
