import { checkedDecimal, divideHalfUp, powerOfTen, rescale } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { evaluation } from './typed-arguments.ts';
import type { ArithmeticOperator } from '#core/sql/syntax/tree.ts';
import type { Evaluate } from './implementation.ts';
import type { SqlType } from '../types.ts';

type Decimal = Extract<SqlType, { kind: 'decimal' }>;

/** Exact arithmetic, rounded half away from zero to the result's scale, as Trino does. */
export function decimalArithmetic(sign: ArithmeticOperator, left: Decimal, right: Decimal, type: SqlType): Evaluate {
  const scale = type.kind === 'decimal' ? type.scale : Math.max(left.scale, right.scale);
  const compute = OPERATIONS[sign](left.scale, right.scale, scale);
  return evaluation((a: bigint, b: bigint) => checkedDecimal(compute(a, b)));
}

type Operation = (left: bigint, right: bigint) => bigint;

const OPERATIONS: Readonly<
  Record<ArithmeticOperator, (leftScale: number, rightScale: number, scale: number) => Operation>
> = {
  '+': (leftScale, rightScale, scale) => (left, right) =>
    rescale(left, leftScale, scale) + rescale(right, rightScale, scale),
  '-': (leftScale, rightScale, scale) => (left, right) =>
    rescale(left, leftScale, scale) - rescale(right, rightScale, scale),
  '*': (leftScale, rightScale, scale) => (left, right) => rescale(left * right, leftScale + rightScale, scale),
  '/': (leftScale, rightScale, scale) => {
    const shift = powerOfTen(scale + rightScale - leftScale);
    return (left, right) => divideHalfUp(left * shift, nonZero(right));
  },
  '%': (leftScale, rightScale, scale) => (left, right) =>
    rescale(left, leftScale, scale) % rescale(nonZero(right), rightScale, scale),
};

function nonZero(divisor: bigint): bigint {
  if (divisor === 0n) throw new SqlFailure('Division by zero');
  return divisor;
}
