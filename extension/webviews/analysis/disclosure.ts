import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from './state/page-state.ts';

/** Something that is unfolded by its title, made only when it is, and still unfolded after a reload. */
export function disclosure(
  name: string,
  title: string | TemplateResult,
  content: () => TemplateResult,
  page: Page,
): TemplateResult {
  const { open } = page.state.kept;
  const isOpen = open.includes(name);
  const toggled = (event: Event) => {
    const now = event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open;
    if (now === isOpen) return;
    const others = open.filter((other) => other !== name);
    page.keep({ open: now ? [...others, name] : others });
  };
  return html`<details class="disclosure" .open=${isOpen} @toggle=${toggled}>
    <summary>${title}</summary>
    ${isOpen ? content() : nothing}
  </details>`;
}
