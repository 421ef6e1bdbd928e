import type { SortItem } from '#core/sql/syntax/tree.ts';
import { typeText } from '../types.ts';
import { AnalysisFailure } from './analysis-failure.ts';
import { expressionText } from './expression-text.ts';
import { isOrderable } from './type-properties.ts';
import type { SortKey, Typed } from './typed-tree.ts';

/** A key of ORDER BY; NULLs come last unless NULLS FIRST says otherwise. Throws AnalysisFailure without an order. */
export function keyOf(value: Typed, { value: expression, descending, nulls }: SortItem): SortKey {
  if (!isOrderable(value.type))
    throw new AnalysisFailure(
      `Type ${typeText(value.type)} is not orderable, and therefore cannot be used in ORDER BY: ${expressionText(expression)}`,
      expression.at,
    );
  return { value, descending, nullsFirst: nulls === 'first' };
}
