import { html, nothing, type TemplateResult } from 'lit';
import type { FormField, FormGroup } from '../../protocol/deploy.ts';
import { checkField, choiceField, longTextField, textField, type Field } from '../common/field.ts';
import { section } from '../common/fold.ts';
import { suggestions } from '../common/suggestions.ts';
import { t } from '../common/words.ts';
import { foldOf, type PageParts } from './page-parts.ts';
import { shownValue } from './typed-values.ts';

/** The parameters: the basic groups open, the advanced ones folded together unless one of their fields has a problem. */
export function formSections(groups: readonly FormGroup[], page: PageParts): TemplateResult {
  const basic = groups.filter(({ level }) => level === 'basic');
  const advanced = groups.filter(({ level }) => level === 'advanced');
  const count = advanced.reduce((sum, { fields }) => sum + fields.length, 0);
  return html`
    ${basic.map((group) => groupsSection(group.id, group.title, '', [group], true, page))}
    ${advanced.length === 0 ? nothing : groupsSection('advanced', t('Advanced settings'), String(count), advanced, false, page)}
  `;
}

function groupsSection(
  id: string,
  title: string,
  note: string,
  groups: readonly FormGroup[],
  open: boolean,
  page: PageParts,
): TemplateResult {
  const wrong = groups.flatMap(({ fields }) => fields).filter(({ problem }) => problem !== '').length;
  const how = foldOf(page, `group-${id}`, open);
  return section(
    wrong > 0 ? { ...how, open: true } : how,
    title,
    wrong > 0 ? t('{0} to correct', wrong) : note,
    groups.map(
      (group) => html`
        ${groups.length === 1 ? nothing : html`<h3>${group.title}</h3>`}
        <div class="fields">${group.fields.map((field) => fieldRow(field, page))}</div>
      `,
    ),
  );
}

function fieldRow(field: FormField, page: PageParts): TemplateResult {
  const { name, label, description, problem, readOnly, input, options } = field;
  const value = shownValue(page.local.typed, field);
  const changed = (next: string) => page.type(name, next);
  const shared: Field = {
    id: `field-${name}`,
    label,
    description,
    problem: problem === '' ? undefined : problem,
    note: noteOn(field, value),
    disabled: readOnly,
    value,
    changed,
  };
  switch (input) {
    case 'text':
      return textField(shared);
    case 'number':
      return textField(shared, true);
    case 'long-text':
      return longTextField(shared);
    case 'switch':
      return checkField(shared);
    case 'choice':
      return choiceField(shared, options);
    case 'suggest':
      return html`<div>
        ${textField(shared)}
        ${
          readOnly
            ? nothing
            : suggestions({
                id: shared.id,
                label,
                value,
                all: options,
                fold: foldOf(page, `suggestions-${name}`, false),
                filter: page.local.filters[name] ?? '',
                filtered: (text) => page.filter(name, text),
                chosen: changed,
              })
        }
      </div>`;
  }
}

/** The option that the value is, the host's own note, and what a changed value was. */
function noteOn({ options, input, note, deployed, standard }: FormField, value: string): string {
  const option = input === 'choice' || input === 'suggest' ? options.find((each) => each.value === value) : undefined;
  const named =
    option === undefined ? [] : [option.label === value || input === 'choice' ? '' : option.label, option.detail];
  const before = deployed ?? standard;
  const changed =
    value === before ? '' : deployed === null ? say(t('Default'), standard) : say(t('Deployed'), deployed);
  return [[...named.filter((text) => text !== '')].join(' · '), note, changed].filter((text) => text !== '').join('\n');
}

function say(what: string, value: string): string {
  return `${what}: ${value === '' ? t('none') : value}`;
}
