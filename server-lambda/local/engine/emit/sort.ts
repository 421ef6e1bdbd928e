import { columnName, columnsOf, selectList } from './emission.ts';
import { sortItem } from './prepared.ts';
import type { Step, Steps } from './steps.ts';

export function sortStep(plan: Step<'sort'>, steps: Steps): string {
  const { input, items, offset = 0n, limit } = plan;
  const keys = items.map((item) => sortItem(item, steps.expressions.key(item.value))).join(', ');
  const columns = columnsOf(input);
  const order = keys === '' ? '' : ` ORDER BY ${keys}`;
  if (plan.withTies && limit !== undefined) {
    const window = ` OVER (ORDER BY ${keys})`;
    const ranked = `SELECT ${[selectList(columns), `rank()${window} AS ranked`, `row_number()${window} AS numbered`].join(', ')} FROM ${steps.table(input)}`;
    const names = selectList(input.columns.map((_column, at) => columnName(at)));
    return `SELECT ${names} FROM (${ranked}) AS r WHERE ranked <= ${offset + limit} AND numbered > ${offset} ORDER BY numbered`;
  }
  const bounds = `${limit === undefined ? '' : ` LIMIT ${limit}`}${offset === 0n ? '' : ` OFFSET ${offset}`}`;
  return `SELECT ${selectList(columns)} FROM ${steps.table(input)}${order}${bounds}`;
}
