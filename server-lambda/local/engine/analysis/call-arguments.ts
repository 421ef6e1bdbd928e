import type { FunctionEntry } from '#core/sql/functions/function-entry.ts';
import type { Expression } from '#core/sql/syntax/tree.ts';
import { argumentOf, bindArguments, type BoundArguments, type CallPlace } from './bind-call.ts';
import type { ExpressionContext } from './expression-context.ts';
import { analyzerOf } from './expressions.ts';

export type { BoundArguments } from './bind-call.ts';

/**
 * Chooses a signature of a function for its arguments, which are analysed in `context`. Throws AnalysisFailure where no
 * signature takes them.
 */
export function bindCall(
  entry: FunctionEntry,
  values: readonly Expression[],
  place: CallPlace,
  context: ExpressionContext,
): BoundArguments {
  const analyzer = analyzerOf(context);
  const operands = values.map((value) => argumentOf(value, analyzer));
  return bindArguments(entry, operands, place, analyzer);
}
