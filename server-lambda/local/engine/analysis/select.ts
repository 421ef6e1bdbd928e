import type { Expression, Identifier, Select, SortItem } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { columnFound, expressionContext, refusedCalls, rowContext } from './expression-contexts.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import { analyzeCondition, analyzeExpression } from './expressions.ts';
import { findCalls, type FoundCalls } from './find-calls.ts';
import { createFingerprints } from './fingerprints.ts';
import { analyzeGrouping } from './grouping-sets.ts';
import { analyzeFrom } from './relations.ts';
import {
  columnFinder,
  columnOf,
  fieldNamed,
  type FindColumn,
  type QueryScope,
  type Rows,
  withoutOuter,
} from './scope.ts';
import type { SelectContext } from './select-context.ts';
import { expandItems, type Item } from './select-items.ts';
import { sortDistinct, sortSelect } from './select-order.ts';
import { groupStage, rowStage, stageNames, withoutGroupBy, withWindows, type Stage } from './stages.ts';
import { filterStep, type Bounds } from './steps.ts';
import { isComparable } from './type-properties.ts';
import type { Typed } from './typed-tree.ts';
import { nameWindows } from './window-calls.ts';

/** A SELECT with the ORDER BY, OFFSET and LIMIT that follow it. */
export function analyzeSelect(select: Select, orderBy: readonly SortItem[], bounds: Bounds, scope: QueryScope): Rows {
  const source = filtered(analyzeFrom(select.from, scope), select.where, scope);
  const items = expandItems(select.items, source, select.from.length > 0, scope);
  const outputs = columnFinder(items.map(({ name }) => fieldNamed(name, { kind: 'unknown' })));
  const context: SelectContext = {
    select,
    orderBy,
    bounds,
    source,
    ...sourceNames(source, outputs),
    items,
    outputs,
    windows: nameWindows(select.windows),
    scope,
  };
  const stage = computedStage(context);
  const columns = items.map((item) => ({ name: item.name, value: itemValue(item, stage, context) }));
  const fields = columns.map(({ name, value }) => fieldNamed(name, value.type));
  if (!select.distinct) return { fields, plan: sortSelect(columns, stage, context) };
  columns.forEach(({ value }, index) => checkComparable(value, items[index], select));
  return { fields, plan: sortDistinct(columns, stage, context) };
}

function filtered(rows: Rows, where: Expression | undefined, scope: QueryScope): Rows {
  if (where === undefined) return rows;
  const condition = analyzeCondition(where, 'WHERE clause', rowContext(rows, 'WHERE clause', scope));
  return { ...rows, plan: filterStep(scope.statement.nextId(), rows.plan, condition) };
}

function sourceNames({ fields }: Rows, outputs: FindColumn): Pick<SelectContext, 'names' | 'orderNames'> {
  const find = columnFinder(fields);
  const key = (parts: readonly Identifier[]): string | undefined => {
    const found = find(parts);
    return found === undefined ? undefined : [found.column, ...found.rest.map(({ name }) => name)].join('.');
  };
  const numbers = new Map<string, number>();
  return {
    names: { find, fingerprints: createFingerprints(numbers, key) },
    orderNames: {
      find,
      fingerprints: createFingerprints(numbers, (parts) => (outputs(parts) === undefined ? key(parts) : undefined)),
    },
  };
}

/** Groups, HAVING and window functions, as far as there are any. */
function computedStage(context: SelectContext): Stage {
  const { select, items, orderBy, source } = context;
  const expressions = items.flatMap((item) => (item.kind === 'expression' ? [item.expression] : []));
  const inList = findCalls([expressions, select.windows]);
  const inHaving = findCalls(select.having === undefined ? [] : [select.having]);
  const inOrder = findCalls(orderBy);
  const [grouping] = [inList, inHaving, inOrder].flatMap(({ groupings }) => groupings);
  if (grouping !== undefined && select.groupBy === undefined) throw withoutGroupBy(grouping);

  const aggregates = placedAggregates(context, [...inList.aggregates, ...inHaving.aggregates], inOrder.aggregates);
  const grouped = aggregates.length > 0 || select.groupBy !== undefined || select.having !== undefined;
  const rows = grouped ? groupStage(context, analyzeGrouping(context), aggregates) : rowStage(source.plan);
  return withWindows(inList.windows, having(rows, inHaving, context), context);
}

function placedAggregates(
  context: SelectContext,
  inSelect: FoundCalls['aggregates'],
  inOrder: FoundCalls['aggregates'],
): Parameters<typeof groupStage>[2] {
  const ofRows = rowContext(context.source, CLAUSE, withoutOuter(context.scope));
  const ofOrder = orderContext(context);
  return [
    ...inSelect.map((call) => ({ call, context: ofRows })),
    ...inOrder.map((call) => ({ call, context: ofOrder })),
  ];
}

const CLAUSE = 'The arguments of an aggregation';

/** In ORDER BY the select list's names come first, and an aggregate cannot be computed from what is selected. */
function orderContext({ source, names, outputs, scope }: SelectContext): ExpressionContext {
  return expressionContext(withoutOuter(scope), {
    ...refusedCalls(CLAUSE),
    column(parts) {
      if (outputs(parts) === undefined) return columnFound(source.plan, names.find(parts));
      throw new AnalysisFailure(
        'Invalid reference to output projection attribute from ORDER BY aggregation',
        parts[0]?.at,
        'Select the aggregate with an alias, and order by the alias.',
      );
    },
  });
}

function having(stage: Stage, { windows }: FoundCalls, { select, names, scope }: SelectContext): Stage {
  if (select.having === undefined) return stage;
  const [window] = windows;
  if (window !== undefined)
    throw new AnalysisFailure('HAVING clause cannot contain window functions or row pattern measures', window.at);
  const context = expressionContext(scope, stageNames(stage, names, select.having));
  const condition = analyzeCondition(select.having, 'HAVING clause', context);
  return { ...stage, plan: filterStep(scope.statement.nextId(), stage.plan, condition) };
}

function itemValue(item: Item, stage: Stage, { source, names, scope }: SelectContext): Typed {
  if (item.kind === 'column') {
    const column = stage.column(item.column);
    if (column !== undefined) return columnOf(stage.plan, column);
    const { relation = [] } = source.fields[item.column] ?? {};
    throw new AnalysisFailure(`Column '${[...relation, item.name ?? ''].join('.')}' not in GROUP BY clause`);
  }
  const expression = item.kind === 'field' ? item.row : item.expression;
  const value = analyzeExpression(expression, expressionContext(scope, stageNames(stage, names, expression)));
  return item.kind === 'field' ? { kind: 'field', value, index: item.index, type: item.type } : value;
}

function checkComparable({ type }: Typed, item: Item | undefined, { at }: Select): void {
  if (isComparable(type)) return;
  const text = item?.kind === 'expression' ? expressionText(item.expression) : (item?.name ?? '');
  throw new AnalysisFailure(
    `DISTINCT can only be applied to comparable types (actual: ${typeText(type)}): ${text}`,
    at,
  );
}
