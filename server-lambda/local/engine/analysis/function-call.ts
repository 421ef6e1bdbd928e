import type { Call } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import type { Analyzer } from './analyzer.ts';
import { argumentOf, bindArguments } from './bind-call.ts';
import { CONDITIONAL_CALLS } from './conditions.ts';
import { findFunction } from './find-function.ts';
import type { Typed } from './typed-tree.ts';

/** Trino's limit on the arguments of a call. */
const MAX_ARGUMENTS = 127;

/** Any call. Those of aggregates and window functions are the query's. */
export function functionCall(call: Call, analyzer: Analyzer): Typed {
  const [first] = call.name;
  const conditional = call.name.length === 1 ? CONDITIONAL_CALLS.get(first?.name ?? '') : undefined;
  if (conditional !== undefined) {
    refuseClauses(call);
    return conditional(call, analyzer);
  }
  const entry = findFunction(call.name, call.at);
  if (entry.kind !== 'scalar' && analyzer.inLambda)
    throw new AnalysisFailure(
      `Lambda expression cannot contain aggregations, window functions or grouping operations: [${entry.name}]`,
      call.at,
    );
  if (entry.kind !== 'scalar') return analyzer.context.call(call, entry);
  refuseClauses(call);
  if (call.arguments.length > MAX_ARGUMENTS)
    throw new AnalysisFailure(`Too many arguments for function call ${entry.name}()`, call.at);
  const values = call.arguments.map((value) => argumentOf(value, analyzer));
  return { kind: 'call', at: call.at, ...bindArguments(entry, values, call, analyzer) };
}

/** What only aggregates and window functions have. */
function refuseClauses(call: Call): void {
  const name = call.name.map((part) => part.name).join('.');
  const refuse = (message: string): never => {
    throw new AnalysisFailure(message, call.at);
  };
  if (call.over !== undefined) refuse(`Not a window function: ${name}`);
  if (call.distinct) refuse('DISTINCT is not supported for non-aggregation functions');
  if (call.filter !== undefined) refuse('Filter is only valid for aggregation functions');
  if (call.orderBy.length > 0 || call.withinGroup !== undefined)
    refuse('ORDER BY is only valid for aggregation functions');
  if (call.star) refuse(`Unexpected parameters (*) for function ${name}`);
  if (call.nulls !== undefined) refuse('Cannot specify null treatment clause without OVER clause');
  if (call.semantics !== undefined)
    refuse(`${call.semantics.toUpperCase()} semantics is not supported out of pattern recognition context`);
}
