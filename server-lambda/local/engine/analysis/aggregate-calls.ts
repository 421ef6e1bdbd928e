import type { Call, SortItem } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { bindCall } from './call-arguments.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { analyzeCondition, analyzeExpression } from './expressions.ts';
import { findCalls } from './find-calls.ts';
import { findFunction } from './find-function.ts';
import type { Fingerprints } from './fingerprints.ts';
import { isComparable, isOrderable } from './type-properties.ts';
import type { AggregateCall, SortKey } from './typed-tree.ts';

/** An aggregate over the rows whose columns `context` knows. Throws AnalysisFailure for one that holds another. */
export function analyzeAggregate(call: Call, context: ExpressionContext, fingerprints: Fingerprints): AggregateCall {
  checkNesting(call);
  checkClauses(call);
  const orderBy = [...(call.withinGroup ?? []), ...call.orderBy];
  if (call.distinct) checkOrderOfDistinct(call, orderBy, fingerprints);
  const bound = bindAggregate(call, context);
  return {
    ...bound,
    distinct: call.distinct,
    orderBy: orderBy.map((item) =>
      sortKey(item, context, 'ORDER BY can only be applied to orderable types (actual: %)'),
    ),
    ...(call.filter === undefined ? {} : { filter: analyzeCondition(call.filter, 'FILTER clause', context) }),
    at: call.at,
  };
}

/** Name, type and arguments of an aggregate or window function. */
export function bindAggregate(
  call: Call,
  context: ExpressionContext,
): Pick<AggregateCall, 'name' | 'type' | 'arguments'> {
  const bound = bindCall(findFunction(call.name, call.at), call.arguments, call, context);
  if (call.distinct) {
    const other = bound.arguments.find(({ type }) => !isComparable(type));
    if (other !== undefined)
      throw new AnalysisFailure(
        `DISTINCT can only be applied to comparable types (actual: ${typeText(other.type)})`,
        call.at,
      );
  }
  return { name: bound.name, type: bound.type, arguments: bound.arguments };
}

export function callName({ name }: Call): string {
  return name.map((part) => part.name).join('.');
}

function checkNesting(call: Call): void {
  const { aggregates, windows } = findCalls(
    [call.arguments, call.orderBy, call.withinGroup, call.filter].filter((part) => part !== undefined),
  );
  const nested = aggregates.length > 0 ? 'aggregations' : 'window functions or row pattern measures';
  const inner = [...aggregates, ...windows];
  if (inner.length === 0) return;
  throw new AnalysisFailure(
    `Cannot nest ${nested} inside aggregation '${callName(call)}': [${inner.map(expressionText).join(', ')}]`,
    call.at,
    'Compute the inner one in a subquery.',
  );
}

function checkClauses(call: Call): void {
  if (call.semantics !== undefined)
    throw new AnalysisFailure(`${call.semantics.toUpperCase()} is only valid in MATCH_RECOGNIZE`, call.at);
  if (call.nulls !== undefined)
    throw new AnalysisFailure(`${call.nulls.toUpperCase()} NULLS requires an OVER clause`, call.at);
  if (call.withinGroup !== undefined && callName(call) !== 'listagg')
    throw new AnalysisFailure(`WITHIN GROUP is only valid for listagg, not for ${callName(call)}`, call.at);
}

function checkOrderOfDistinct(call: Call, orderBy: readonly SortItem[], fingerprints: Fingerprints): void {
  const values = new Set(call.arguments.map(fingerprints));
  const foreign = orderBy.find(({ value }) => !values.has(fingerprints(value)));
  if (foreign !== undefined)
    throw new AnalysisFailure(
      'For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments',
      foreign.value.at,
    );
}

/** NULLs come last unless NULLS FIRST says otherwise. `message` has the type's place as %. */
export function sortKey(item: SortItem, context: ExpressionContext, message: string): SortKey {
  const value = analyzeExpression(item.value, context);
  if (!isOrderable(value.type)) throw new AnalysisFailure(message.replace('%', typeText(value.type)), item.value.at);
  return { value, descending: item.descending, nullsFirst: item.nulls === 'first' };
}
