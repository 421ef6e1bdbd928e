import type { Query, QueryBody, RowCount, SortItem } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { withCommonTables } from './common-tables.ts';
import { rowContext } from './expression-contexts.ts';
import { analyzeExpression } from './expressions.ts';
import { ordinal } from './grouping-sets.ts';
import { analyzeFrom } from './relations.ts';
import { columnOf, fieldNamed, type QueryScope, type Rows, type StatementContext } from './scope.ts';
import { analyzeSelect } from './select.ts';
import { combine } from './set-operations.ts';
import { keyOf } from './sort-keys.ts';
import { sortStep, type Bounds } from './steps.ts';
import { analyzeValues } from './values-rows.ts';

/** Gives a query names and types. Its columns have no relation. */
export function analyzeQuery(query: Query, scope: QueryScope): Rows {
  return withCommonTables(query, scope, (inner) => {
    const bounds = boundsOf(query, scope.statement);
    if (query.body.kind === 'select') return analyzeSelect(query.body, query.orderBy, bounds, inner);
    return sorted(analyzeBody(query.body, inner), query.orderBy, bounds, inner);
  });
}

function analyzeBody(body: QueryBody, scope: QueryScope): Rows {
  switch (body.kind) {
    case 'select':
      return analyzeSelect(body, [], { withTies: false }, scope);
    case 'query':
      return analyzeQuery(body, scope);
    case 'values':
      return analyzeValues(body, scope);
    case 'table query': {
      const { plan, fields } = analyzeFrom([{ kind: 'table', name: body.name, at: body.at }], scope);
      return { plan, fields: fields.map(({ name, type }) => fieldNamed(name, type)) };
    }
    case 'set operation':
      return analyzeSetOperations(body, scope);
  }
}

type SetOperation = Extract<QueryBody, { kind: 'set operation' }>;

/** Goes down the left side without recursion: it may be thousands long. */
function analyzeSetOperations(body: SetOperation, scope: QueryScope): Rows {
  const operations: SetOperation[] = [];
  let first: QueryBody = body;
  while (first.kind === 'set operation') {
    operations.push(first);
    first = first.left;
  }
  return operations
    .reverse()
    .reduce<Rows>(
      (left, operation) => combine(left, analyzeBody(operation.right, scope), operation, scope.statement),
      analyzeBody(first, scope),
    );
}

/** ORDER BY of what is no SELECT names its columns alone. */
function sorted(rows: Rows, orderBy: readonly SortItem[], bounds: Bounds, scope: QueryScope): Rows {
  const context = rowContext(rows, 'ORDER BY clause', scope);
  const keys = orderBy.map((item) => {
    const position = ordinal(item.value, rows.fields.length, 'ORDER BY');
    const value = position === undefined ? analyzeExpression(item.value, context) : columnOf(rows.plan, position);
    return keyOf(value, item);
  });
  return { ...rows, plan: sortStep(scope.statement.nextId(), rows.plan, keys, bounds) };
}

function boundsOf({ offset, limit, orderBy }: Query, statement: StatementContext): Bounds {
  const withTies = limit?.withTies === true;
  if (withTies && orderBy.length === 0)
    throw new AnalysisFailure('FETCH FIRST WITH TIES clause requires ORDER BY', limit.at);
  return {
    ...(offset === undefined ? {} : { offset: countOf(offset, statement) }),
    ...(limit === undefined ? {} : { limit: countOf(limit.rows, statement) }),
    withTies,
  };
}

const MAX_BIGINT = 2n ** 63n - 1n;

function countOf(rows: RowCount, { values }: StatementContext): bigint {
  const text = rows.kind === 'rows' ? rows.count.replaceAll('_', '') : String(values[rows.index]);
  const at = rows.kind === 'rows' ? undefined : rows.at;
  const count = /^[0-9]+$/.test(text) ? BigInt(text) : undefined;
  if (count === undefined || count > MAX_BIGINT)
    throw new AnalysisFailure(`'${text}' is not a number of rows`, at, 'Give a whole number from 0.');
  return count;
}
