import type { SqlValue } from '#core/ports/query-engine.ts';
import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';
import type { Call, Expression, Identifier, Query } from '#core/sql/syntax/tree.ts';
import type { Session } from '../functions/implementation.ts';
import type { Plan, Typed } from './typed-tree.ts';

/**
 * What an expression asks of the query in which it stands. Every method throws AnalysisFailure for what Trino refuses
 * at that place, a subquery in GROUP BY for example.
 */
export interface ExpressionContext {
  readonly session: Session;
  /** The values of `?`, in the statement's order. */
  readonly values: readonly SqlValue[];
  /** A number that no plan, variable or table of the statement has yet. */
  nextId(): number;
  /**
   * The column that `a`, `t.a` or `catalog.schema.t.a` names, here or in the queries around; parts that are left over
   * are fields of a row (`fieldOf`). Parameters of lambdas are resolved before it is asked.
   */
  resolve(parts: readonly Identifier[]): Typed;
  /** A call of an aggregate or window function, or any call with OVER; `bindCall` gives its arguments types. */
  call(call: Call, entry: FunctionEntry): Typed;
  /** The plan of a subquery, with all its columns. */
  subquery(query: Query): Plan;
  /** `GROUPING(a, b)`. */
  grouping(expression: Extract<Expression, { kind: 'grouping' }>): Typed;
  /** What the query has computed already, such as a key of GROUP BY; asked first, outer expressions before inner ones. */
  known?(expression: Expression): Typed | undefined;
  /** Called with each expression and what it became, inner ones first: where a typed expression stands in the text. */
  analyzed?(expression: Expression, typed: Typed): void;
}
