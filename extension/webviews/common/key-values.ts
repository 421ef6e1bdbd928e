import { html, type TemplateResult } from 'lit';

/** Names and values, side by side if there is room. */
export function keyValues(facts: readonly (readonly [name: string, value: unknown])[]): TemplateResult {
  return html`
    <dl class="facts">
      ${facts.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd class="text">${value}</dd>
          </div>`,
      )}
    </dl>
  `;
}
