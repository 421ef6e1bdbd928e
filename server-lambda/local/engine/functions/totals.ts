import { checkedDecimal, divideHalfUp } from './decimals.ts';
import { SqlFailure } from './implementation.ts';
import { roundHalfUp } from './number-casts.ts';
import { inRange } from './whole-numbers.ts';
import { ofValues } from './typed-aggregates.ts';
import type { AggregateImplementation, BoundCall } from './implementation.ts';
import type { Value } from '../values.ts';

export const TOTALS: Readonly<Record<string, AggregateImplementation>> = {
  sum: ofValues((values: readonly (number | bigint)[], call) => sum(values, call)),
  avg: ofValues((values: readonly (number | bigint)[], call) => average(values, call)),
};

function sum(values: readonly (number | bigint)[], call: BoundCall): Value {
  switch (call.type.kind) {
    case 'bigint':
      return (values as readonly bigint[]).reduce(addBigints);
    case 'decimal':
      return checkedDecimal((values as readonly bigint[]).reduce((left, right) => left + right));
    case 'interval day to second':
      return (values as readonly bigint[]).reduce(addBigints);
    case 'real':
      return Math.fround(addNumbers(values));
    default:
      return addNumbers(values);
  }
}

function addBigints(left: bigint, right: bigint): bigint {
  const total = left + right;
  if (!inRange(total, 'bigint')) throw new SqlFailure(`bigint addition overflow: ${left} + ${right}`);
  return total;
}

function addNumbers(values: readonly (number | bigint)[]): number {
  return values.reduce((total: number, value) => total + Number(value), 0);
}

function average(values: readonly (number | bigint)[], call: BoundCall): Value {
  const count = values.length;
  switch (call.type.kind) {
    case 'decimal': {
      const total = (values as readonly bigint[]).reduce((left, right) => left + right);
      return divideHalfUp(checkedDecimal(total), BigInt(count));
    }
    case 'interval day to second':
      return BigInt(roundHalfUp(addNumbers(values) / count));
    case 'interval year to month':
      return roundHalfUp(addNumbers(values) / count);
    case 'real':
      return Math.fround(addNumbers(values) / count);
    default:
      return addNumbers(values) / count;
  }
}
