import { SqlFailure } from './implementation.ts';
import { nullableScalar, scalar } from './typed-arguments.ts';
import type { ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

type Items = readonly Value[];
type Lambda = (...values: Value[]) => Value;

export const ARRAY_LAMBDAS: Readonly<Record<string, ScalarImplementation>> = {
  all_match: scalar((items: Items, condition: Lambda) => quantified(items, condition, false)),
  any_match: scalar((items: Items, condition: Lambda) => quantified(items, condition, true)),
  none_match: scalar((items: Items, condition: Lambda) => {
    const any = quantified(items, condition, true);
    return any === null ? null : !any;
  }),
  filter: scalar((items: Items, condition: Lambda) => items.filter((item) => condition(item) === true)),
  transform: scalar((items: Items, change: Lambda) => items.map((item) => change(item))),
  zip_with: scalar((left: Items, right: Items, join: Lambda) =>
    Array.from({ length: Math.max(left.length, right.length) }, (_, at) => join(left[at] ?? null, right[at] ?? null)),
  ),
  reduce: nullableScalar((items: Items | null, start: Value, step: Lambda, finish: Lambda) =>
    items === null ? null : finish(items.reduce((state: Value, item) => step(state, item), start)),
  ),
};

/** `decisive` as soon as the condition gives it; else NULL where it gave NULL; else the opposite. */
function quantified(items: Items, condition: Lambda, decisive: boolean): boolean | null {
  let result: boolean | null = !decisive;
  for (const item of items) {
    const holds = condition(item);
    if (holds === decisive) return decisive;
    if (holds === null) result = null;
  }
  return result;
}

/** The elements in the order of a comparator, NULLs among them. */
export function sortBy(items: Items, comparator: Lambda): Items {
  return items.toSorted((left, right) => {
    const order = comparator(left, right);
    if (order !== -1 && order !== 0 && order !== 1)
      throw new SqlFailure('Lambda comparator must return either -1, 0, or 1');
    return order;
  });
}
