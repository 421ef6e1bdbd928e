import type { PlanBound, WindowCall } from '../analysis/typed-tree.ts';
import { aggregateSql } from './aggregate-call.ts';
import { columnName, columnsOf, selectList } from './emission.ts';
import { nativeAggregate } from './native-aggregates.ts';
import { createPrepared, plainItem, type Prepared } from './prepared.ts';
import type { Step, Steps } from './steps.ts';
import { argumentsSql, distanceSql, rangeKeySql } from './window-arguments.ts';

/** All that windows speak of are columns of a table below. */
export function windowStep(plan: Step<'window'>, steps: Steps): string {
  const prepared = createPrepared('w', steps.expressions);
  const groups = createGroups(steps, prepared);
  const columns = columnsOf(plan.input);
  const calls = plan.calls.map((call) =>
    isForGroups(call) && !steps.isCorrelated()
      ? groups.add(call)
      : callSql(call, overSql(call, steps, prepared), steps, prepared),
  );
  const below = `SELECT ${[selectList(columns), ...prepared.list()].join(', ')} FROM ${steps.table(plan.input)}`;
  const select = `SELECT ${selectList([...columns.map((_sql, at) => `w.${columnName(at)}`), ...calls])}`;
  const joins = groups.joins();
  return joins.length === 0
    ? `${select} FROM (${below}) AS w`
    : `WITH w AS MATERIALIZED (${below}) ${select} FROM w ${joins.join(' ')}`;
}

/** Aggregates of ours over whole partitions: as a window, DuckDB would hand over all rows for each row. */
function isForGroups(call: WindowCall): boolean {
  if (isOfWindows(call) || nativeAggregate(call) !== undefined || call.windowOrder.length > 0) return false;
  return (
    call.frame === undefined ||
    (call.frame.start.kind === 'unbounded preceding' && call.frame.end.kind === 'unbounded following')
  );
}

/** Aggregates that are computed once per partition and joined to its rows. */
interface Groups {
  /** Adds a call and returns its column. */
  readonly add: (call: WindowCall) => string;
  readonly joins: () => readonly string[];
}

function createGroups(steps: Steps, prepared: Prepared): Groups {
  const groups = new Map<string, { readonly keys: readonly string[]; readonly calls: string[] }>();
  return {
    add(call) {
      const keys = partitionKeys(call, steps, prepared);
      const name = keys.join(', ');
      const group = groups.get(name) ?? { keys, calls: [] };
      groups.set(name, group);
      const column = group.calls.push(aggregateSql(call, '', steps.emission, steps.expressions, prepared)) - 1;
      return `a${[...groups.keys()].indexOf(name)}.v${column}`;
    },
    joins: () =>
      [...groups.values()].map(({ keys, calls }, at) => {
        const columns = [...keys.map((key, k) => `${key} AS k${k}`), ...calls.map((sql, v) => `${sql} AS v${v}`)];
        const table = `(SELECT ${columns.join(', ')} FROM w${keys.length === 0 ? '' : ` GROUP BY ${keys.join(', ')}`})`;
        const equal = keys.map((key, k) => `${key} IS NOT DISTINCT FROM a${at}.k${k}`);
        return `JOIN ${table} AS a${at} ON ${equal.length === 0 ? 'TRUE' : equal.join(' AND ')}`;
      }),
  };
}

function partitionKeys(call: WindowCall, { expressions }: Steps, prepared: Prepared): readonly string[] {
  return call.partitionBy.map((typed) => prepared.column(expressions.key(typed)));
}

function callSql(call: WindowCall, over: string, steps: Steps, prepared: Prepared): string {
  if (!isOfWindows(call)) return aggregateSql(call, over, steps.emission, steps.expressions, prepared);
  const parts = argumentsSql(call, steps).map((sql) => prepared.column(sql));
  const nulls = call.ignoreNulls ? ' IGNORE NULLS' : '';
  return `${call.name}(${parts.join(', ')}${nulls})${over}`;
}

function isOfWindows({ name }: WindowCall): boolean {
  return WINDOW_FUNCTIONS.has(name);
}

const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile'],
  ...['first_value', 'last_value', 'nth_value', 'lag', 'lead'],
]);

function overSql(call: WindowCall, steps: Steps, prepared: Prepared): string {
  const keys = partitionKeys(call, steps, prepared);
  const parts = [
    ...(keys.length === 0 ? [] : [`PARTITION BY ${keys.join(', ')}`]),
    ...(call.windowOrder.length === 0 ? [] : [`ORDER BY ${orderSql(call, steps, prepared)}`]),
    ...(call.frame === undefined ? [] : [frameSql(call, call.frame, steps, prepared)]),
  ];
  return ` OVER (${parts.join(' ')})`;
}

/** A RANGE that reaches a distance wants one key, which is a number; NaN is above all others. */
function orderSql({ windowOrder, frame }: WindowCall, steps: Steps, prepared: Prepared): string {
  const [only] = windowOrder;
  const isDistance = frame?.unit === 'range' && ('value' in frame.start || 'value' in frame.end);
  if (!isDistance || only === undefined) return prepared.order(windowOrder);
  return plainItem(only, prepared.column(rangeKeySql(only, steps)));
}

function frameSql(call: WindowCall, frame: NonNullable<WindowCall['frame']>, steps: Steps, prepared: Prepared): string {
  const bound = (of: PlanBound) =>
    'value' in of
      ? `${prepared.column(distanceSql(call, frame.unit, of, steps))} ${of.kind.toUpperCase()}`
      : of.kind.toUpperCase();
  return `${frame.unit.toUpperCase()} BETWEEN ${bound(frame.start)} AND ${bound(frame.end)}`;
}
