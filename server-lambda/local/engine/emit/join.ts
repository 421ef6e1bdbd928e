import type { Typed } from '../analysis/typed-tree.ts';
import { equalityOfSides } from './equality.ts';
import { columnsOf, selectList } from './emission.ts';
import { splitCondition } from './filter.ts';
import type { Step, Steps } from './steps.ts';

export function joinStep(plan: Step<'join'>, steps: Steps): string {
  const { left, right, type, lateral, condition } = plan;
  const columns = selectList([...columnsOf(left), ...columnsOf(right)]);
  const tables = [steps.table(left), `${lateral ? 'LATERAL ' : ''}${steps.table(right)}`];
  if (condition === undefined)
    return `SELECT ${columns} FROM ${tables.join(type === 'cross' ? ' CROSS JOIN ' : ` ${JOINS[type]} `)}${type === 'cross' ? '' : ' ON TRUE'}`;
  const side = (column: Typed & { readonly kind: 'column' }) =>
    column.plan === left.id ? 'left' : column.plan === right.id ? 'right' : undefined;
  const { native, rest } = splitCondition(condition, steps.expressions, (term) =>
    equalityOfSides(term, side, steps.expressions),
  );
  const terms = rest === undefined ? native : [...native, rest];
  return `SELECT ${columns} FROM ${tables.join(` ${JOINS[type]} `)} ON ${terms.join(' AND ')}`;
}

const JOINS = { cross: 'JOIN', inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN' } as const;
