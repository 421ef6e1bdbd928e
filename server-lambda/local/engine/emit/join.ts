import { AnalysisFailure } from '../analysis/analysis-failure.ts';
import type { Plan, Typed } from '../analysis/typed-tree.ts';
import { childrenOf } from '../analysis/children.ts';
import { equalityOfSides } from './equality.ts';
import { alias, columnName, columnsOf, selectList } from './emission.ts';
import { splitCondition } from './filter.ts';
import type { Subquery } from './leaves.ts';
import type { Step, Steps } from './steps.ts';

export function joinStep(plan: Step<'join'>, steps: Steps): string {
  const { left, right, type, lateral, condition } = plan;
  const columns = selectList([...columnsOf(left), ...columnsOf(right)]);
  if (condition === undefined) {
    const on = type === 'cross' ? '' : ' ON TRUE';
    const tables = [steps.table(left), `${lateral ? 'LATERAL ' : ''}${steps.table(right)}`];
    return `SELECT ${columns} FROM ${tables.join(` ${type === 'cross' ? 'CROSS JOIN' : JOINS[type]} `)}${on}`;
  }
  const tables = type === 'inner' ? [steps.table(left), steps.table(right)] : answeredTables(plan, condition, steps);
  const side = (column: Typed & { readonly kind: 'column' }) =>
    column.plan === left.id ? 'left' : column.plan === right.id ? 'right' : undefined;
  const { native, rest } = splitCondition(condition, steps.expressions, (term) =>
    equalityOfSides(term, side, steps.expressions),
  );
  const terms = rest === undefined ? native : [...native, rest];
  return `SELECT ${columns} FROM ${tables.join(` ${JOINS[type]} `)} ON ${terms.join(' AND ')}`;
}

const JOINS = { cross: 'JOIN', inner: 'JOIN', left: 'LEFT JOIN', right: 'RIGHT JOIN', full: 'FULL JOIN' } as const;

/** Both sides, with columns behind their own for the subqueries of the condition: DuckDB takes none in an outer join. */
function answeredTables({ left, right }: Step<'join'>, condition: Typed, steps: Steps): readonly string[] {
  const answers = new Map<Plan, string[]>([
    [left, []],
    [right, []],
  ]);
  for (const subquery of subqueriesOf(condition)) {
    const plan = namesOnly(subquery, left) ? left : right;
    if (plan === right && !namesOnly(subquery, right))
      throw new AnalysisFailure('A subquery in the condition of an outer join cannot be compared with both its sides');
    const column = answers.get(plan)?.push(steps.expressions.value(subquery)) ?? 0;
    steps.expressions.answered(subquery, `${alias(plan.id)}.${columnName(plan.columns.length + column - 1)}`);
  }
  return [...answers].map(([plan, columns]) => {
    if (columns.length === 0) return steps.table(plan);
    return `(SELECT ${selectList([...columnsOf(plan), ...columns])} FROM ${steps.table(plan)}) AS ${alias(plan.id)}`;
  });
}

function subqueriesOf(typed: Typed): readonly Subquery[] {
  return isSubquery(typed) ? [typed] : childrenOf(typed).flatMap(subqueriesOf);
}

function isSubquery(typed: Typed): typed is Subquery {
  return 'plan' in typed && typeof typed.plan === 'object';
}

/** Whether what is compared with a subquery is of one side; the subquery itself names neither. */
function namesOnly(subquery: Subquery, { id }: Plan): boolean {
  const within = (typed: Typed): boolean =>
    typed.kind === 'column' ? typed.plan === id : childrenOf(typed).every(within);
  return childrenOf(subquery).every(within);
}
