import type { SqlType } from '../types.ts';
import type { ScalarImplementation } from './implementation.ts';

/**
 * What computes an operator on dates, times and intervals, by its name (`+ - * /`) and the types of its operands;
 * `negate` has its operand's type twice. Undefined where neither operand is of these types.
 */
export const TIME_OPERATORS: Readonly<
  Record<string, (left: SqlType, right: SqlType) => ScalarImplementation | undefined>
> = {};
