import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { PlanBound, WindowCall } from '../analysis/typed-tree.ts';
import { aggregateSql } from './aggregate-call.ts';
import { columnsOf, selectList } from './emission.ts';
import { createPrepared, type Prepared } from './prepared.ts';
import type { Step, Steps } from './steps.ts';

/** All that windows speak of are columns of a table below. */
export function windowStep(plan: Step<'window'>, steps: Steps): string {
  const prepared = createPrepared('w', steps.expressions);
  const columns = columnsOf(plan.input);
  const calls = plan.calls.map((call) => callSql(call, overSql(call, steps, prepared), steps, prepared));
  const below = `SELECT ${[selectList(columns), ...prepared.list()].join(', ')} FROM ${steps.table(plan.input)}`;
  return `SELECT ${selectList([...columns.map((_sql, at) => `w.c${at}`), ...calls])} FROM (${below}) AS w`;
}

function callSql(call: WindowCall, over: string, steps: Steps, prepared: Prepared): string {
  const argument = RANKINGS.has(call.name) || VALUES.has(call.name);
  if (!argument) return aggregateSql(call, over, steps.emission, steps.expressions, prepared);
  const parts = call.arguments.map((typed) => prepared.column(steps.expressions.value(typed)));
  const nulls = call.ignoreNulls ? ' IGNORE NULLS' : '';
  return `${call.name}(${parts.join(', ')}${nulls})${over}`;
}

const RANKINGS: ReadonlySet<string> = new Set([
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'cume_dist',
  'ntile',
]);
const VALUES: ReadonlySet<string> = new Set(['first_value', 'last_value', 'nth_value', 'lag', 'lead']);

function overSql(call: WindowCall, steps: Steps, prepared: Prepared): string {
  const keys = call.partitionBy.map((typed) => prepared.column(steps.expressions.key(typed)));
  const parts = [
    ...(keys.length === 0 ? [] : [`PARTITION BY ${keys.join(', ')}`]),
    ...(call.windowOrder.length === 0 ? [] : [`ORDER BY ${prepared.order(call.windowOrder)}`]),
    ...(call.frame === undefined ? [] : [frameSql(call, call.frame, steps, prepared)]),
  ];
  return ` OVER (${parts.join(' ')})`;
}

function frameSql(call: WindowCall, frame: NonNullable<WindowCall['frame']>, steps: Steps, prepared: Prepared): string {
  const bound = (of: PlanBound) =>
    'value' in of
      ? `${prepared.column(distance(call, frame.unit, steps.expressions.value(of.value), of))} ${of.kind.toUpperCase()}`
      : of.kind.toUpperCase();
  return `${frame.unit.toUpperCase()} BETWEEN ${bound(frame.start)} AND ${bound(frame.end)}`;
}

/** How far a RANGE reaches, in the units of the column that it is ordered by. */
function distance(
  call: WindowCall,
  unit: 'rows' | 'range' | 'groups',
  sql: string,
  { value }: PlanBound & { readonly kind: 'preceding' | 'following' },
): string {
  const key = call.windowOrder[0]?.value.type.kind;
  if (unit !== 'range' || key === undefined) return sql;
  const interval = value.type.kind;
  if (interval === 'interval day to second') {
    if (key === 'date') return `CAST(${sql} // 86400000 AS INTEGER)`;
    if (key === 'timestamp' || key === 'time') return `${sql} * 1000`;
    if (key === interval) return sql;
  } else if (['tinyint', 'smallint', 'integer', 'bigint', 'double', 'real'].includes(key)) {
    return sql;
  }
  throw new AnalysisFailure(
    `The embedded engine has no RANGE of ${interval} over ${key}.`,
    call.at,
    'Use ROWS, or run the statement on Athena.',
  );
}
