import { extremeOf } from './extremes.ts';
import { SqlFailure } from './implementation.ts';
import { comparison } from './ordering.ts';
import { ofRows } from './typed-aggregates.ts';
import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

type Rows = readonly (readonly Value[])[];
type Direction = 1 | -1;

export const EXTREME_AGGREGATES: Readonly<Record<string, AggregateImplementation>> = {
  max: ofRows((rows: Rows, call) => extreme(rows, call, 1)),
  min: ofRows((rows: Rows, call) => extreme(rows, call, -1)),
  max_by: { bind: (call) => extremeBy(call, 1), nullable: true },
  min_by: { bind: (call) => extremeBy(call, -1), nullable: true },
};

const MOST_VALUES = 10_000;

function extreme(rows: Rows, call: BoundCall, direction: Direction): Value {
  const [type, count] = call.argumentTypes;
  if (type === undefined) throw new TypeError(`${call.name} wants an argument`);
  const best = count === undefined ? extremeOf(type, direction)(rows, first) : undefined;
  if (count === undefined) return best?.[0] ?? null;
  const size = sizeOf(rows[0]?.[1], `second argument of ${call.name}_n`, 'positive');
  return sorted(rows, first, type, direction).slice(0, size).map(first);
}

function extremeBy(call: BoundCall, direction: Direction): (rows: Rows) => Value {
  const [, keyType, count] = call.argumentTypes;
  if (keyType === undefined) throw new TypeError(`${call.name} wants two arguments`);
  return (all) => {
    const rows = all.filter(([, key]) => key !== null);
    if (rows.length === 0) return null;
    if (count === undefined) return extremeOf(keyType, direction)(rows, second)?.[0] ?? null;
    const size = sizeOf(rows[0]?.[2], `third argument of ${call.name}`, 'a positive integer');
    return sorted(rows, second, keyType, direction).slice(0, size).map(first);
  };
}

function first([value = null]: readonly Value[]): Value {
  return value;
}

function second([, value = null]: readonly Value[]): Value {
  return value;
}

function sizeOf(value: Value | undefined, argument: string, condition: string): number {
  const size = Number(value);
  if (size <= 0) throw new SqlFailure(`${argument} must be ${condition}`);
  if (size > MOST_VALUES) {
    throw new SqlFailure(`${argument} must be less than or equal to ${MOST_VALUES}; found ${size}`);
  }
  return size;
}

/** The best first; NaN last in both directions. */
function sorted(rows: Rows, key: (row: readonly Value[]) => Value, type: SqlType, direction: Direction): Rows {
  const compare = comparison(type);
  return rows.toSorted((left, right) => {
    const [a, b] = [key(left), key(right)];
    const isNaN = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return isNaN === 0 ? -direction * compare(a, b) : isNaN;
  });
}
