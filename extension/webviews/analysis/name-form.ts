import { html, type TemplateResult } from 'lit';
import { t } from '../common/words.ts';

/** Asks for a name, and gives it to `save`. */
export function nameForm(id: string, label: string, save: (name: string) => void): TemplateResult {
  const submit = (form: HTMLElement | null) => {
    const field = form?.querySelector('input');
    const name = field?.value.trim() ?? '';
    if (!field || name === '') return;
    save(name);
    field.value = '';
  };
  return html`<form
    class="row nowrap name-form"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      submit(event.currentTarget instanceof HTMLElement ? event.currentTarget : null);
    }}
  >
    <input id=${id} class="grow" type="text" maxlength="100" aria-label=${label} placeholder=${label} />
    <vscode-button
      secondary
      @click=${(event: Event) => submit(event.currentTarget instanceof HTMLElement ? event.currentTarget.closest('form') : null)}
      >${t('Save')}</vscode-button
    >
  </form>`;
}
