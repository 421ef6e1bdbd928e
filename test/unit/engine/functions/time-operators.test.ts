import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitArithmetic } from '../../../../server-lambda/local/engine/functions/date-arithmetic.ts';
import { TIME_OPERATORS } from '../../../../server-lambda/local/engine/functions/time-operators.ts';
import { timeSequence } from '../../../../server-lambda/local/engine/functions/time-sequence.ts';
import {
  dateText,
  parseDate,
  parseTimestamp,
  parseZoned,
  timestampText,
  zonedText,
} from '../../../../server-lambda/local/engine/functions/time-text.ts';
import type { SqlType } from '../../../../server-lambda/local/engine/types.ts';
import type { Value } from '../../../../server-lambda/local/engine/values.ts';
import { TEST_NOW, typeOf } from '../../../support/evaluate-function.ts';

const HOUR = 3_600_000n;
const DAY = 24n * HOUR;

function operate(operator: string, leftType: string, left: Value, rightType: string, right: Value): Value {
  const types = [typeOf(leftType), typeOf(rightType)] as const;
  const implementation = TIME_OPERATORS[operator]?.(...types);
  if (!implementation) throw new Error(`no ${leftType} ${operator} ${rightType}`);
  const call = { name: operator, argumentTypes: types, type: types[0], constants: [], session: { now: TEST_NOW } };
  return implementation.bind(call)(left, right);
}

const days = 'interval day to second';
const months = 'interval year to month';
const plus = (type: string, value: Value, interval: string, by: Value) => operate('+', type, value, interval, by);

describe('operators on dates and times', () => {
  test('a date less a date is an interval', () => {
    expect(operate('-', 'date', parseDate('2025-04-10'), 'date', parseDate('2025-01-01'))).toBe(99n * DAY);
  });

  test('an interval may come first, and whole days go onto a date', () => {
    expect(operate('+', days, DAY, 'date', parseDate('2025-01-02'))).toBe(parseDate('2025-01-03'));
    expect(operate('-', 'date', parseDate('2025-01-02'), days, DAY)).toBe(parseDate('2025-01-01'));
    expect(() => plus('date', 0, days, HOUR)).toThrow('Cannot add hour, minutes or seconds to a date');
    expect(() => operate('-', 'date', 0, days, HOUR)).toThrow('Cannot subtract hour, minutes or seconds from a date');
  });

  test('months end where the shorter month ends', () => {
    expect(plus('date', parseDate('2024-02-29'), months, 12)).toBe(parseDate('2025-02-28'));
    expect(plus('timestamp', parseTimestamp('2025-01-31 10:00:00', 6), months, 1)).toBe(
      parseTimestamp('2025-02-28 10:00:00', 6),
    );
  });

  test('in a zone days pass by the clock of UTC, months by its own clocks', () => {
    const zoned = (text: string) => parseZoned(`${text} America/New_York`, 0);
    const shown = (value: Value) => zonedText(value as ReturnType<typeof zoned>, 0);
    const before = zoned('2025-03-08 12:00:00');
    expect(shown(plus('timestamp with time zone', before, days, DAY))).toBe('2025-03-09 13:00:00 America/New_York');
    expect(shown(plus('timestamp with time zone', before, months, 1))).toBe('2025-04-08 12:00:00 America/New_York');
    const skipped = plus('timestamp with time zone', zoned('2025-02-09 02:30:00'), months, 1);
    expect(shown(skipped)).toBe('2025-03-09 03:30:00 America/New_York');
  });

  test('a time of day goes round', () => {
    expect(plus('time', 23n * HOUR * 1000n, days, 2n * HOUR)).toBe(HOUR * 1000n);
    expect(operate('-', 'time', 0n, days, HOUR)).toBe(23n * HOUR * 1000n);
  });

  test('a difference is rounded to milliseconds, halves up', () => {
    expect(operate('-', 'timestamp(6)', 500n, 'timestamp(6)', 0n)).toBe(1n);
    expect(operate('-', 'timestamp(6)', 0n, 'timestamp(6)', 500n)).toBe(0n);
  });

  test('intervals are added, multiplied, divided and negated', () => {
    expect(operate('+', days, DAY, days, HOUR)).toBe(25n * HOUR);
    expect(operate('*', days, DAY, 'double', 1.5)).toBe(36n * HOUR);
    expect(operate('*', 'bigint', 2n, months, 1)).toBe(2);
    expect(operate('/', days, 6n * DAY, 'double', 2)).toBe(3n * DAY);
    expect(operate('/', months, 5, 'double', 2)).toBe(2);
    expect(operate('negate', days, DAY, days, DAY)).toBe(-DAY);
    expect(() => operate('/', days, DAY, 'double', 0)).toThrow('Cannot divide by double 0.0');
  });

  test.each([
    ['+', days, months],
    ['-', months, days],
    ['+', 'date', 'date'],
    ['-', 'interval day to second', 'date'],
    ['+', 'date', 'bigint'],
  ] as const)('there is no %s of %s and %s', (operator, left, right) => {
    expect(TIME_OPERATORS[operator]?.(typeOf(left), typeOf(right))).toBeUndefined();
  });
});

describe('units', () => {
  const date = { kind: 'date' } as const;
  const timestamp = { kind: 'timestamp', precision: 3 } as const;

  test('what was added is the difference', () => {
    const day = fc.integer({ min: -100_000, max: 100_000 });
    const count = fc.integer({ min: -5000, max: 5000 });
    for (const unit of ['day', 'week', 'month', 'quarter', 'year']) {
      const { add, difference } = unitArithmetic(unit, date);
      fc.assert(
        fc.property(day, count, (start, units) => {
          // From a month's end, later months may be shorter than the way back.
          if (units < 0 && dateText(start).slice(8) > '28') return;
          expect(difference(start, add(start, BigInt(units)))).toBe(BigInt(units));
        }),
      );
    }
    for (const unit of ['millisecond', 'second', 'minute', 'hour', 'day', 'week']) {
      const { add, difference } = unitArithmetic(unit, timestamp);
      fc.assert(
        fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), count, (start, units) => {
          expect(difference(start * 1000n, add(start * 1000n, BigInt(units)))).toBe(BigInt(units));
        }),
      );
    }
  });

  test('what is truncated begins its unit and is not later', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 58n), max: 2n ** 58n }),
        fc.constantFrom('second', 'hour', 'day', 'week', 'month', 'quarter', 'year'),
        (micros, unit) => {
          const { truncate, difference } = unitArithmetic(unit, timestamp);
          const start = truncate(micros) as bigint;
          expect(start <= micros).toBe(true);
          expect(truncate(start)).toBe(start);
          expect(difference(start, micros)).toBe(0n);
        },
      ),
    );
  });

  test.each([
    ['year', '2020-02-29', '2021-02-28', 1n],
    ['month', '2025-01-31', '2025-02-28', 1n],
    ['month', '2025-02-28', '2025-01-31', -1n],
    ['quarter', '2025-01-31', '2025-06-30', 1n],
    ['week', '2025-01-05', '2025-01-19', 2n],
  ])('%ss from %s to %s', (unit, from, to, expected) => {
    expect(unitArithmetic(unit, date).difference(parseDate(from), parseDate(to))).toBe(expected);
  });

  test('only whole units count', () => {
    const { difference } = unitArithmetic('month', timestamp);
    expect(difference(parseTimestamp('2025-01-31 12:00:00', 3), parseTimestamp('2025-02-28 11:00:00', 3))).toBe(0n);
  });

  test('a value with few digits is rounded', () => {
    const { add } = unitArithmetic('millisecond', { kind: 'timestamp', precision: 0 });
    expect(timestampText(add(0n, 500n) as bigint, 0)).toBe('1970-01-01 00:00:01');
  });

  test('a date has no hours, a time no days', () => {
    expect(() => unitArithmetic('hour', date)).toThrow("'hour' is not a valid DATE field");
    expect(() => unitArithmetic('day', { kind: 'time', precision: 3 })).toThrow("'day' is not a valid TIME field");
    expect(() => unitArithmetic('Foo', timestamp)).toThrow("'foo' is not a valid TIMESTAMP field");
    expect(() => unitArithmetic('day', date).add(0, 3_000_000_000n)).toThrow('integer overflow');
  });
});

describe('sequences', () => {
  const dates = (start: string, stop: string, step?: SqlType, by?: Value) => {
    const values = [parseDate(start), parseDate(stop), ...(by === undefined ? [] : [by])];
    return (timeSequence({ kind: 'date' }, step)(...values) as number[]).map(dateText);
  };

  test('month ends stay month ends', () => {
    expect(dates('2025-01-31', '2025-04-30', { kind: 'interval year to month' }, 1)).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
    ]);
  });

  test('dates without a step go up or down', () => {
    expect(dates('2025-01-01', '2025-01-03')).toEqual(['2025-01-01', '2025-01-02', '2025-01-03']);
    expect(dates('2025-01-02', '2025-01-01')).toEqual(['2025-01-02', '2025-01-01']);
  });

  test('a wrong step is told', () => {
    const step = { kind: 'interval day to second' } as const;
    expect(() => dates('2025-01-01', '2025-01-02', step, HOUR)).toThrow('sequence step must be a day interval');
    expect(() => dates('2025-01-01', '2025-01-02', step, 0n)).toThrow('step must not be zero');
    expect(() => dates('2025-01-01', '2025-01-02', step, -DAY)).toThrow('sequence stop value should be');
    expect(() => dates('2025-01-01', '2090-01-02', step, DAY)).toThrow('must not have more than 10000 entries');
  });

  test('timestamps go by milliseconds', () => {
    const sequence = timeSequence({ kind: 'timestamp', precision: 0 }, { kind: 'interval day to second' });
    expect(sequence(0n, HOUR * 1000n, 25n * 60_000n)).toEqual([0n, 1_500_000_000n, 3_000_000_000n]);
  });
});
