import { identity } from './equality.ts';
import { SqlFailure } from './implementation.ts';
import { checkKey, groupEntries, mapBuilder } from './map-building.ts';
import { elementType, entryTypes, entryTypesOf } from './type-parts.ts';
import { evaluation, scalar } from './typed-arguments.ts';
import type { BoundCall, Evaluate, ScalarImplementation } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

type Items = readonly Value[];
type Entries = readonly (readonly [key: Value, value: Value] | null)[];
type Lambda = (...values: Value[]) => Value;

export const MAPS_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  map: { bind: bindMap },
  map_concat: { bind: bindConcat },
  map_entries: scalar((map: SqlMap) => entriesOf(map)),
  map_filter: scalar((map: SqlMap, condition: Lambda) =>
    fromEntries(entriesOf(map).filter(([key, value]) => condition(key, value) === true)),
  ),
  map_from_entries: {
    bind: (call) => {
      const build = mapBuilder(entryKeyType(call));
      return evaluation((entries: Entries) => {
        const known = knownEntries(entries);
        return build(
          known.map(([key]) => key),
          known.map(([, value]) => value),
        );
      });
    },
  },
  map_keys: scalar((map: SqlMap) => map.keys),
  map_values: scalar((map: SqlMap) => map.values),
  map_zip_with: { bind: bindZipWith },
  multimap_from_entries: {
    bind: (call) => {
      const keyType = entryKeyType(call);
      return evaluation((entries: Entries) => {
        const known = knownEntries(entries);
        for (const [key] of known) checkKey(key);
        return groupEntries(known, keyType);
      });
    },
  },
  transform_keys: {
    bind: (call) => {
      const build = mapBuilder(entryTypesOf(call.type).key);
      return evaluation((map: SqlMap, change: Lambda) =>
        build(
          entriesOf(map).map(([key, value]) => change(key, value)),
          map.values,
        ),
      );
    },
  },
  transform_values: scalar((map: SqlMap, change: Lambda) => ({
    keys: map.keys,
    values: entriesOf(map).map(([key, value]) => change(key, value)),
  })),
};

function entriesOf(map: SqlMap): (readonly [key: Value, value: Value])[] {
  return map.keys.map((key, at) => [key, map.values[at] ?? null]);
}

function fromEntries(entries: readonly (readonly [key: Value, value: Value])[]): SqlMap {
  return { keys: entries.map(([key]) => key), values: entries.map(([, value]) => value) };
}

function knownEntries(entries: Entries): readonly (readonly [key: Value, value: Value])[] {
  return entries.map((entry) => {
    if (entry === null) throw new SqlFailure('map entry cannot be null');
    return entry;
  });
}

function entryKeyType(call: BoundCall): SqlType {
  const entry = elementType(call);
  return (entry.kind === 'row' ? entry.fields[0]?.type : undefined) ?? { kind: 'unknown' };
}

function bindMap(call: BoundCall): Evaluate {
  if (call.argumentTypes.length === 0) return () => ({ keys: [], values: [] });
  const build = mapBuilder(elementType(call));
  return evaluation((keys: Items, values: Items) => {
    if (keys.length !== values.length) throw new SqlFailure('Key and value arrays must be the same length');
    return build(keys, values);
  });
}

/** Of the same key the last map's value counts; the last map's entries come first. */
function bindConcat(call: BoundCall): Evaluate {
  if (call.argumentTypes.length < 2)
    throw new SqlFailure('There must be two or more concatenation arguments to map_concat');
  const keyType = entryTypes(call).key;
  return evaluation((...maps: SqlMap[]) => {
    const { keys, values } = groupEntries(maps.toReversed().flatMap(entriesOf), keyType);
    return { keys, values: values.map(([last]) => last ?? null) };
  });
}

function bindZipWith(call: BoundCall): Evaluate {
  const keyOf = identity(entryTypes(call).key);
  return evaluation((left: SqlMap, right: SqlMap, join: Lambda) => {
    const others = new Map(entriesOf(right).map(([key, value]) => [keyOf(key), value]));
    const known = new Set(left.keys.map(keyOf));
    const added = right.keys.filter((key) => !known.has(keyOf(key)));
    return {
      keys: [...left.keys, ...added],
      values: [
        ...entriesOf(left).map(([key, value]) => join(key, value, others.get(keyOf(key)) ?? null)),
        ...added.map((key) => join(key, null, others.get(keyOf(key)) ?? null)),
      ],
    };
  });
}
