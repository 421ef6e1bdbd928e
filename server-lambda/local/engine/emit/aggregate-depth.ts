import { childrenOf } from '../analysis/children.ts';
import { expressionsOf, inputsOf } from '../analysis/plan-walk.ts';
import type { CommonTablePlan, Plan, Typed } from '../analysis/typed-tree.ts';

/**
 * How many aggregates stand inside one another at most. DuckDB checks that a scalar subquery has one row by an aggregate,
 * so each of them counts, too. A common table counts where it is read, if it is read once: DuckDB puts it there.
 */
export function aggregateDepth(plan: Plan, uses: ReadonlyMap<number, number>): number {
  const tables = new Map<number, number>();
  const deepest = (depths: readonly number[]) => depths.reduce((most, depth) => Math.max(most, depth), 0);

  const depthOf = (step: Plan): number => {
    if (step.kind === 'common table') return uses.get(step.table) === 1 ? (tables.get(step.table) ?? 0) : 0;
    const below = step.kind === 'with' ? depthOfWith(step) : deepest(inputsOf(step).map(depthOf));
    const inside = deepest(expressionsOf(step).map(depthOfTyped));
    return Math.max(below, inside) + (step.kind === 'aggregate' ? 1 : 0);
  };

  const depthOfWith = (step: Plan & { readonly kind: 'with' }): number => {
    const depths = step.tables.map((table) => {
      const depth = depthOfTable(table);
      tables.set(table.table, depth);
      return depth;
    });
    return Math.max(deepest(depths), depthOf(step.input));
  };

  const depthOfTable = ({ plan: base, step }: CommonTablePlan): number =>
    Math.max(depthOf(base), step === undefined ? 0 : depthOf(step));

  const depthOfTyped = (typed: Typed): number => {
    const below = deepest(childrenOf(typed).map(depthOfTyped));
    switch (typed.kind) {
      case 'scalar subquery':
        return 1 + depthOf(typed.plan);
      case 'exists':
        return depthOf(typed.plan);
      case 'in subquery':
      case 'quantified':
        return Math.max(below, 1 + depthOf(typed.plan));
      default:
        return below;
    }
  };

  return depthOf(plan);
}
