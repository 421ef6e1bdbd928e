import { comparison } from './ordering.ts';
import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';

/**
 * The greatest (1) or least (-1) of values that are not NULL, the first of equal ones, NULL of none. NaN counts only
 * where there is nothing else.
 */
export function greatestOf(type: SqlType, direction: 1 | -1): (values: readonly Value[]) => Value {
  const compare = comparison(type);
  return (values) => {
    let best: Value = null;
    for (const value of values) {
      if (best === null || Number.isNaN(best) || (!Number.isNaN(value) && compare(value, best) * direction > 0))
        best = value;
    }
    return best;
  };
}
