import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';
import type { Call, Expression, Identifier } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { fieldOf } from './names.ts';
import { columnFinder, columnOf, dotted, type FoundColumn, type QueryScope, type Rows } from './scope.ts';
import type { Plan, Typed } from './typed-tree.ts';

type Grouping = Extract<Expression, { kind: 'grouping' }>;

/** What an expression may name at one place of a query. */
export interface Names {
  /** A column of the query itself; undefined where it has none of this name. `within`: asked from a subquery. */
  column(parts: readonly Identifier[], within: boolean): Typed | undefined;
  call(call: Call, entry: FunctionEntry): Typed;
  grouping(expression: Grouping): Typed;
  /** What is computed already, such as a key of GROUP BY. */
  known?(expression: Expression): Typed | undefined;
}

export function expressionContext(scope: QueryScope, names: Names): ExpressionContext {
  const { statement } = scope;
  const known = names.known?.bind(names);
  return {
    session: statement.session,
    values: statement.values,
    nextId: () => statement.nextId(),
    resolve(parts) {
      const found = names.column(parts, false) ?? scope.outer(parts);
      if (found === undefined) throw new AnalysisFailure(`Column '${dotted(parts)}' cannot be resolved`, parts[0]?.at);
      return found;
    },
    call: (call, entry) => names.call(call, entry),
    grouping: (expression) => names.grouping(expression),
    subquery: (query) =>
      statement.query(query, { ...scope, outer: (parts) => names.column(parts, true) ?? scope.outer(parts) }).plan,
    ...(known === undefined ? {} : { known }),
  };
}

/** Names are columns of these rows; aggregates and windows have no place in this clause: `WHERE clause`. */
export function rowContext(rows: Rows, clause: string, scope: QueryScope): ExpressionContext {
  const find = columnFinder(rows.fields);
  return expressionContext(scope, { ...refusedCalls(clause), column: (parts) => columnFound(rows.plan, find(parts)) });
}

/** Names are columns of either side of a join; subqueries of an outer join name neither these nor any around. */
export function joinContext(left: Rows, right: Rows, outer: boolean, scope: QueryScope): ExpressionContext {
  const find = columnFinder([...left.fields, ...right.fields]);
  const width = left.fields.length;
  return expressionContext(outer ? { ...scope, outer: (parts) => notOfOuter(parts, scope) } : scope, {
    ...refusedCalls('JOIN clause'),
    column(parts, within) {
      const found = find(parts);
      if (outer && within && found !== undefined) throw fromOuterScope(parts);
      if (found === undefined || found.column < width) return columnFound(left.plan, found);
      return columnFound(right.plan, { ...found, column: found.column - width });
    },
  });
}

function notOfOuter(parts: readonly Identifier[], scope: QueryScope): undefined {
  if (scope.outer(parts) !== undefined) throw fromOuterScope(parts);
}

function fromOuterScope(parts: readonly Identifier[]): AnalysisFailure {
  return new AnalysisFailure(
    `Reference to column '${dotted(parts)}' from outer scope not allowed in this context`,
    parts[0]?.at,
    'Compute the condition in a subquery of FROM, and join its result.',
  );
}

/** Only names of the queries around. */
export function constantContext(clause: string, scope: QueryScope): ExpressionContext {
  return expressionContext(scope, { ...refusedCalls(clause), column: () => undefined });
}

export function refusedCalls(clause: string): Pick<Names, 'call' | 'grouping'> {
  const refuse = (expression: Call | Grouping): never => {
    throw new AnalysisFailure(
      `${clause} cannot contain aggregations, window functions or grouping operations: [${expressionText(expression)}]`,
      expression.at,
    );
  };
  return {
    call(call, entry) {
      checkOver(call, entry);
      return refuse(call);
    },
    grouping: refuse,
  };
}

/** Throws AnalysisFailure for a window function without OVER, and for OVER after a function that is none. */
export function checkOver(call: Call, entry: FunctionEntry): void {
  if (entry.kind === 'scalar') throw new AnalysisFailure(`Not a window function: ${entry.name}`, call.at);
  if (entry.kind === 'window' && call.over === undefined)
    throw new AnalysisFailure(`Window function ${entry.name} requires an OVER clause`, call.at);
}

/** A column, or the field of the row that it holds. */
export function foundIn(column: Typed, rest: readonly Identifier[]): Typed {
  return rest.reduce(fieldOf, column);
}

/** The column of a plan that was found. */
export function columnFound(plan: Plan, found: FoundColumn | undefined): Typed | undefined {
  return found === undefined ? undefined : foundIn(columnOf(plan, found.column), found.rest);
}
