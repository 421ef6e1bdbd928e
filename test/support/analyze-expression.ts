import assert from 'node:assert/strict';
import { parseStatement } from '../../server-lambda/core/sql/syntax/parse.ts';
import type { Expression } from '../../server-lambda/core/sql/syntax/tree.ts';
import { AnalysisFailure } from '../../server-lambda/local/engine/analysis/analysis-failure.ts';
import type { ExpressionContext } from '../../server-lambda/local/engine/analysis/expression-context.ts';
import { analyzeExpression, fieldOf } from '../../server-lambda/local/engine/analysis/expressions.ts';
import type { Typed } from '../../server-lambda/local/engine/analysis/typed-tree.ts';
import { typeText, type SqlType } from '../../server-lambda/local/engine/types.ts';
import { TEST_NOW } from './evaluate-function.ts';

/** Columns by their names; values of `?`. */
export interface Surroundings {
  readonly columns?: Readonly<Record<string, SqlType>>;
  readonly values?: readonly (string | number)[];
}

/** The expression that stands alone in SELECT. */
export function parseExpression(text: string): Expression {
  const tree = parseStatement(`SELECT ${text}`);
  assert.ok(tree.kind === 'query' && tree.body.kind === 'select');
  const [item] = tree.body.items;
  assert.ok(item?.kind === 'expression');
  return item.value;
}

/** An expression among columns of plan 0, where subqueries, aggregates and grouping are not to be had. */
export function analyze(text: string, surroundings: Surroundings = {}): Typed {
  return analyzeExpression(parseExpression(text), contextOf(surroundings));
}

/** The type of an expression as Trino prints it, or the sentence with its place in the expression. */
export function typeOrFailure(text: string, surroundings: Surroundings = {}): string {
  try {
    return typeText(analyze(text, surroundings).type);
  } catch (error) {
    if (!(error instanceof AnalysisFailure)) throw error;
    const place = error.at === undefined ? '' : `${error.at.column - 'SELECT '.length}: `;
    return place + error.message;
  }
}

/** What an expression asks of a query that has only columns. */
export function contextOf({ columns = {}, values = [] }: Surroundings): ExpressionContext {
  let last = 0;
  const names = Object.keys(columns);
  const refuse = (message: string) => (expression: { readonly at: Expression['at'] }) => {
    throw new AnalysisFailure(message, expression.at);
  };
  return {
    session: { now: TEST_NOW },
    values,
    nextId: () => ++last,
    resolve([first, ...fields]) {
      const type = columns[first?.name ?? ''];
      if (first === undefined || type === undefined)
        throw new AnalysisFailure(`Column '${first?.name ?? ''}' cannot be resolved`, first?.at);
      const column: Typed = { kind: 'column', type, plan: 0, column: names.indexOf(first.name) };
      return fields.reduce(fieldOf, column);
    },
    call: refuse('no aggregates here'),
    subquery: refuse('no subqueries here'),
    grouping: refuse('no groups here'),
  };
}
