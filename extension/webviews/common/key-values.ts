import { html, type TemplateResult } from 'lit';

/** Facts, each under its name; side by side where there is room. */
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
