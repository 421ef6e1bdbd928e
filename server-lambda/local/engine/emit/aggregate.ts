import { isPlain } from '../storage/storage.ts';
import { aggregateSql } from './aggregate-call.ts';
import { selectList } from './emission.ts';
import { createPrepared } from './prepared.ts';
import type { Step, Steps } from './steps.ts';

/** Keys and arguments are columns of a table below, so that each is computed once. */
export function aggregateStep(plan: Step<'aggregate'>, steps: Steps): string {
  const { expressions, emission } = steps;
  const prepared = createPrepared('g', expressions);
  const keys = plan.keys.map((typed) => {
    const key = prepared.column(expressions.key(typed));
    return { key, value: isPlain(typed.type) ? key : `any_value(${prepared.column(expressions.value(typed))})` };
  });
  const several = plan.sets.length > 1;
  const values = keys.map(({ key, value }) =>
    several && key !== value ? `CASE WHEN grouping(${key}) = 0 THEN ${value} END` : value,
  );
  const calls = plan.calls.map((call) => aggregateSql(call, '', emission, expressions, prepared));
  const names = keys.map(({ key }) => key);
  const columns = [...values, ...calls, ...(several ? [setNumber(plan.sets, names)] : [])];
  const list = prepared.list();
  const below = `SELECT ${list.length === 0 ? '1 AS nothing' : list.join(', ')} FROM ${steps.table(plan.input)}`;
  // Without a group, an aggregate makes one row of all; one is needed for that.
  const select = columns.length === 0 ? 'count(*) AS nothing' : selectList(columns);
  return `SELECT ${select} FROM (${below}) AS g${grouping(plan.sets, names)}`;
}

function grouping(sets: readonly (readonly number[])[], names: readonly string[]): string {
  const text = (set: readonly number[]) => set.map((key) => names[key] ?? '').join(', ');
  const [only] = sets;
  if (only === undefined || (sets.length === 1 && only.length === 0)) return '';
  if (sets.length === 1) return ` GROUP BY ${text(only)}`;
  return ` GROUP BY GROUPING SETS (${sets.map((set) => `(${text(set)})`).join(', ')})`;
}

/** Which set a row is of. GROUPING has a bit for each key that the set has not, the first key's the highest. */
function setNumber(sets: readonly (readonly number[])[], names: readonly string[]): string {
  if (names.length === 0) return 'CAST(0 AS BIGINT)';
  const distinct = [...new Set(names)];
  const bits = (set: readonly number[]) => {
    const inside = new Set(set.map((key) => names[key]));
    return distinct.reduce((mask, name) => mask * 2 + (inside.has(name) ? 0 : 1), 0);
  };
  const branches = sets.map((set, number) => `WHEN ${bits(set)} THEN ${number}`);
  return `CAST(CASE grouping(${distinct.join(', ')}) ${branches.join(' ')} END AS BIGINT)`;
}
