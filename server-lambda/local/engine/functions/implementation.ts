import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/** A call as the analyser bound it: arguments are converted to the types of the signature that was chosen. */
export interface BoundCall {
  readonly name: string;
  readonly argumentTypes: readonly SqlType[];
  readonly type: SqlType;
  /** The arguments that are constants, at their places; undefined elsewhere. Compile patterns once. */
  readonly constants: readonly (Value | undefined)[];
  readonly session: Session;
}

/** What a statement may ask beside its data. */
export interface Session {
  /** The moment at which the statement began. */
  readonly now: Date;
}

/** Computes one value. A null argument gives NULL without a call, unless the implementation is `nullable`. */
export type Evaluate = (...values: readonly Value[]) => Value;

/** Called once per place in a statement; what it returns is called per row. Throws, and lets throw, SqlFailure. */
export interface ScalarImplementation {
  readonly bind: (call: BoundCall) => Evaluate;
  /** Called with nulls, too. */
  readonly nullable?: boolean;
  /** The result's type where the signature says `rule`. */
  readonly resultType?: (argumentTypes: readonly SqlType[]) => SqlType;
}

/**
 * An aggregate over all its rows, each with its arguments. Rows whose first argument is NULL are left out, unless it is
 * `nullable`; DISTINCT, FILTER and ORDER BY are done before.
 */
export interface AggregateImplementation {
  readonly bind: (call: BoundCall) => (rows: readonly (readonly Value[])[]) => Value;
  readonly nullable?: boolean;
  readonly resultType?: (argumentTypes: readonly SqlType[]) => SqlType;
}

/** Why a value cannot be computed, in Trino's words where they are known: `Division by zero`. */
export class SqlFailure extends Error {
  override readonly name = 'SqlFailure';
}

/** What Trino computes and the embedded engine cannot. TRY and TRY_CAST let it through: NULL would be a wrong answer. */
export class EngineLimit extends SqlFailure {}
