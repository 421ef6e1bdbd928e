import { html, nothing, type TemplateResult } from 'lit';

/** A button that is an icon with a name; `pressed` where it switches something. */
export function iconButton(icon: string, name: string, act: () => void, pressed?: boolean): TemplateResult {
  return html`<button
    class="icon-button"
    type="button"
    title=${name}
    aria-label=${name}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    @click=${act}
  >
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
