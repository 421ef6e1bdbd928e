import type { Relation } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { rowContext } from './expression-contexts.ts';
import { analyzeExpression } from './expressions.ts';
import { fieldNamed, type Field, type QueryScope, type Rows } from './scope.ts';
import { oneRow, planColumn } from './steps.ts';

/**
 * UNNEST of arrays and maps for each row of `left`, or alone. The plan has the columns of `left` first; the fields are
 * those of the elements alone.
 */
export function unnest(
  relation: Extract<Relation, { kind: 'unnest' }>,
  left: Rows | undefined,
  outer: boolean,
  scope: QueryScope,
): Rows {
  const { statement } = scope;
  const input = left ?? { plan: oneRow(statement.nextId()), fields: [] };
  const context = rowContext(input, 'UNNEST', scope);
  const values = relation.arguments.map((value) => analyzeExpression(value, context));
  const fields = [
    ...values.flatMap((value, index) => elementFields(value.type, relation.arguments[index]?.at ?? relation.at)),
    ...(relation.ordinality ? [ORDINALITY] : []),
  ];
  const columns = [...input.plan.columns, ...fields.map(({ name, type }) => planColumn(name, type))];
  const { ordinality } = relation;
  return {
    plan: { kind: 'unnest', id: statement.nextId(), columns, input: input.plan, arguments: values, ordinality, outer },
    fields,
  };
}

const ORDINALITY: Field = { type: { kind: 'bigint' } };

function elementFields(type: SqlType, at: Relation['at']): readonly Field[] {
  if (type.kind === 'map') return [{ type: type.key }, { type: type.value }];
  if (type.kind !== 'array') throw new AnalysisFailure(`Cannot unnest type: ${typeText(type)}`, at);
  if (type.element.kind !== 'row') return [{ type: type.element }];
  return type.element.fields.map((field) => fieldNamed(field.name, field.type));
}
