import { SqlFailure } from '../functions/implementation.ts';
import type { Value } from '../values.ts';

/** The arguments of a closure, and after them what its lambdas and lets bind. One for all rows. */
export type Frame = Value[];
export type Run = (frame: Frame) => Value;

/** A part of an expression, ready to run. */
export interface Code {
  readonly run: Run;
  /** What it gives for every row, if that is known. */
  readonly constant?: { readonly value: Value };
}

export function constantCode(value: Value): Code {
  return { run: () => value, constant: { value } };
}

/**
 * Code whose value depends on nothing but its parts: where all of them are constant, it is computed once. A failure
 * counts when a row asks for the value, not before.
 */
export function pureCode(run: Run, parts: readonly Code[]): Code {
  if (parts.some((part) => part.constant === undefined)) return { run };
  const value = valueOrFailure(() => run([]));
  return value instanceof SqlFailure ? { run } : constantCode(value);
}

/** What is computed, or why it cannot be. */
export function valueOrFailure<T>(compute: () => T): T | SqlFailure {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SqlFailure) return error;
    throw error;
  }
}
