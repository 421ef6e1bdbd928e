import type { Plan, PlanStep } from '../analysis/typed-tree.ts';
import type { Emission } from './emission.ts';
import type { ExpressionEmitter } from './expression.ts';

/** What the translation of one kind of step asks of the others. */
export interface Steps {
  readonly emission: Emission;
  readonly expressions: ExpressionEmitter;
  /** A whole query with columns c0, c1 and so on. */
  query(plan: Plan): string;
  /** The same as a table with the alias that expressions call it by. */
  table(plan: Plan): string;
  /** Common tables of the whole statement by their names, in the order in which they may read each other. */
  readonly tables: Map<string, string>;
  /** Runs a translation in which common tables stay where they are, because only that place knows what they read. */
  locally<Result>(translate: () => Result): Result;
  /** Whether this is such a translation. */
  isLocal(): boolean;
  /** Whether this is inside a subquery that names columns of a query around it. */
  isCorrelated(): boolean;
}

/** A step of one kind. */
export type Step<K extends PlanStep['kind']> = Plan & { readonly kind: K };
