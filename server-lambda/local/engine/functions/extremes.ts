import { comparison } from './ordering.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/**
 * Finds the item whose key is the greatest (1) or least (-1), the first of equal ones, undefined of none. Keys are not
 * NULL; NaN counts only where there is nothing else.
 */
export function extremeOf(
  type: SqlType,
  direction: 1 | -1,
): <T>(items: readonly T[], key: (item: T) => Value) => T | undefined {
  const compare = comparison(type);
  return (items, key) => {
    let best = items[0];
    for (const item of items) {
      const [candidate, known] = [key(item), best === undefined ? null : key(best)];
      const isBetter = Number.isNaN(known) || (!Number.isNaN(candidate) && compare(candidate, known) * direction > 0);
      if (isBetter) best = item;
    }
    return best;
  };
}

/** The greatest (1) or least (-1) of values that are not NULL, as `extremeOf`; NULL of none. */
export function greatestOf(type: SqlType, direction: 1 | -1): (values: readonly Value[]) => Value {
  const find = extremeOf(type, direction);
  return (values) => find(values, (value) => value) ?? null;
}
