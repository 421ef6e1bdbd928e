import type { Call, Expression, Place, SortItem } from '#core/sql/syntax/tree.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { expressionContext, foundIn, type Names } from './expression-contexts.ts';
import { analyzeExpression } from './expressions.ts';
import { findCalls } from './find-calls.ts';
import { ordinal } from './grouping-sets.ts';
import { columnOf, withoutOuter } from './scope.ts';
import type { SelectContext } from './select-context.ts';
import { keyOf } from './sort-keys.ts';
import { stageNames, type Stage } from './stages.ts';
import { firstColumns, projectStep, sortStep, windowStep } from './steps.ts';
import { partsOf } from './names.ts';
import type { Plan, SortKey, Typed } from './typed-tree.ts';
import { analyzeWindowCall } from './window-calls.ts';

export interface Column {
  readonly name: string | undefined;
  readonly value: Typed;
}

/** The plan that ORDER BY names: the select list, then the columns of the stage that are carried along for it. */
interface Sorted {
  readonly id: number;
  readonly columns: readonly Column[];
  readonly stage: Stage;
  /** Where a column of the stage is carried, counted from 0 behind the select list. */
  readonly carried: Map<number, number>;
  /** Window functions of ORDER BY, which may use the select list. */
  readonly windows: ReadonlyMap<Call, Typed>;
}

/** The columns of a SELECT, sorted. ORDER BY may name them, and what they are computed from. */
export function sortSelect(columns: readonly Column[], stage: Stage, context: SelectContext): Plan {
  const { orderBy, bounds, scope } = context;
  const { statement } = scope;
  const selected: Sorted = { id: statement.nextId(), columns, stage, carried: new Map(), windows: new Map() };
  const windows = findCalls(orderBy).windows;
  const windowed = windows.length === 0 ? undefined : addWindows(windows, selected, context);
  const keys = orderBy.map((item) => sortKey(item, windowed?.sorted ?? selected, context));
  const input = windowed?.plan ?? project(selected);
  const sorted = sortStep(statement.nextId(), input, keys, bounds);
  return input.columns.length === columns.length ? sorted : firstColumns(statement.nextId(), sorted, columns.length);
}

function project({ id, columns, stage, carried }: Sorted): Plan {
  const others = [...carried.keys()].map((column) => ({ name: undefined, value: columnOf(stage.plan, column) }));
  return projectStep(id, stage.plan, [...columns, ...others]);
}

/** Carries all columns, as those of the windows stand behind them. */
function addWindows(calls: readonly Call[], selected: Sorted, context: SelectContext) {
  selected.stage.plan.columns.forEach((_column, index) => selected.carried.set(index, index));
  const input = project(selected);
  const planned = calls.map((call) =>
    analyzeWindowCall(
      call,
      context.windows,
      expressionContext(withoutOuter(context.scope), namesIn(selected, call, context)),
    ),
  );
  const plan = windowStep(context.scope.statement.nextId(), input, planned);
  const windows = new Map(calls.map((call, index) => [call, columnOf(plan, input.columns.length + index)]));
  return { plan, sorted: { ...selected, id: plan.id, windows } };
}

function sortKey(item: SortItem, sorted: Sorted, context: SelectContext): SortKey {
  const position = ordinal(item.value, sorted.columns.length, 'ORDER BY');
  if (position !== undefined) return keyOf(selectedColumn(sorted, position), item);
  const names = namesIn(sorted, item.value, context);
  return keyOf(analyzeExpression(item.value, expressionContext(context.scope, names)), item);
}

function selectedColumn({ id, columns }: Sorted, column: number): Typed {
  return { kind: 'column', plan: id, column, type: columns[column]?.value.type ?? { kind: 'unknown' } };
}

/** The select list's names come first. */
function namesIn(sorted: Sorted, whole: Expression, { outputs, orderNames }: SelectContext): Names {
  const { stage, carried, columns, id } = sorted;
  const read = (column: number): Typed => {
    const place = carried.get(column) ?? carried.size;
    carried.set(column, place);
    return { kind: 'column', plan: id, column: columns.length + place, type: columnOf(stage.plan, column).type };
  };
  const names = stageNames(stage, orderNames, whole, read);
  return {
    ...names,
    grouping(expression) {
      if (expression.names.some((parts) => outputs(parts) !== undefined)) throw groupingOfOutput(expression.at);
      return names.grouping(expression);
    },
    column(parts, within) {
      const found = outputs(parts);
      if (found === undefined) return names.column(parts, within);
      return foundIn(selectedColumn(sorted, found.column), found.rest);
    },
    call: (call, entry) => sorted.windows.get(call) ?? names.call(call, entry),
  };
}

function groupingOfOutput(at: Place): AnalysisFailure {
  return new AnalysisFailure(
    'Invalid reference to output of SELECT clause from grouping() expression in ORDER BY',
    at,
    'Name the column with its table, grouping(t.x), or select GROUPING() with an alias and order by the alias.',
  );
}

/** The distinct rows of a SELECT, sorted by columns of the select list alone. */
export function sortDistinct(columns: readonly Column[], stage: Stage, context: SelectContext): Plan {
  const { orderBy, bounds, scope } = context;
  const input = projectStep(scope.statement.nextId(), stage.plan, columns);
  const plan: Plan = { kind: 'distinct', id: scope.statement.nextId(), columns: input.columns, input };
  const keys = orderBy.map((item) => {
    const position = ordinal(item.value, columns.length, 'ORDER BY') ?? selectedAs(item.value, context);
    if (position !== undefined) return keyOf(columnOf(plan, position), item);
    throw new AnalysisFailure(
      'For SELECT DISTINCT, ORDER BY expressions must appear in select list',
      context.select.at,
      'Select the expression with an alias, and order by the alias.',
    );
  });
  return sortStep(scope.statement.nextId(), plan, keys, bounds);
}

/** The column of the select list that an expression of ORDER BY is. */
function selectedAs(expression: Expression, { items, outputs, names, orderNames }: SelectContext): number | undefined {
  const parts = partsOf(expression);
  const output = parts === undefined ? undefined : outputs(parts);
  if (output?.rest.length === 0) return output.column;
  const source = parts === undefined ? undefined : names.find(parts);
  const fingerprint = orderNames.fingerprints(expression);
  const index = items.findIndex((item) => {
    if (item.kind === 'column') return source?.rest.length === 0 && source.column === item.column;
    return item.kind === 'expression' && names.fingerprints(item.expression) === fingerprint;
  });
  return index === -1 ? undefined : index;
}
