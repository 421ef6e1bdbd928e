import type { Place } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import type { Plan } from './plan.ts';

/**
 * An expression with names and types: every conversion is written out, every name is resolved. Plain data, so that it
 * can be sent to the engine's thread.
 */
export type Typed = { readonly type: SqlType } & (
  | { readonly kind: 'constant'; readonly value: Value }
  /** A column of the plan with this id. */
  | { readonly kind: 'column'; readonly plan: number; readonly column: number }
  /** What an enclosing `lambda` or `let` binds under this id, which is unique in the statement. */
  | { readonly kind: 'variable'; readonly id: number }
  /** Binds a value for all places that use it, so that it is computed once. */
  | { readonly kind: 'let'; readonly id: number; readonly value: Typed; readonly body: Typed }
  /**
   * A scalar function by its first name (never an alias), or an operator: `+ - * / %`, `= <> < <= > >=`,
   * `is distinct from`, `negate`, `||`, `like` (value, pattern, escape), `subscript`, `array` and `row` (constructors).
   */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly Typed[];
      readonly at: Place;
    }
  | { readonly kind: 'cast'; readonly value: Typed; readonly safe: boolean; readonly at: Place }
  | { readonly kind: 'logical'; readonly operator: 'and' | 'or'; readonly terms: readonly Typed[] }
  | { readonly kind: 'not'; readonly value: Typed }
  | { readonly kind: 'is null'; readonly value: Typed }
  /** CASE and IF. Conditions are booleans. */
  | {
      readonly kind: 'case';
      readonly whens: readonly { readonly when: Typed; readonly then: Typed }[];
      readonly otherwise: Typed;
    }
  | { readonly kind: 'coalesce'; readonly values: readonly Typed[] }
  /** `equal` compares what the two are bound to; gives `value` unless it is true. */
  | { readonly kind: 'nullif'; readonly id: number; readonly value: Typed; readonly equal: Typed }
  /** NULL where computing the value fails. */
  | { readonly kind: 'try'; readonly value: Typed }
  | {
      readonly kind: 'lambda';
      readonly parameters: readonly { readonly id: number; readonly type: SqlType }[];
      readonly body: Typed;
    }
  /** A field of a row, from 0. */
  | { readonly kind: 'field'; readonly value: Typed; readonly index: number }
  /** The one value of a plan with one column; NULL without a row, a failure with more than one. */
  | { readonly kind: 'scalar subquery'; readonly plan: Plan }
  | { readonly kind: 'exists'; readonly plan: Plan }
  /** `value IN (plan)`; both sides have one type. */
  | { readonly kind: 'in subquery'; readonly value: Typed; readonly plan: Plan }
  | {
      readonly kind: 'quantified';
      readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
      readonly quantifier: 'all' | 'any';
      readonly value: Typed;
      readonly plan: Plan;
    }
);
