import { arithmetic, negation } from './arithmetic.ts';
import { COMPARISON_IMPLEMENTATIONS } from './comparisons.ts';
import { CONCATENATION_IMPLEMENTATION } from './concatenation.ts';
import { LIKE_IMPLEMENTATION } from './like.ts';
import { SUBSCRIPT_IMPLEMENTATION } from './subscripts.ts';
import { TIME_OPERATORS } from './time-operators.ts';
import { nullableScalar } from './typed-arguments.ts';
import type { BoundCall, ScalarImplementation } from './implementation.ts';
import type { Value } from '../values.ts';

/** By the names that a typed `call` has for operators. */
export const OPERATOR_IMPLEMENTATIONS: Readonly<Record<string, ScalarImplementation>> = {
  ...COMPARISON_IMPLEMENTATIONS,
  '+': onTimesOr(arithmetic('+')),
  '-': onTimesOr(arithmetic('-')),
  '*': onTimesOr(arithmetic('*')),
  '/': onTimesOr(arithmetic('/')),
  '%': arithmetic('%'),
  negate: onTimesOr({ bind: (call) => negation(call.type) }),
  '||': CONCATENATION_IMPLEMENTATION,
  like: LIKE_IMPLEMENTATION,
  subscript: SUBSCRIPT_IMPLEMENTATION,
  array: nullableScalar((...items: Value[]) => items),
  row: nullableScalar((...items: Value[]) => items),
};

/** The operator on dates, times and intervals where an operand is one, else that on numbers. */
function onTimesOr(numeric: ScalarImplementation): ScalarImplementation {
  return { bind: (call) => (timeOperator(call) ?? numeric).bind(call) };
}

function timeOperator(call: BoundCall): ScalarImplementation | undefined {
  const [left, right = left] = call.argumentTypes;
  return left === undefined || right === undefined ? undefined : TIME_OPERATORS[call.name]?.(left, right);
}
