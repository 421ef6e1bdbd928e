import type { Identifier, Relation } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType } from './coercion.ts';
import { convert } from './conversion.ts';
import { columnOf, fieldNamed, type Field, type QueryScope, type Rows } from './scope.ts';
import { joinColumns, projectStep } from './steps.ts';
import { isComparable } from './type-properties.ts';
import type { Plan, Typed } from './typed-tree.ts';

interface Key {
  readonly name: Identifier;
  readonly left: number;
  readonly right: number;
  readonly type: Field['type'];
}

/**
 * `JOIN … USING (k)`: the columns of the list come first, each once and without a table's name; then those that are
 * left on the left and on the right.
 */
export function joinUsing(
  left: Rows,
  right: Rows,
  {
    type,
    using,
  }: { readonly type: Extract<Relation, { kind: 'join' }>['type']; readonly using: readonly Identifier[] },
  scope: QueryScope,
): Rows {
  const { statement } = scope;
  const keys = using.map((name) => keyOf(name, left, right));
  const terms = keys.map((key) => equal(key, columnOf(left.plan, key.left), columnOf(right.plan, key.right)));
  const join: Plan = {
    kind: 'join',
    id: statement.nextId(),
    columns: joinColumns(left.plan, right.plan),
    type,
    lateral: false,
    left: left.plan,
    right: right.plan,
    condition: allOf(terms),
  };
  const width = left.fields.length;
  const merged = keys.map((key) => ({
    field: fieldNamed(key.name.name, key.type),
    value: merge(key, columnOf(join, key.left), columnOf(join, width + key.right)),
  }));
  const taken = new Set(keys.flatMap((key) => [key.left, width + key.right]));
  const others = [...left.fields, ...right.fields].flatMap((field, column) =>
    taken.has(column) ? [] : [{ field, value: columnOf(join, column) }],
  );
  const all = [...merged, ...others];
  const items = all.map(({ field, value }) => ({ name: field.name, value }));
  return { plan: projectStep(statement.nextId(), join, items), fields: all.map(({ field }) => field) };
}

function keyOf(name: Identifier, left: Rows, right: Rows): Key {
  const leftColumn = columnNamed(name, left, 'left');
  const rightColumn = columnNamed(name, right, 'right');
  const leftType = left.fields[leftColumn]?.type ?? { kind: 'unknown' };
  const rightType = right.fields[rightColumn]?.type ?? { kind: 'unknown' };
  const type = commonSuperType(leftType, rightType);
  if (type === undefined || !isComparable(type))
    throw new AnalysisFailure(`Cannot apply operator: ${typeText(leftType)} = ${typeText(rightType)}`, name.at);
  return { name, left: leftColumn, right: rightColumn, type };
}

function columnNamed(name: Identifier, { fields }: Rows, side: string): number {
  const [column, second] = fields.flatMap((field, index) => (field.name === name.name ? [index] : []));
  if (column === undefined)
    throw new AnalysisFailure(`Column '${name.name}' is missing from ${side} side of join`, name.at);
  if (second !== undefined) throw new AnalysisFailure(`Column '${name.name}' is ambiguous`, name.at);
  return column;
}

function equal({ name, type }: Key, left: Typed, right: Typed): Typed {
  const values = [convert(left, type, name.at), convert(right, type, name.at)];
  return { kind: 'call', name: '=', type: { kind: 'boolean' }, arguments: values, at: name.at };
}

function merge({ name, type }: Key, left: Typed, right: Typed): Typed {
  return { kind: 'coalesce', type, values: [convert(left, type, name.at), convert(right, type, name.at)] };
}

function allOf(terms: readonly Typed[]): Typed {
  const [only, second] = terms;
  if (only !== undefined && second === undefined) return only;
  return { kind: 'logical', type: { kind: 'boolean' }, operator: 'and', terms };
}
