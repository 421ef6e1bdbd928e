import type { CommonTablePlan, Plan } from '../analysis/typed-tree.ts';
import { SqlFailure } from '../functions/implementation.ts';
import { isCorrelated } from '../analysis/plan-walk.ts';
import { columnName, computed, selectList, type Emission } from './emission.ts';
import type { Step, Steps } from './steps.ts';

/** What a common table is called where it is not `t` and its number: in the steps of a recursion. */
export type TableNames = ReadonlyMap<number, string>;

type EmitWith = (plan: Plan, names: TableNames) => string;

/**
 * Each table is written once; one that is read more than once is also computed once. DuckDB plans a table in a table as
 * often as the outer one is read, so all stand side by side at the beginning of the statement where they can.
 */
export function withStep(plan: Step<'with'>, steps: Steps, names: TableNames, emit: EmitWith): string {
  const used = plan.tables.filter(({ table }) => steps.emission.uses.has(table));
  const tableSql = (table: CommonTablePlan) =>
    table.step === undefined ? plainTable(table, steps) : recursiveTable(table, table.step, steps, names, emit);
  if (steps.isLocal() || used.some(readsAround)) {
    return steps.locally(() => {
      const tables = used.map(tableSql);
      const input = steps.query(plan.input);
      return tables.length === 0 ? input : `WITH ${tables.join(', ')} ${input}`;
    });
  }
  for (const table of used) {
    // What the table reads is there before it.
    const sql = tableSql(table);
    steps.tables.set(`t${table.table}`, sql);
  }
  return steps.query(plan.input);
}

/** Whether a table names columns of a query around it. */
function readsAround({ plan, step }: CommonTablePlan): boolean {
  return isCorrelated(plan) || (step !== undefined && isCorrelated(step));
}

function plainTable({ table, plan }: CommonTablePlan, steps: Steps): string {
  const once = (steps.emission.uses.get(table) ?? 0) > 1 && !steps.isCorrelated();
  return `t${table} AS ${once ? 'MATERIALIZED ' : 'NOT MATERIALIZED '}(${steps.query(plan)})`;
}

/** As Trino's `max_recursion_depth`. */
const MAX_DEPTH = 10;

/** Trino, too, writes the step down as often as it may run. */
function recursiveTable(
  { table, plan }: CommonTablePlan,
  step: Plan,
  steps: Steps,
  names: TableNames,
  emit: EmitWith,
): string {
  const level = (depth: number) => `t${table}_${depth}`;
  const levels = [`${level(0)} AS MATERIALIZED (${steps.query(plan)})`];
  for (let depth = 1; depth <= MAX_DEPTH + 1; depth++) {
    const sql = emit(step, new Map([...names, [table, level(depth - 1)]]));
    levels.push(`${level(depth)} AS MATERIALIZED (${sql})`);
  }
  const columns = selectList(plan.columns.map((_column, at) => columnName(at)));
  const all = Array.from({ length: MAX_DEPTH + 1 }, (_none, depth) => `SELECT ${columns} FROM ${level(depth)}`);
  const beyond = `SELECT ${columns} FROM ${level(MAX_DEPTH + 1)} WHERE ${tooDeep(steps.emission)}`;
  return [...levels, `t${table} AS MATERIALIZED (${[...all, beyond].join(' UNION ALL ')})`].join(', ');
}

/** Fails for each row that there is. */
function tooDeep(emission: Emission): string {
  const fail = () => {
    throw new SqlFailure(
      `Recursion depth limit exceeded (${MAX_DEPTH}). Use 'max_recursion_depth' session property to modify the limit.`,
    );
  };
  return computed(emission, [], fail, { kind: 'boolean' });
}
