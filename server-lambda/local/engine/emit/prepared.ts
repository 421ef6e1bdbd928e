import type { SortKey } from '../analysis/typed-tree.ts';
import type { ExpressionEmitter } from './expression.ts';

/** Columns that a step computes for its calls, in a table below them. What a call says of a column is short. */
export interface Prepared {
  /** Adds a column of this SQL and returns its name. The same SQL is one column. */
  column(sql: string): string;
  /** Items of an ORDER BY. */
  order(items: readonly SortKey[]): string;
  /** What stands in the select list of the table below. */
  list(): readonly string[];
}

export function createPrepared(table: string, expressions: ExpressionEmitter): Prepared {
  const names = new Map<string, string>();
  const column = (sql: string) => {
    const name = names.get(sql) ?? `x${names.size}`;
    names.set(sql, name);
    return `${table}.${name}`;
  };
  return {
    column,
    order: (items) => items.map((item) => sortItem(item, column(expressions.key(item.value)))).join(', '),
    list: () => [...names].map(([sql, name]) => `${sql} AS ${name}`),
  };
}

/** A key of an ORDER BY. Where NULLs are first, Trino has NaN below all numbers, and elsewhere above them. */
export function sortItem(item: SortKey, key: string): string {
  const { kind } = item.value.type;
  const isNanFirst = item.nullsFirst && (kind === 'double' || kind === 'real');
  return isNanFirst ? `${plainItem(item, `NOT isnan(${key})`)}, ${plainItem(item, key)}` : plainItem(item, key);
}

/** A key of an ORDER BY as DuckDB sorts it. */
export function plainItem({ descending, nullsFirst }: SortKey, key: string): string {
  return `${key} ${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}
