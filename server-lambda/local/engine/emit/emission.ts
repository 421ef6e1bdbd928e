import type { Plan } from '../analysis/typed-tree.ts';
import type { Session } from '../functions/implementation.ts';
import { storageOf } from '../storage/storage.ts';
import type { SqlType } from '../types.ts';
import { FUNCTION_NAMES, type RowFunction } from '../user-functions.ts';
import type { Value } from '../values.ts';

/** What all parts of one statement's translation share. */
export interface Emission {
  readonly session: Session;
  /** Gives a function of ours a number by which DuckDB calls it. */
  readonly register: (rowFunction: RowFunction) => number;
  /** Whether the statement is to end. */
  readonly interrupted: () => boolean;
  /** How often each common table is read. */
  readonly uses: ReadonlyMap<number, number>;
}

/** The name of a step's result where another step or a subquery reads it. */
export function alias(plan: number): string {
  return `p${plan}`;
}

/** The names of a step's columns, wherever they stand. */
export function columnName(column: number): string {
  return `c${column}`;
}

/** All columns of a step's result, as those who read it name them. */
export function columnsOf(plan: Plan): readonly string[] {
  return plan.columns.map((_column, index) => `${alias(plan.id)}.${columnName(index)}`);
}

/** A select list that names the columns anew, by their places. DuckDB wants one column at least. */
export function selectList(columns: readonly string[]): string {
  if (columns.length === 0) return '1 AS nothing';
  return columns.map((sql, column) => `${sql} AS ${columnName(column)}`).join(', ');
}

/** A column that is computed from others, by a function that takes NULLs, too. */
export function computed(
  emission: Emission,
  columns: readonly { readonly sql: string; readonly type: SqlType }[],
  compute: (values: readonly Value[]) => Value,
  result: SqlType,
): string {
  const inputs = columns.map(({ type }) => storageOf(type));
  const output = storageOf(result);
  const number = emission.register({
    decode: inputs.map(({ decode }) => decode),
    run: compute,
    encode: output.encode,
  });
  const parts = columns.map(({ sql }, at) => inputs[at]?.argument(sql) ?? sql);
  return output.fromResult(`${FUNCTION_NAMES[output.result]}(${[number, ...parts].join(', ')})`);
}
