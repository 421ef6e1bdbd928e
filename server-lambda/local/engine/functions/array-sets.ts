import { equality, identity } from './equality.ts';
import { SqlFailure } from './implementation.ts';
import { elementType } from './type-parts.ts';
import { evaluation } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

type Items = readonly Value[];

/** What compares elements as GROUP BY does: NULL and NaN are like themselves. */
export const ARRAY_SETS: Readonly<Record<string, ScalarImplementation>> = {
  array_distinct: bySet((keyOf) => (items: Items) => distinct(items, keyOf)),
  array_union: bySet((keyOf) => (left: Items, right: Items) => distinct([...left, ...right], keyOf)),
  array_except: bySet((keyOf) => (left: Items, right: Items) => {
    const others = new Set(right.map(keyOf));
    return distinct(left, keyOf).filter((item) => !others.has(keyOf(item)));
  }),
  // In the order of the longer array.
  array_intersect: bySet((keyOf) => (left: Items, right: Items) => {
    const [longer, shorter] = left.length < right.length ? [right, left] : [left, right];
    const others = new Set(shorter.map(keyOf));
    return distinct(longer, keyOf).filter((item) => others.has(keyOf(item)));
  }),
  array_histogram: bySet((keyOf) => (items: Items) => {
    const keys = distinct(nonNull(items), keyOf);
    const counts = new Map(keys.map((key) => [keyOf(key), 0n]));
    for (const key of nonNull(items).map(keyOf)) counts.set(key, (counts.get(key) ?? 0n) + 1n);
    return { keys, values: [...counts.values()] };
  }),
  arrays_overlap: bySet((keyOf) => (left: Items, right: Items) => {
    if (left.length === 0 || right.length === 0) return false;
    const others = new Set(nonNull(right).map(keyOf));
    if (nonNull(left).some((item) => others.has(keyOf(item)))) return true;
    return left.includes(null) || right.includes(null) ? null : false;
  }),
  contains_sequence: bySet((keyOf) => (items: Items, wanted: Items) => {
    const [keys, sequence] = [items.map(keyOf), wanted.map(keyOf)];
    return Array.from({ length: keys.length - sequence.length + 1 }).some((_, start) =>
      sequence.every((key, at) => key === keys[start + at]),
    );
  }),
};

function bySet(computeBy: (keyOf: (value: Value) => string) => (...values: never[]) => Value): ScalarImplementation {
  return { bind: (call) => evaluation(computeBy(identity(elementType(call)))) };
}

export function distinct(items: Items, keyOf: (value: Value) => string): Value[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function nonNull(items: Items): Items {
  return items.filter((item) => item !== null);
}

/** What compares elements as `=` does. */
export const ARRAY_SEARCHES: Readonly<Record<string, ScalarImplementation>> = {
  contains: {
    bind: byEquality((equal) => (items: Items, wanted: Value) => {
      if (items.some((item) => item !== null && equal(item, wanted))) return true;
      return items.includes(null) ? null : false;
    }),
  },
  array_position: {
    bind: byEquality((equal) => (items: Items, wanted: Value) => {
      return BigInt(items.findIndex((item) => item !== null && equal(item, wanted)) + 1);
    }),
  },
  array_remove: {
    bind: byEquality((equal) => (items: Items, unwanted: Value) => {
      return items.filter((item) => item === null || !equal(item, unwanted));
    }),
  },
};

type KnownEquality = (left: Value, right: Value) => boolean;

/** An equality of elements that fails where only a NULL inside of an element would tell. */
function byEquality(computeBy: (equal: KnownEquality) => (...values: never[]) => Value): (call: BoundCall) => Evaluate {
  return (call) => {
    const equal = equality(elementType(call));
    return evaluation(
      computeBy((left, right) => {
        const result = equal(left, right);
        if (result === null)
          throw new SqlFailure(`${call.name} does not support arrays with elements that are null or contain null`);
        return result;
      }),
    );
  };
}
