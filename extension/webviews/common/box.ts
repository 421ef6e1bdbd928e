import { html, type TemplateResult } from 'lit';

/** A prominent message. */
export function box(tone: 'warned' | 'failed', body: TemplateResult): TemplateResult {
  return html`
    <div class="box ${tone}">
      <span class="codicon codicon-${tone === 'failed' ? 'error' : 'warning'} icon-${tone}" aria-hidden="true"></span>
      <div>${body}</div>
    </div>
  `;
}
