import { distinct } from './array-sets.ts';
import { identity } from './equality.ts';
import { SqlFailure } from './implementation.ts';
import { groupEntries } from './map-building.ts';
import { ofFullRows } from './typed-aggregates.ts';
import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { Value } from '../values.ts';

type Rows = readonly (readonly Value[])[];

/** What Trino approximates, computed exactly. */
export const APPROXIMATIONS: Readonly<Record<string, AggregateImplementation>> = {
  approx_distinct: { bind: countDistinct },
  approx_percentile: ofFullRows(percentile),
  approx_most_frequent: ofFullRows(mostFrequent),
};

const LEAST_ERROR = 0.004_062_5;
const GREATEST_ERROR = 0.26;

function countDistinct(call: BoundCall): (rows: Rows) => Value {
  const keyOf = identity(call.argumentTypes[0] ?? { kind: 'unknown' });
  return (rows) => {
    const error = Number(rows[0]?.[1] ?? GREATEST_ERROR);
    if (!(error >= LEAST_ERROR && error <= GREATEST_ERROR))
      throw new SqlFailure(`Max standard error must be in [${LEAST_ERROR}, ${GREATEST_ERROR}]: ${error}`);
    return BigInt(
      distinct(
        rows.map(([value = null]) => value),
        keyOf,
      ).length,
    );
  };
}

/** `(value, percentage)`, `(value, weight, percentage)` or with an accuracy after these, which changes nothing here. */
function percentile(rows: Rows, call: BoundCall): Value {
  const weighted = call.argumentTypes.length > 2;
  const percentages = rows[0]?.[weighted ? 2 : 1] ?? null;
  const sorted = rows
    .map(([value = null, weight]) => ({ value, weight: weighted ? checkedWeight(Number(weight)) : 1 }))
    .sort((left, right) => Number(left.value) - Number(right.value));
  if (sorted.some(({ value }) => Number.isNaN(value))) throw new SqlFailure('value is NaN');
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const at = (percentage: Value) => valueAt(sorted, total * checkedPercentage(Number(percentage)));
  return Array.isArray(percentages) ? (percentages as readonly Value[]).map(at) : at(percentages);
}

function checkedPercentage(percentage: number): number {
  if (percentage >= 0 && percentage <= 1) return percentage;
  throw new SqlFailure('Percentile must be between 0 and 1');
}

function checkedWeight(weight: number): number {
  if (weight >= 1) return weight;
  throw new SqlFailure(`weight must be >= 1, was ${weight.toFixed(1)}`);
}

interface Weighted {
  readonly value: Value;
  readonly weight: number;
}

/** The first value up to which there is more than that weight, else the last one. */
function valueAt(sorted: readonly Weighted[], weight: number): Value {
  let sum = 0;
  for (const item of sorted) {
    sum += item.weight;
    if (sum > weight) return item.value;
  }
  return sorted.at(-1)?.value ?? null;
}

/** `(buckets, value, capacity)` */
function mostFrequent(rows: Rows, call: BoundCall): Value {
  const buckets = Number(rows[0]?.[0]);
  if (buckets < 2) throw new SqlFailure('approx_most_frequent bucket count must be greater than one');
  const type = call.argumentTypes[1] ?? { kind: 'unknown' };
  const groups = groupEntries(
    rows.map(([, value = null]) => [value, null]),
    type,
  );
  const counts = groups.keys.map((key, at) => ({ key, count: groups.values[at]?.length ?? 0 }));
  const top = counts.sort((left, right) => right.count - left.count).slice(0, buckets);
  return { keys: top.map(({ key }) => key), values: top.map(({ count }) => BigInt(count)) };
}
