import type { Call, Expression } from '#core/sql/syntax/tree.ts';
import { functionNamed } from './find-function.ts';
import { isKind, walk } from './syntax-walk.ts';

/** Aggregates of a query, with the calls in their arguments left out, and its window functions. */
export interface FoundCalls {
  readonly aggregates: readonly Call[];
  readonly windows: readonly Call[];
  readonly groupings: readonly Extract<Expression, { kind: 'grouping' }>[];
}

/** Finds calls in expressions, not in their subqueries. */
export function findCalls(roots: readonly object[]): FoundCalls {
  const aggregates: Call[] = [];
  const windows: Call[] = [];
  const groupings: Extract<Expression, { kind: 'grouping' }>[] = [];
  walk(roots, (node) => {
    if (isKind(node, 'query')) return false;
    // The nodes of these kinds are those of the tree.
    if (isKind(node, 'grouping')) groupings.push(node as Extract<Expression, { kind: 'grouping' }>);
    if (!isKind(node, 'call')) return true;
    const call = node as Call;
    if (call.over !== undefined) windows.push(call);
    else if (isAggregate(call)) {
      aggregates.push(call);
      return false;
    }
    return true;
  });
  return { aggregates, windows, groupings };
}

function isAggregate(call: Call): boolean {
  return functionNamed(call.name)?.kind === 'aggregate';
}
