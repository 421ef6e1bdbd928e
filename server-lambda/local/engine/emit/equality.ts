import type { Typed } from '../analysis/typed-tree.ts';
import { someBelow } from '../analysis/children.ts';
import type { ExpressionEmitter } from './expression.ts';

/** Which side of a join a column is of; undefined for columns of others. */
export type SideOf = (column: Typed & { readonly kind: 'column' }) => 'left' | 'right' | undefined;

/**
 * The SQL of `left expression = right expression` as a comparison of two columns, by which DuckDB joins quickly;
 * undefined for any other term, and for types whose equality is not that of their keys.
 */
export function equalityOfSides(term: Typed, side: SideOf, expressions: ExpressionEmitter): string | undefined {
  if (term.kind !== 'call' || term.name !== '=') return undefined;
  const [left, right] = term.arguments;
  if (left === undefined || right === undefined || !hasExactKey(left) || !hasExactKey(right)) return undefined;
  const sides = [sideOfAll(left, side), sideOfAll(right, side)];
  if (!sides.includes('left') || !sides.includes('right')) return undefined;
  return `${expressions.key(left)} = ${expressions.key(right)}`;
}

/** Not doubles, because of NaN, and not arrays and rows, because of the NULLs in them. */
function hasExactKey({ type }: Typed): boolean {
  return !['real', 'double', 'array', 'map', 'row', 'function', 'unknown'].includes(type.kind);
}

/** The one side that all columns are of. */
function sideOfAll(typed: Typed, side: SideOf): 'left' | 'right' | undefined {
  const sides = new Set<'left' | 'right' | undefined>();
  const isForeign = someBelow(typed, (part) => {
    if (part.kind === 'column') sides.add(side(part));
    return 'plan' in part && typeof part.plan === 'object';
  });
  const [only] = sides;
  return isForeign || sides.size !== 1 ? undefined : only;
}
