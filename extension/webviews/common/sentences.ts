import { html, nothing, type TemplateResult } from 'lit';

/** A list of sentences, under a few words if there are any. */
export function sentences(title: string, list: readonly string[]): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`
    ${title === '' ? nothing : html`<p>${title}</p>`}
    <ul class="sentences">
      ${list.map((sentence) => html`<li class="text">${sentence}</li>`)}
    </ul>
  `;
}
