import { APPROXIMATIONS } from './approximations.ts';
import { EXTREME_AGGREGATES } from './extreme-aggregates.ts';
import { SqlFailure } from './implementation.ts';
import { groupEntries } from './map-building.ts';
import { STATISTICS_AGGREGATES } from './statistics-aggregates.ts';
import { TOTALS } from './totals.ts';
import { entryTypes, entryTypesOf } from './type-parts.ts';
import { ofRows, ofValues } from './typed-aggregates.ts';
import { typeText } from '../types.ts';
import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { SqlType } from '../types.ts';
import type { SqlMap, Value } from '../values.ts';

type Rows = readonly (readonly Value[])[];

export const AGGREGATE_IMPLEMENTATIONS: Readonly<Record<string, AggregateImplementation>> = {
  ...TOTALS,
  ...EXTREME_AGGREGATES,
  ...STATISTICS_AGGREGATES,
  ...APPROXIMATIONS,
  any_value: ofValues((values: readonly Value[]) => values[0] ?? null),
  array_agg: {
    bind: () => (rows) => (rows.length === 0 ? null : rows.map(([value = null]) => value)),
    nullable: true,
  },
  bitwise_and_agg: ofValues((values: readonly bigint[]) => values.reduce((left, right) => left & right)),
  bitwise_or_agg: ofValues((values: readonly bigint[]) => values.reduce((left, right) => left | right)),
  bool_and: ofValues((values: readonly boolean[]) => !values.includes(false)),
  bool_or: ofValues((values: readonly boolean[]) => values.includes(true)),
  count: {
    bind: (call) => (rows) =>
      BigInt(call.argumentTypes.length === 0 ? rows.length : rows.filter(([value]) => value !== null).length),
    nullable: true,
  },
  count_if: { bind: () => (rows) => BigInt(rows.filter(([value]) => value === true).length) },
  histogram: ofValues((values: readonly Value[], call) => {
    const groups = groupEntries(
      values.map((value) => [value, null]),
      entryTypesOf(call.type).key,
    );
    return { keys: groups.keys, values: groups.values.map((group) => BigInt(group.length)) };
  }),
  listagg: ofRows(joinedText),
  map_agg: ofRows((rows: Rows, call) => firstOfEach(rows.map(pair), entryTypesOf(call.type).key)),
  map_union: ofValues((maps: readonly SqlMap[], call) =>
    firstOfEach(
      maps.flatMap((map) => map.keys.map((key, at) => [key, map.values[at] ?? null] as const)),
      entryTypes(call).key,
    ),
  ),
  multimap_agg: ofRows((rows: Rows, call) => groupEntries(rows.map(pair), entryTypesOf(call.type).key)),
  reduce_agg: { bind: bindReduce },
};

function pair([key = null, value = null]: readonly Value[]): readonly [Value, Value] {
  return [key, value];
}

function firstOfEach(entries: readonly (readonly [Value, Value])[], keyType: SqlType): SqlMap {
  const { keys, values } = groupEntries(entries, keyType);
  return { keys, values: values.map(([first]) => first ?? null) };
}

const LONGEST_TEXT = 1_048_576;

function joinedText(rows: Rows): Value {
  const texts = rows as readonly (readonly string[])[];
  const text = texts.map(([value = '']) => value).join(texts[0]?.[1] ?? '');
  // A code unit has at most three bytes, so most texts need no count.
  if (text.length * 3 > LONGEST_TEXT && new TextEncoder().encode(text).length > LONGEST_TEXT)
    throw new SqlFailure(
      `Concatenated string has the length in bytes larger than the maximum output length ${LONGEST_TEXT}`,
    );
  return text;
}

/** Rows with a NULL value or start are left out. One state takes in all values, so that states are never joined. */
function bindReduce(call: BoundCall): (rows: Rows) => Value {
  if (!isReducible(call.type)) throw new SqlFailure(`State type not supported for reduce_agg: ${typeText(call.type)}`);
  return (all) => {
    const rows = all.filter(([, start]) => start !== null);
    const [, start = null, step] = rows[0] ?? [];
    if (typeof step !== 'function') return null;
    return rows.reduce((state: Value, [value = null]) => step(state, value), start);
  };
}

/** Types of which Trino keeps a value in a machine word. */
function isReducible(type: SqlType): boolean {
  if (type.kind === 'decimal') return type.precision <= 18;
  if (type.kind === 'timestamp with time zone') return type.precision <= 3;
  return !['varchar', 'char', 'varbinary', 'json', 'uuid', 'array', 'map', 'row'].includes(type.kind);
}
