import type { Typed } from './typed-tree.ts';

/** The expressions right below one, not those in the plan of a subquery. */
export function childrenOf(typed: Typed): readonly Typed[] {
  switch (typed.kind) {
    case 'constant':
    case 'column':
    case 'variable':
    case 'scalar subquery':
    case 'exists':
      return [];
    case 'let':
      return [typed.value, typed.body];
    case 'call':
      return typed.arguments;
    case 'logical':
      return typed.terms;
    case 'cast':
    case 'not':
    case 'is null':
    case 'try':
    case 'field':
    case 'in subquery':
    case 'quantified':
      return [typed.value];
    case 'case':
      return [...typed.whens.flatMap(({ when, then }) => [when, then]), typed.otherwise];
    case 'coalesce':
      return typed.values;
    case 'nullif':
      return [typed.value, typed.equal];
    case 'lambda':
      return [typed.body];
  }
}

/** Whether it holds for the expression or one below it. */
export function someBelow(typed: Typed, holds: (typed: Typed) => boolean): boolean {
  return holds(typed) || childrenOf(typed).some((child) => someBelow(child, holds));
}
