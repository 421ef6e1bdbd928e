import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { PlanBound, Typed, WindowCall } from '../analysis/typed-tree.ts';
import { SqlFailure } from '../functions/implementation.ts';
import { asBigInt, asZoned } from '../functions/value-kinds.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { computed } from './emission.ts';
import type { Steps } from './steps.ts';

/** The arguments of a ranking or of a function that looks at other rows. DuckDB takes numbers that Trino refuses. */
export function argumentsSql(call: WindowCall, steps: Steps): readonly string[] {
  const limit = LEAST.get(call.name);
  return call.arguments.map((typed, at) =>
    limit?.argument === at
      ? checkedSql(typed, steps, (value) => isAtLeast(value, limit.least), limit.message)
      : steps.expressions.value(typed),
  );
}

interface Limit {
  readonly argument: number;
  readonly least: bigint;
  readonly message: string;
}

const LEAST: ReadonlyMap<string, Limit> = new Map([
  ['lag', { argument: 1, least: 0n, message: 'Offset must be at least 0' }],
  ['lead', { argument: 1, least: 0n, message: 'Offset must be at least 0' }],
  ['nth_value', { argument: 1, least: 1n, message: 'Offset must be at least 1' }],
  ['ntile', { argument: 0, least: 1n, message: 'Buckets must be greater than 0' }],
]);

function isAtLeast(value: Value, least: bigint): boolean {
  return value === null || asBigInt(value) >= least;
}

type Distance = PlanBound & { readonly kind: 'preceding' | 'following' };

/** How far a frame reaches: in rows, in groups, or for RANGE in the units of the column that it is ordered by. */
export function distanceSql(
  call: WindowCall,
  unit: 'rows' | 'range' | 'groups',
  bound: Distance,
  steps: Steps,
): string {
  const { value } = bound;
  const sql = checkedSql(value, steps, isDistance, 'Window frame offset value must not be negative or null');
  const sorted = call.windowOrder[0]?.value.type;
  if (unit !== 'range' || sorted === undefined) return sql;
  const inUnits = rangeSql(sql, bound, sorted.kind, steps);
  if (inUnits !== undefined) return inUnits;
  throw new AnalysisFailure(
    `The embedded engine has no RANGE of ${value.type.kind} over ${sorted.kind}.`,
    call.at,
    'Use ROWS, or run the statement on Athena.',
  );
}

function isDistance(value: Value): boolean {
  return value !== null && Number(value) >= 0;
}

function rangeSql(sql: string, bound: Distance, sorted: SqlType['kind'], steps: Steps): string | undefined {
  const { type } = bound.value;
  if (type.kind !== 'interval day to second') return NUMBERS.has(sorted) ? sql : undefined;
  if (sorted === 'date') return computed(steps.emission, [{ sql, type }], daysOf(bound.kind), { kind: 'integer' });
  if (MICROSECONDS.has(sorted)) return `${sql} * 1000`;
  return sorted === type.kind ? sql : undefined;
}

const NUMBERS: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'double', 'real']);
const MICROSECONDS: ReadonlySet<string> = new Set(['timestamp', 'timestamp with time zone', 'time']);
const DAY = 86_400_000n;

function daysOf(kind: Distance['kind']): (values: readonly Value[]) => Value {
  const [verb, preposition] = kind === 'preceding' ? ['subtract', 'from'] : ['add', 'to'];
  return ([value = null]) => {
    const milliseconds = asBigInt(value);
    if (milliseconds % DAY !== 0n)
      throw new SqlFailure(`Cannot ${verb} hour, minutes or seconds ${preposition} a date`);
    return Number(milliseconds / DAY);
  };
}

/** What a RANGE with a distance is ordered by, where the key of the type is no number. */
export function rangeKeySql({ value }: WindowCall['windowOrder'][number], steps: Steps): string {
  if (value.type.kind !== 'timestamp with time zone') return steps.expressions.key(value);
  const instant = ([moment = null]: readonly Value[]) => (moment === null ? null : asZoned(moment).instant);
  const column = { sql: steps.expressions.value(value), type: value.type };
  return computed(steps.emission, [column], instant, { kind: 'timestamp', precision: 6 });
}

/** A value as it is; each row fails where it is not as it must be. */
function checkedSql(typed: Typed, steps: Steps, holds: (value: Value) => boolean, message: string): string {
  const sql = steps.expressions.value(typed);
  if (typed.kind === 'constant' && holds(typed.value)) return sql;
  const check = ([value = null]: readonly Value[]) => {
    if (!holds(value)) throw new SqlFailure(message);
    return value;
  };
  return computed(steps.emission, [{ sql, type: typed.type }], check, typed.type);
}
