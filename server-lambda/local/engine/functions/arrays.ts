import { ARRAY_LAMBDAS, sortBy } from './array-lambdas.ts';
import { ARRAY_SEARCHES, ARRAY_SETS } from './array-sets.ts';
import { castFunction } from './casts.ts';
import { combinations } from './combinations.ts';
import { greatestOf } from './extremes.ts';
import { SqlFailure } from './implementation.ts';
import { comparison } from './ordering.ts';
import { sequence } from './sequences.ts';
import { entryFinder } from './subscripts.ts';
import { elementType, entryTypes } from './type-parts.ts';
import { evaluation, nullableScalar, scalar } from './typed-arguments.ts';
import { inRange } from './whole-numbers.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlMap, Value } from '../values.ts';

type Items = readonly Value[];

const MOST_REPEATS = 10_000;

export const ARRAYS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  ...ARRAY_SETS,
  ...ARRAY_SEARCHES,
  ...ARRAY_LAMBDAS,
  array_join: { bind: bindJoin },
  array_max: { bind: (call) => bindExtreme(call, 1) },
  array_min: { bind: (call) => bindExtreme(call, -1) },
  array_sort: { bind: bindSort },
  cardinality: { bind: bindCardinality },
  combinations: scalar(combinations),
  element_at: { bind: bindElementAt },
  flatten: scalar((arrays: readonly (Items | null)[]) => arrays.flatMap((items) => items ?? [])),
  ngrams: scalar(ngrams),
  repeat: nullableScalar(repeat),
  sequence: { bind: sequence },
  shuffle: scalar(shuffle),
  slice: scalar((items: Items, start: bigint, length: bigint) => slice(items, Number(start), Number(length))),
  trim_array: scalar((items: Items, size: bigint) => trimArray(items, Number(size))),
  zip: scalar((...arrays: Items[]) =>
    Array.from({ length: Math.max(...arrays.map((items) => items.length)) }, (_, at) =>
      arrays.map((items) => items[at] ?? null),
    ),
  ),
};

function bindCardinality(call: BoundCall): Evaluate {
  return call.argumentTypes[0]?.kind === 'map'
    ? evaluation((map: SqlMap) => BigInt(map.keys.length))
    : evaluation((items: Items) => BigInt(items.length));
}

function bindJoin(call: BoundCall): Evaluate {
  const text = castFunction(elementType(call), { kind: 'varchar' }, call.session);
  return evaluation((items: Items, delimiter: string, ofNull?: string) =>
    items
      .map((item) => text(item) ?? ofNull ?? null)
      .filter((item) => typeof item === 'string')
      .join(delimiter),
  );
}

function bindExtreme(call: BoundCall, direction: 1 | -1): Evaluate {
  const greatest = greatestOf(elementType(call), direction);
  return evaluation((items: Items) => (items.includes(null) ? null : greatest(items)));
}

function bindSort(call: BoundCall): Evaluate {
  if (call.argumentTypes.length > 1) return evaluation(sortBy);
  const compare = comparison(elementType(call));
  return evaluation((items: Items) => [
    ...items.filter((item) => item !== null).sort(compare),
    ...items.filter((item) => item === null),
  ]);
}

function bindElementAt(call: BoundCall): Evaluate {
  if (call.argumentTypes[0]?.kind === 'map') {
    const find = entryFinder(entryTypes(call).key);
    return evaluation((map: SqlMap, key: Value) => find(map, key) ?? null);
  }
  return evaluation((items: Items, index: bigint) => {
    if (index === 0n) throw new SqlFailure('SQL array indices start at 1');
    // The only index without a magnitude.
    if (!inRange(-index, 'bigint')) throw new SqlFailure('integer overflow');
    return items.at(Number(index > 0n ? index - 1n : index)) ?? null;
  });
}

function ngrams(items: Items, size: number): Value {
  if (size <= 0) throw new SqlFailure('N must be positive');
  if (size >= items.length) return [items];
  return Array.from({ length: items.length - size + 1 }, (_, at) => items.slice(at, at + size));
}

function repeat(value: Value, count: number | null): Value {
  if (count === null) return null;
  const name = 'count argument of repeat function';
  if (count < 0) throw new SqlFailure(`${name} must be greater than or equal to 0`);
  if (count > MOST_REPEATS) throw new SqlFailure(`${name} must be less than or equal to ${MOST_REPEATS}`);
  return Array.from({ length: count }, () => value);
}

/** Every order is as likely as any other: each place takes one of the elements that are left. */
function shuffle(items: Items): Value {
  const result = [...items];
  for (let left = result.length; left > 1; left--) {
    const taken = Math.floor(Math.random() * left);
    [result[left - 1], result[taken]] = [result[taken] ?? null, result[left - 1] ?? null];
  }
  return result;
}

function slice(items: Items, start: number, length: number): Value {
  if (length < 0) throw new SqlFailure('length must be greater than or equal to 0');
  if (start === 0) throw new SqlFailure('SQL array indices start at 1');
  const from = start > 0 ? start - 1 : items.length + start;
  return from < 0 ? [] : items.slice(from, from + length);
}

function trimArray(items: Items, size: number): Value {
  if (size < 0) throw new SqlFailure(`size must not be negative: ${size}`);
  if (size > items.length) throw new SqlFailure(`size must not exceed array cardinality ${items.length}: ${size}`);
  return items.slice(0, items.length - size);
}
