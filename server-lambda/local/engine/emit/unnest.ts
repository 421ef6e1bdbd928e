import type { Typed } from '../analysis/typed-tree.ts';
import { asArray, asMap, asText } from '../functions/value-kinds.ts';
import { itemCodec } from '../storage/text-codec.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { columnsOf, computed, selectList, type Emission } from './emission.ts';
import type { Step, Steps } from './steps.ts';

/** An array as text, and the columns that its items become. */
interface Unnested {
  readonly sql: string;
  readonly item: SqlType;
  readonly columns: readonly { readonly type: SqlType; readonly read: (item: Value) => Value }[];
}

/** DuckDB splits the text of arrays; functions of ours read the items. */
export function unnestStep(plan: Step<'unnest'>, steps: Steps): string {
  const { input, outer } = plan;
  const columns = columnsOf(input);
  const arrays = plan.arguments.flatMap((argument) => unnested(argument, steps));
  const lists = arrays.map((_array, at) => `l${at}`);
  const text = arrays.map(({ sql }, at) => `${sql} AS t${at}`);
  const texts = `SELECT ${[selectList(columns), ...text].join(', ')} FROM ${steps.table(input)}`;
  const names = columns.map((_sql, at) => `c${at}`);
  // The text begins with the separator.
  const split = lists.map((name, at) => `string_split(t${at}, chr(31))[2:] AS ${name}`);
  const splits = `SELECT ${[...names, ...split].join(', ')} FROM (${texts})`;
  const longest = `greatest(${lists.map((name) => `coalesce(len(${name}), 0)`).join(', ')})`;
  const orEmpty = (list: string, none: string) =>
    outer ? `CASE WHEN ${longest} > 0 THEN ${list} ELSE [${none}] END` : list;
  const rows = [
    ...names,
    ...lists.map((name, at) => `unnest(${orEmpty(name, 'CAST(NULL AS VARCHAR)')}) AS i${at}`),
    ...(plan.ordinality ? [`unnest(${orEmpty(`range(1, ${longest} + 1)`, 'CAST(NULL AS BIGINT)')}) AS n`] : []),
  ];
  const items = arrays.flatMap((array, at) => itemColumns(array, `i${at}`, steps.emission));
  const all = [...names, ...items, ...(plan.ordinality ? ['n'] : [])];
  return `SELECT ${selectList(all)} FROM (SELECT ${rows.join(', ')} FROM (${splits}))`;
}

function unnested(argument: Typed, { expressions, emission }: Steps): readonly Unnested[] {
  const { type } = argument;
  const sql = expressions.value(argument);
  if (type.kind === 'map') {
    const half = (of: 'keys' | 'values', item: SqlType): Unnested => {
      const read = ([map = null]: readonly Value[]) => (map === null ? null : asMap(map)[of]);
      const array: SqlType = { kind: 'array', element: item };
      return {
        sql: computed(emission, [{ sql, type }], read, array),
        item,
        columns: [{ type: item, read: (value) => value }],
      };
    };
    return [half('keys', type.key), half('values', type.value)];
  }
  if (type.kind !== 'array') throw new Error(`UNNEST of ${type.kind}`);
  const item = type.element;
  if (item.kind !== 'row') return [{ sql, item, columns: [{ type: item, read: (value) => value }] }];
  const columns = item.fields.map((field, at) => ({
    type: field.type,
    read: (row: Value) => (row === null ? null : (asArray(row)[at] ?? null)),
  }));
  return [{ sql, item, columns }];
}

function itemColumns({ item, columns }: Unnested, name: string, emission: Emission): readonly string[] {
  const codec = itemCodec(item);
  return columns.map(({ type, read }) => {
    const value = ([text = null]: readonly Value[]) => (text === null ? null : read(codec.decode(asText(text))));
    return computed(emission, [{ sql: name, type: { kind: 'varchar' } }], value, type);
  });
}
