import type { SqlType } from '../types.ts';
import type { Value } from '../values.ts';
import { addMonths, checkedDays } from './calendar.ts';
import { microsPlusMonths, unitArithmetic } from './date-arithmetic.ts';
import type { Evaluate } from './implementation.ts';
import { SqlFailure } from './implementation.ts';
import { asBigInt, asNumber } from './value-kinds.ts';

const MILLIS_PER_DAY = 86_400_000n;
const MOST_ENTRIES = 10_000n;

/**
 * What `sequence` gives from start to stop, both dates or both timestamps; with a step of an interval type, or without
 * one, for dates, by days up or down. Months are counted from the start, so that a month's end stays one.
 */
export function timeSequence(type: SqlType, step?: SqlType): Evaluate {
  const isDate = type.kind === 'date';
  if (step?.kind === 'interval year to month') {
    const months = unitArithmetic('month', isDate ? { kind: 'date' } : { kind: 'timestamp', precision: 6 });
    return (start = null, stop = null, by) =>
      sequenceEntries(months.difference(start, stop), direction(stop, start), BigInt(asNumber(by)), (count) =>
        isDate
          ? checkedDays(addMonths(asNumber(start), Number(count)))
          : microsPlusMonths(asBigInt(start), Number(count)),
      );
  }
  if (isDate) {
    return (start, stop, by) => {
      const [from, to] = [asNumber(start), asNumber(stop)];
      const days = step ? wholeDays(asBigInt(by)) : to >= from ? 1n : -1n;
      return sequenceEntries(BigInt(to - from), to - from, days, (count) => from + Number(count));
    };
  }
  return (start, stop, by) => {
    const length = asBigInt(stop) - asBigInt(start);
    return sequenceEntries(length, Number(length), asBigInt(by) * 1000n, (count) => asBigInt(start) + count);
  };
}

/**
 * What lies from a start to `length` beyond it, step by step; `at` gives the value that far from the start. `length` and
 * `step` are in one unit; `sign` is that of stop − start. SqlFailure for a wrong step and for more than 10,000 values.
 */
export function sequenceEntries(length: bigint, sign: number, step: bigint, at: (count: bigint) => Value): Value[] {
  if (step === 0n) throw new SqlFailure('step must not be zero');
  if (step > 0n ? sign < 0 : sign > 0) {
    throw new SqlFailure(
      'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise ' +
        'stop should be less than or equal to start',
    );
  }
  const count = length / step + 1n;
  if (count > MOST_ENTRIES) throw new SqlFailure('result of sequence function must not have more than 10000 entries');
  return Array.from({ length: Number(count) }, (_, index) => at(BigInt(index) * step));
}

/** Negative where left is before right. */
function direction(left: Value, right: Value): number {
  return Number(left) - Number(right);
}

function wholeDays(millis: bigint): bigint {
  if (millis % MILLIS_PER_DAY !== 0n) {
    throw new SqlFailure('sequence step must be a day interval if start and end values are dates');
  }
  return millis / MILLIS_PER_DAY;
}
