import type { CommonTablePlan, Plan, Typed } from './typed-tree.ts';

export interface Origins {
  readonly plans: ReadonlyMap<number, Plan>;
  readonly tables: ReadonlyMap<number, CommonTablePlan>;
}

/**
 * Where a column comes from, through the steps that hand it on: columns of one origin have one text. Undefined for an
 * expression that is no column. A conversion keeps the origin.
 */
export function originOf(typed: Typed, origins: Origins): string | undefined {
  const column = uncast(typed);
  if (column.kind !== 'column') return undefined;
  const plan = origins.plans.get(column.plan);
  const below = plan && columnBelow(plan, column.column, origins);
  return (below && originOf(below, origins)) ?? `${column.plan}.${column.column}`;
}

export function uncast(typed: Typed): Typed {
  return typed.kind === 'cast' ? uncast(typed.value) : typed;
}

function columnBelow(plan: Plan, column: number, { tables }: Origins): Typed | undefined {
  const of = (input: Plan | undefined, index = column): Typed | undefined => {
    const type = input?.columns[index]?.type;
    return input && type && { kind: 'column', plan: input.id, column: index, type };
  };
  switch (plan.kind) {
    case 'project':
      return plan.expressions[column];
    case 'aggregate':
      return plan.keys[column];
    case 'join': {
      const border = plan.left.columns.length;
      return column < border ? of(plan.left) : of(plan.right, column - border);
    }
    case 'common table':
      return of(tables.get(plan.table)?.plan);
    case 'scan':
    case 'values':
    case 'set operation':
      return undefined;
    default:
      return of(plan.input);
  }
}
