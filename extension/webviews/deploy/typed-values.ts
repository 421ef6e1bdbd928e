import * as z from 'zod/mini';
import type { DeployState, FormField } from '../../protocol/deploy.ts';

/**
 * What was typed into the form and may not have come back from the host yet: `kept` from an earlier load of the page,
 * `sent` to the host, or `taken` over by it.
 */
export const TypedValues = z.object({
  /** Which form it was typed into. */
  form: z.string(),
  values: z.record(z.string(), z.object({ value: z.string(), state: z.enum(['kept', 'sent', 'taken']) })),
});
export type TypedValues = z.output<typeof TypedValues>;

type Planning = Extract<DeployState, { kind: 'planning' }>;

/** After a load of the page the host may have forgotten everything. */
export function typedAgain({ form, values }: TypedValues): TypedValues {
  const kept = (value: string) => ({ value, state: 'kept' as const });
  return { form, values: Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, kept(value)])) };
}

export function withTyped({ form, values }: TypedValues, name: string, value: string): TypedValues {
  return { form, values: { ...values, [name]: { value, state: 'sent' } } };
}

export function withoutTyped({ form, values }: TypedValues, name: string): TypedValues {
  return { form, values: Object.fromEntries(Object.entries(values).filter(([other]) => other !== name)) };
}

/** The value to show: what was typed last, which the host may not have received yet. */
export function shownValue({ values }: TypedValues, { name, value, readOnly }: FormField): string {
  return readOnly ? value : (values[name]?.value ?? value);
}

/**
 * What stays of the typed values when the host shows a form, and which of them have to be posted again. A value that the
 * host has taken over and changed since is the host's.
 */
export function meetForm(
  typed: TypedValues,
  planning: Planning,
): { readonly typed: TypedValues; readonly unsent: readonly (readonly [name: string, value: string])[] } {
  const form = formOf(planning);
  if (form !== typed.form) return { typed: { form, values: {} }, unsent: [] };
  const values: TypedValues['values'] = {};
  const unsent: (readonly [string, string])[] = [];
  for (const field of planning.form.flatMap(({ fields }) => fields)) {
    const own = typed.values[field.name];
    if (own === undefined || field.readOnly) continue;
    if (own.value === field.value) values[field.name] = { value: own.value, state: 'taken' };
    else if (own.state !== 'taken') values[field.name] = { value: own.value, state: 'sent' };
    if (own.state === 'kept' && own.value !== field.value) unsent.push([field.name, own.value]);
  }
  return { typed: { form, values }, unsent };
}

/** Values typed for one account, region or stack do not apply to another. */
function formOf({ who, mode, form }: Planning): string {
  const fixed = form.flatMap(({ fields }) => fields).find(({ name, readOnly }) => name === 'stackName' && readOnly);
  return JSON.stringify([who?.label, who?.region, mode, fixed?.value]);
}
