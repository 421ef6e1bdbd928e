import type { Expression } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { Typed } from './typed-tree.ts';

export type Lambda = Extract<Expression, { kind: 'lambda' }>;
export type TypedLambda = Extract<Typed, { kind: 'lambda' }>;

/** The walk over an expression, as the parts of the analyser see it. */
export interface Analyzer {
  readonly context: ExpressionContext;
  /** Whether the walk is inside a lambda, where subqueries and aggregates cannot stand. */
  readonly inLambda: boolean;
  analyze(expression: Expression): Typed;
  /** A lambda whose parameters have these types. */
  lambda(expression: Lambda, parameters: readonly SqlType[]): TypedLambda;
}
