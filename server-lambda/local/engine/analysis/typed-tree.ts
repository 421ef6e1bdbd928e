import type { Place } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

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

export interface PlanColumn {
  /** As Trino calls it; undefined for an expression without an alias. */
  readonly name?: string;
  readonly type: SqlType;
}

/**
 * What a query does, step by step. Every plan has an id of its own in the statement; expressions name columns by the id
 * of the plan that gives them: of the step's inputs, or, in a subquery, of those around it.
 */
export type Plan = { readonly id: number; readonly columns: readonly PlanColumn[] } & PlanStep;

export type PlanStep =
  /** The table of cases: its columns in their order, all varchar. */
  | { readonly kind: 'scan' }
  /** Rows of constants or, in a subquery, of expressions. One row without columns stands for a missing FROM. */
  | { readonly kind: 'values'; readonly rows: readonly (readonly Typed[])[] }
  | { readonly kind: 'project'; readonly input: Plan; readonly expressions: readonly Typed[] }
  /** The input's columns. */
  | { readonly kind: 'filter'; readonly input: Plan; readonly condition: Typed }
  /** The left columns, then the right ones. `lateral`: the right side may name columns of the left one. */
  | {
      readonly kind: 'join';
      readonly type: 'cross' | 'inner' | 'left' | 'right' | 'full';
      readonly lateral: boolean;
      readonly left: Plan;
      readonly right: Plan;
      readonly condition?: Typed;
    }
  /**
   * The input's columns, then those of the arrays and maps in step (rows of an array give a column per field), then the
   * ordinality. `outer`: an input row without elements stays, with NULLs.
   */
  | {
      readonly kind: 'unnest';
      readonly input: Plan;
      readonly arguments: readonly Typed[];
      readonly ordinality: boolean;
      readonly outer: boolean;
    }
  /**
   * The keys, then the calls, then, with several `sets`, the number of the set (bigint, from 0). A set lists the indexes
   * of its keys; the others are NULL. One empty set: one row for all.
   */
  | {
      readonly kind: 'aggregate';
      readonly input: Plan;
      readonly keys: readonly Typed[];
      readonly sets: readonly (readonly number[])[];
      readonly calls: readonly AggregateCall[];
    }
  /** The input's columns, then the calls. */
  | { readonly kind: 'window'; readonly input: Plan; readonly calls: readonly WindowCall[] }
  | { readonly kind: 'distinct'; readonly input: Plan }
  /** The input's columns, in order; any of `limit` and `offset`. `withTies` wants items. */
  | {
      readonly kind: 'sort';
      readonly input: Plan;
      readonly items: readonly SortKey[];
      readonly offset?: bigint;
      readonly limit?: bigint;
      readonly withTies: boolean;
    }
  /** Both sides have as many columns, of the same types. */
  | {
      readonly kind: 'set operation';
      readonly operator: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: Plan;
      readonly right: Plan;
    }
  | { readonly kind: 'sample'; readonly input: Plan; readonly percentage: number }
  /** What `tables` define stands in `input` as `common table` (also in tables after it), so that it is written once. */
  | { readonly kind: 'with'; readonly tables: readonly CommonTablePlan[]; readonly input: Plan }
  | { readonly kind: 'common table'; readonly table: number };

export interface CommonTablePlan {
  /** Unique in the statement. */
  readonly table: number;
  readonly plan: Plan;
  /** With this the table is recursive: `plan` UNION ALL `step`, and the step reads itself as `common table`. */
  readonly step?: Plan;
  readonly at: Place;
}

export interface SortKey {
  readonly value: Typed;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface AggregateCall {
  /** By its first name. */
  readonly name: string;
  readonly type: SqlType;
  /** Empty for count(*). */
  readonly arguments: readonly Typed[];
  readonly distinct: boolean;
  readonly orderBy: readonly SortKey[];
  readonly filter?: Typed;
  readonly at: Place;
}

export interface WindowCall extends AggregateCall {
  readonly partitionBy: readonly Typed[];
  readonly windowOrder: readonly SortKey[];
  readonly ignoreNulls: boolean;
  /** Undefined: Trino's default, RANGE UNBOUNDED PRECEDING to CURRENT ROW. */
  readonly frame?: {
    readonly unit: 'rows' | 'range' | 'groups';
    readonly start: PlanBound;
    readonly end: PlanBound;
  };
}

export type PlanBound =
  | { readonly kind: 'current row' | 'unbounded preceding' | 'unbounded following' }
  | { readonly kind: 'preceding' | 'following'; readonly value: Typed };
