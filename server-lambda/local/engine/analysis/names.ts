import type { Expression, Identifier, Place } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Typed } from './typed-tree.ts';

/** The parts of `a.b.c`, and undefined where something else than a name stands before a point. */
export function partsOf(expression: Expression): readonly Identifier[] | undefined {
  const parts: Identifier[] = [];
  let current = expression;
  while (current.kind === 'field') {
    parts.push(current.field);
    current = current.base;
  }
  return current.kind === 'name' ? [...parts, current.name].reverse() : undefined;
}

/** A field of a row by its name. Throws AnalysisFailure for a value that is no row, and for a row without the field. */
export function fieldOf(base: Typed, field: { readonly name: string; readonly at: Place }): Typed {
  const { type } = base;
  if (type.kind !== 'row')
    throw new AnalysisFailure(`Expression is not of type ROW, but of ${typeText(type)}`, field.at);
  const index = type.fields.findIndex(({ name }) => name?.toLowerCase() === field.name);
  const found = type.fields[index];
  if (found === undefined) throw new AnalysisFailure(`Column '${field.name}' cannot be resolved`, field.at);
  return { kind: 'field', type: found.type, value: base, index };
}
