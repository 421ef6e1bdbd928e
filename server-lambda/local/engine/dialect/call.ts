import type { Token } from '#core/sql/lexer.ts';
import type { Node } from './token-tree.ts';

/** A function call with everything that belongs to it. */
export interface Call {
  /** Lower case. */
  readonly name: string;
  readonly token: Token;
  readonly args: readonly (readonly Node[])[];
  readonly distinct: boolean;
  /** What follows ORDER BY, inside the call or after WITHIN GROUP. */
  readonly orderBy: readonly Node[] | undefined;
  /** `IGNORE NULLS` where Athena's SQL says so. */
  readonly ignoreNulls: boolean;
  /** FILTER and OVER, in DuckDB's SQL, with a space in front. */
  readonly tail: string;
}

/** What a function's rule may ask of the rewriter. */
export interface Rewriter {
  /** An expression, or a lambda, in DuckDB's SQL. */
  sql(nodes: readonly Node[]): string;
  /** The text of a string literal, or of a parameter bound to a string. */
  text(nodes: readonly Node[]): string | undefined;
  /**
   * One of several ways to write the same thing, when only the engine's binder can say which one fits: the statement
   * is tried with each, the guess first.
   */
  choose(count: number, guess: number): number;
}
