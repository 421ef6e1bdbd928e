import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';
import type { Expression, Place } from '#core/sql/syntax/tree.ts';
import type { SqlType } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { ExpressionContext } from './expression-context.ts';
import type { Typed } from './typed-tree.ts';

export interface BoundArguments {
  /** The function's first name. */
  readonly name: string;
  readonly type: SqlType;
  /** Converted to the types of the signature that was chosen. */
  readonly arguments: readonly Typed[];
}

/**
 * Chooses a signature of a function for its arguments, which are analysed in `context`. Throws AnalysisFailure where no
 * signature takes them.
 */
export function bindCall(
  entry: FunctionEntry,
  _values: readonly Expression[],
  at: Place,
  _context: ExpressionContext,
): BoundArguments {
  throw new AnalysisFailure(`Unexpected parameters for function ${entry.name}`, at);
}
