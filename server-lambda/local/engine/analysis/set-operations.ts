import type { Place, QueryBody } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType, sameType } from './coercion.ts';
import { convert } from './conversion.ts';
import { columnOf, fieldNamed, type Rows, type StatementContext } from './scope.ts';
import { planColumn, projectStep } from './steps.ts';
import { isComparable } from './type-properties.ts';
import type { Plan } from './typed-tree.ts';

type SetOperation = Extract<QueryBody, { kind: 'set operation' }>;

/** UNION, INTERSECT and EXCEPT: columns have the left side's names, and the type that both sides' have in common. */
export function combine(
  left: Rows,
  right: Rows,
  { operator, all, at }: SetOperation,
  statement: StatementContext,
): Rows {
  const name = operator.toUpperCase();
  if (left.fields.length !== right.fields.length)
    throw new AnalysisFailure(
      `${name} query has different number of fields: ${left.fields.length}, ${right.fields.length}`,
      at,
    );
  const types = left.fields.map((field, index) => {
    const other = right.fields[index]?.type ?? field.type;
    const type = commonSuperType(field.type, other);
    if (type === undefined)
      throw new AnalysisFailure(
        `column ${index + 1} in ${name} query has incompatible types: ${typeText(field.type)}, ${typeText(other)}`,
        at,
      );
    if (isComparable(type) || (operator === 'union' && all)) return type;
    throw new AnalysisFailure(
      `Type ${typeText(type)} is not comparable and therefore cannot be used in ${name}${all ? ' ALL' : ' DISTINCT'}`,
      at,
    );
  });
  const fields = left.fields.map((field, index) => fieldNamed(field.name, types[index] ?? field.type));
  const plan: Plan = {
    kind: 'set operation',
    id: statement.nextId(),
    columns: fields.map((field) => planColumn(field.name, field.type)),
    operator,
    all,
    left: converted(left.plan, types, at, statement),
    right: converted(right.plan, types, at, statement),
  };
  return { plan, fields };
}

/** The plan itself where its columns have these types. */
export function converted(plan: Plan, types: readonly SqlType[], at: Place, statement: StatementContext): Plan {
  if (plan.columns.every(({ type }, index) => sameType(type, types[index] ?? type))) return plan;
  const items = plan.columns.map(({ name, type }, index) => ({
    name,
    value: convert(columnOf(plan, index), types[index] ?? type, at),
  }));
  return projectStep(statement.nextId(), plan, items);
}
