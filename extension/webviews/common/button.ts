import { html, nothing, type TemplateResult } from 'lit';

export interface Button {
  readonly label: string;
  readonly look: 'primary' | 'secondary' | 'danger';
  /** The element that says why it can't be pressed at present; undefined where it can. It keeps its place among the tabs. */
  readonly waitsFor: string | undefined;
  readonly press: () => void;
}

/** A button that is pressed once, however long the key is held. */
export function button({ label, look, waitsFor, press }: Button): TemplateResult {
  return html`<button
    type="button"
    class="button ${look}"
    aria-disabled=${waitsFor !== undefined}
    aria-describedby=${waitsFor ?? nothing}
    @keydown=${(event: KeyboardEvent) => event.repeat && event.key === 'Enter' && event.preventDefault()}
    @click=${() => waitsFor === undefined && press()}
  >
    ${label}
  </button>`;
}
