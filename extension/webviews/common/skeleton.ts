import { html, type TemplateResult } from 'lit';

/** The outline of lines that are still to come; said nowhere, for the page says elsewhere what it waits for. */
export function skeleton(lines: number): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">${Array.from({ length: lines }, () => html`<div></div>`)}</div>`;
}
