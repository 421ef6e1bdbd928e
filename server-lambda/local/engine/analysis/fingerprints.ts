import type { Expression, Identifier } from '#core/sql/syntax/tree.ts';
import { partsOf } from './names.ts';

/** Gives expressions numbers that are equal where they say the same of the same columns. */
export type Fingerprints = (expression: Expression) => number;

/** What a name stands for, as text; undefined where only its letters count. */
export type NameKey = (parts: readonly Identifier[]) => string | undefined;

/**
 * Numbers come from `known`; fingerprints that share it can be compared. What lambdas bind is told apart from columns
 * when the expression around them has been numbered before. In subqueries the letters count.
 */
export function createFingerprints(known: Map<string, number>, nameKey: NameKey): Fingerprints {
  const done = new WeakMap<object, number>();

  const numberOf = (text: string): number => {
    const found = known.get(text) ?? known.size;
    known.set(text, found);
    return found;
  };

  const properties = (node: object, bound: ReadonlySet<string> | 'letters'): number => {
    const parts = Object.entries(node)
      .filter(([key, value]) => key !== 'at' && value !== undefined)
      .map(([key, value]) => `${key}:${visit(value, bound)}`);
    return numberOf(`{${parts.sort().join()}}`);
  };

  const compute = (node: object, bound: ReadonlySet<string> | 'letters'): number => {
    if (!('kind' in node)) return properties(node, bound);
    // What has a kind and stands in an expression is an expression, or is told apart by its properties.
    const expression = node as Expression;
    if (bound === 'letters') return properties(node, bound);
    switch (expression.kind) {
      case 'name':
      case 'field': {
        const parts = partsOf(expression);
        const first = parts?.[0]?.name;
        const key = parts === undefined || first === undefined || bound.has(first) ? undefined : nameKey(parts);
        return key === undefined ? properties(node, bound) : numberOf(`#${key}`);
      }
      case 'lambda':
        return properties(node, new Set([...bound, ...expression.parameters.map(({ name }) => name)]));
      default:
        return properties(node, (node as { readonly kind: string }).kind === 'query' ? 'letters' : bound);
    }
  };

  const visit = (value: unknown, bound: ReadonlySet<string> | 'letters'): number => {
    if (typeof value !== 'object' || value === null) return numberOf(JSON.stringify(value));
    if (Array.isArray(value)) return numberOf(`[${value.map((item) => visit(item, bound)).join()}]`);
    const number = done.get(value) ?? compute(value, bound);
    done.set(value, number);
    return number;
  };

  return (expression) => visit(expression, new Set());
}
