import type { Expression, QueryBody } from '#core/sql/syntax/tree.ts';
import { typeText, type SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { commonSuperType } from './coercion.ts';
import { convert } from './conversion.ts';
import type { ExpressionContext } from './expression-context.ts';
import { constantContext } from './expression-contexts.ts';
import { analyzeExpression } from './expressions.ts';
import type { QueryScope, Rows } from './scope.ts';
import type { Plan, Typed } from './typed-tree.ts';

/** Rows of expressions; each column has the type that its values have in common. */
export function analyzeValues({ rows, at }: Extract<QueryBody, { kind: 'values' }>, scope: QueryScope): Rows {
  const context = constantContext('VALUES', scope);
  const values = rows.map((row) => valuesOf(row, context));
  const [first = []] = values;
  const types = first.map(({ type }) => type);
  for (const row of values) {
    if (row.length !== types.length)
      throw new AnalysisFailure(`Values rows have mismatched sizes: ${types.length} vs ${row.length}`, at);
    row.forEach(({ type }, index) => {
      const common = commonSuperType(types[index] ?? type, type);
      if (common === undefined) throw mismatch(first, row, at);
      types[index] = common;
    });
  }
  const columns = types.map((type) => ({ type }));
  const plan: Plan = {
    kind: 'values',
    id: scope.statement.nextId(),
    columns,
    rows: values.map((row, number) =>
      row.map((value, index) => convert(value, types[index] ?? value.type, rows[number]?.at ?? at)),
    ),
  };
  return { plan, fields: columns };
}

/** A row has a column for each of its fields; anything else is one column. */
function valuesOf(row: Expression, context: ExpressionContext): readonly Typed[] {
  if (row.kind === 'row') return row.items.map((item) => analyzeExpression(item, context));
  const value = analyzeExpression(row, context);
  if (value.type.kind !== 'row') return [value];
  return value.type.fields.map(({ type }, index) => ({ kind: 'field', value, index, type }));
}

function mismatch(first: readonly Typed[], row: readonly Typed[], at: Expression['at']): AnalysisFailure {
  const text = (values: readonly Typed[]) =>
    typeText({ kind: 'row', fields: values.map(({ type }): RowField => ({ type })) });
  return new AnalysisFailure(`Values rows have mismatched types: ${text(first)} vs ${text(row)}`, at);
}

type RowField = Extract<SqlType, { kind: 'row' }>['fields'][number];
