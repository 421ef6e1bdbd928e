import type { Plan, Typed } from '../analysis/typed-tree.ts';
import { columnsOf, selectList } from './emission.ts';
import type { ExpressionEmitter } from './expression.ts';
import { equalityOfSides } from './equality.ts';
import type { Step, Steps } from './steps.ts';

/** The terms of a condition that must all be true. */
export function conjuncts(condition: Typed): readonly Typed[] {
  return condition.kind === 'logical' && condition.operator === 'and'
    ? condition.terms.flatMap(conjuncts)
    : [condition];
}

export interface SplitCondition {
  /** Terms that DuckDB may compute at any time and in any order, because they never fail. */
  readonly native: readonly string[];
  /** All others together: they are computed from left to right. */
  readonly rest: string | undefined;
}

/** `equality` may give the SQL of a term that a join is made by. */
export function splitCondition(
  condition: Typed,
  expressions: ExpressionEmitter,
  equality: (term: Typed) => string | undefined,
): SplitCondition {
  const native: string[] = [];
  const rest: Typed[] = [];
  for (const term of conjuncts(condition)) {
    const sql = equality(term) ?? expressions.native(term);
    if (sql === undefined) rest.push(term);
    else native.push(sql);
  }
  if (rest.length === 0) return { native, rest: undefined };
  return {
    native,
    rest: expressions.value({ kind: 'logical', operator: 'and', terms: rest, type: { kind: 'boolean' } }),
  };
}

/**
 * DuckDB moves filters and changes their order. Terms that may fail must see only the rows that the terms and filters
 * before them left, as in Trino: a limit that never ends anything is a border which filters don't cross.
 */
export function filterStep(plan: Step<'filter'>, steps: Steps): string {
  const { input, condition } = plan;
  const { native, rest } = splitCondition(condition, steps.expressions, (term) => equality(term, input, steps));
  const select = `SELECT ${selectList(columnsOf(input))} FROM ${steps.table(input)}`;
  if (rest === undefined) return `${select} WHERE ${native.join(' AND ')}`;
  if (steps.isCorrelated() || (input.kind === 'scan' && native.length === 0)) {
    return `${select} WHERE ${[...native, rest].join(' AND ')}`;
  }
  const before = native.length === 0 ? '' : ` WHERE ${native.join(' AND ')}`;
  const bordered = `${select}${before} LIMIT ${NO_LIMIT}`;
  return `SELECT ${selectList(columnsOf(input))} FROM (${bordered}) AS p${input.id} WHERE ${rest}`;
}

const NO_LIMIT = 2n ** 62n;

/** What makes a hash join of a cross join with a condition after it, or of a subquery with the query around it. */
function equality(term: Typed, input: Plan, steps: Steps): string | undefined {
  const outer = (column: Typed & { readonly kind: 'column' }) => (column.plan === input.id ? 'right' : 'left');
  return (
    equalityInJoin(term, input, steps) ??
    (steps.isCorrelated() ? equalityOfSides(term, outer, steps.expressions) : undefined)
  );
}

function equalityInJoin(term: Typed, input: Plan, { expressions }: Steps): string | undefined {
  if (input.kind !== 'join' || (input.type !== 'cross' && input.type !== 'inner')) return undefined;
  const border = input.left.columns.length;
  const side = (column: Typed & { readonly kind: 'column' }) => {
    if (column.plan !== input.id) return undefined;
    return column.column < border ? 'left' : 'right';
  };
  return equalityOfSides(term, side, expressions);
}
