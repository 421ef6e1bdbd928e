import { html, type TemplateResult } from 'lit';

/** Progress from 0 to 1 with a text; indeterminate without a share. */
export function progressBar(label: string, share: number | undefined, words: string): TemplateResult {
  return html`
    <div class="progress">
      ${
        share === undefined
          ? html`<progress aria-label=${label}></progress>`
          : html`<progress aria-label=${label} max="100" .value=${Math.round(share * 100)}></progress>`
      }
      <span class="progress-words">${words}</span>
    </div>
  `;
}
