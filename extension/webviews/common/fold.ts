import { html, nothing, type TemplateResult } from 'lit';

export interface Fold {
  readonly open: boolean;
  readonly toggled: (open: boolean) => void;
}

/** Something that can be unfolded below its summary. */
export function fold({ open, toggled }: Fold, summary: unknown, body: unknown): TemplateResult {
  return details('fold', { open, toggled }, summary, body);
}

/** A part of a page under its heading, which can be folded; the note is read while it is. */
export function section(how: Fold, title: string, note: string, body: unknown): TemplateResult {
  const beside = note === '' ? nothing : html`<span class="muted text">${note}</span>`;
  return details(
    'section',
    how,
    html`<h2>${title}</h2>
      ${beside}`,
    body,
  );
}

function details(look: string, { open, toggled }: Fold, summary: unknown, body: unknown): TemplateResult {
  return html`
    <details
      class=${look}
      ?open=${open}
      @toggle=${({ currentTarget }: Event) => {
        // Toggled by the page itself too, when it is shown.
        if (currentTarget instanceof HTMLDetailsElement && currentTarget.open !== open) toggled(currentTarget.open);
      }}
    >
      <summary>${summary}</summary>
      <div class="folded">${body}</div>
    </details>
  `;
}
