import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Field {
  /** Unique in the page. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** One sentence; undefined where the value can be used. */
  readonly problem: string | undefined;
  /** A hint about the value; may be empty. */
  readonly note: string;
  readonly disabled: boolean;
  readonly value: string;
  readonly changed: (value: string) => void;
}

/** A single-line text field. Enter does nothing, because there is no form to submit. */
export function textField(field: Field, numeric = false): TemplateResult {
  return withLabel(
    field,
    html`<input
      id=${field.id}
      class="control"
      type="text"
      inputmode=${numeric ? 'numeric' : 'text'}
      autocomplete="off"
      spellcheck="false"
      aria-describedby=${describedBy(field)}
      aria-invalid=${field.problem !== undefined}
      ?disabled=${field.disabled}
      .value=${live(field.value)}
      @input=${({ target }: Event) => target instanceof HTMLInputElement && field.changed(target.value)}
    />`,
  );
}

/** Some lines to type in. */
export function longTextField(field: Field): TemplateResult {
  return withLabel(
    field,
    html`<textarea
      id=${field.id}
      class="control"
      rows="4"
      spellcheck="false"
      aria-describedby=${describedBy(field)}
      aria-invalid=${field.problem !== undefined}
      ?disabled=${field.disabled}
      .value=${live(field.value)}
      @input=${({ target }: Event) => target instanceof HTMLTextAreaElement && field.changed(target.value)}
    ></textarea>`,
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A choice of a few values. An unknown current value is offered too, so that showing it does not change it. */
export function choiceField(field: Field, choices: readonly Choice[]): TemplateResult {
  const known = choices.some(({ value }) => value === field.value);
  const all = known ? choices : [{ value: field.value, label: field.value }, ...choices];
  return withLabel(
    field,
    html`<select
      id=${field.id}
      class="control"
      aria-describedby=${describedBy(field)}
      aria-invalid=${field.problem !== undefined}
      ?disabled=${field.disabled}
      @change=${({ target }: Event) => target instanceof HTMLSelectElement && field.changed(target.value)}
    >
      ${all.map(({ value, label }) => html`<option value=${value} .selected=${live(value === field.value)}>${label}</option>`)}
    </select>`,
  );
}

/** Yes or no, as `true` or `false`. */
export function checkField(field: Field): TemplateResult {
  return html`
    <div class="field">
      <div class="check">
        <input
          id=${field.id}
          type="checkbox"
          aria-describedby=${describedBy(field)}
          aria-invalid=${field.problem !== undefined}
          ?disabled=${field.disabled}
          .checked=${live(field.value === 'true')}
          @change=${({ target }: Event) => target instanceof HTMLInputElement && field.changed(String(target.checked))}
        />
        <label for=${field.id}>${field.label}</label>
      </div>
      ${descriptionOf(field)} ${remarksOn(field)}
    </div>
  `;
}

function withLabel(field: Field, control: TemplateResult): TemplateResult {
  return html`
    <div class="field">
      <label for=${field.id}>${field.label}</label>
      ${descriptionOf(field)} ${control} ${remarksOn(field)}
    </div>
  `;
}

function descriptionOf({ id, description }: Field): TemplateResult | typeof nothing {
  return description === '' ? nothing : html`<p id="${id}-description" class="muted">${description}</p>`;
}

function remarksOn({ id, note, problem }: Field): TemplateResult {
  return html`
    ${note === '' ? nothing : html`<p id="${id}-note" class="muted text">${note}</p>`}
    ${
      problem === undefined
        ? nothing
        : html`<p id="${id}-problem" class="problem wrap">
            <span class="codicon codicon-error" aria-hidden="true"></span> ${problem}
          </p>`
    }
  `;
}

function describedBy({ id, description, note, problem }: Field): string | typeof nothing {
  const ids = [
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(description === '' ? [] : [`${id}-description`]),
    ...(note === '' ? [] : [`${id}-note`]),
  ];
  return ids.length === 0 ? nothing : ids.join(' ');
}
