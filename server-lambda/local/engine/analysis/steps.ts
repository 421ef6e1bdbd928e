import type { SqlType } from '../types.ts';
import { columnOf } from './scope.ts';
import type { AggregateCall, Plan, PlanColumn, SortKey, Typed, WindowCall } from './typed-tree.ts';

/** One row without columns: where a query has no FROM. */
export function oneRow(id: number): Plan {
  return { kind: 'values', id, columns: [], rows: [[]] };
}

export function filterStep(id: number, input: Plan, condition: Typed): Plan {
  return { kind: 'filter', id, columns: input.columns, input, condition };
}

export function projectStep(
  id: number,
  input: Plan,
  items: readonly { readonly name?: string | undefined; readonly value: Typed }[],
): Plan {
  const columns = items.map(({ name, value }) => planColumn(name, value.type));
  return { kind: 'project', id, columns, input, expressions: items.map(({ value }) => value) };
}

/** The first columns of a plan. */
export function firstColumns(id: number, input: Plan, count: number): Plan {
  const columns = input.columns.slice(0, count);
  const expressions = columns.map((_column, index) => columnOf(input, index));
  return { kind: 'project', id, columns, input, expressions };
}

export function joinColumns(left: Plan, right: Plan): readonly PlanColumn[] {
  return [...left.columns, ...right.columns];
}

export function aggregateStep(
  id: number,
  input: Plan,
  keys: readonly Typed[],
  sets: readonly (readonly number[])[],
  calls: readonly AggregateCall[],
): Plan {
  const columns = [...keys, ...calls].map(({ type }) => ({ type }));
  const set: readonly PlanColumn[] = sets.length > 1 ? [{ type: { kind: 'bigint' } }] : [];
  return { kind: 'aggregate', id, columns: [...columns, ...set], input, keys, sets, calls };
}

export function windowStep(id: number, input: Plan, calls: readonly WindowCall[]): Plan {
  const columns = [...input.columns, ...calls.map(({ type }) => ({ type }))];
  return { kind: 'window', id, columns, input, calls };
}

export interface Bounds {
  readonly offset?: bigint;
  readonly limit?: bigint;
  readonly withTies: boolean;
}

/** The input itself where there is nothing to sort by and no bound. */
export function sortStep(id: number, input: Plan, items: readonly SortKey[], bounds: Bounds): Plan {
  if (items.length === 0 && bounds.offset === undefined && bounds.limit === undefined) return input;
  return { kind: 'sort', id, columns: input.columns, input, items, ...bounds };
}

export function planColumn(name: string | undefined, type: SqlType): PlanColumn {
  return name === undefined ? { type } : { name, type };
}
