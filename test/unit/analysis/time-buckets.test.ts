import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsIn, daysByWeekday, isPartial, shownBucket } from '#core/analysis/time-buckets.ts';
import { TIME_UNITS } from '#core/contract/groups.ts';
import { addDays, daysIn } from '#core/days.ts';

const PERIOD = { start: '2026-09-03', end: '2026-10-06' };

describe('buckets of time', () => {
  it.each([
    ['day', ['2026-09-03', '2026-09-04'], '2026-09-04'],
    ['week', ['2026-08-31', '2026-09-07'], '2026-09-07'],
    ['month', ['2026-09', '2026-10'], '2026-10-06'],
    ['quarter', ['2026-Q3', '2026-Q4'], '2026-10-06'],
    ['weekday', ['4', '5'], '2026-09-04'],
  ] as const)('are every %s of the period, in order', (unit, keys, end) => {
    expect(bucketsIn({ ...PERIOD, end }, [unit])).toEqual(keys.map((key) => [key]));
  });

  it('are the hours of a day', () => {
    const hours = bucketsIn({ start: '2026-09-03', end: '2026-09-03' }, ['hour']);
    expect(hours).toHaveLength(24);
    expect([hours?.[0], hours?.[23]]).toEqual([['00'], ['23']]);
  });

  it('are of two units those that meet', () => {
    expect(bucketsIn({ start: '2026-09-28', end: '2026-10-06' }, ['week', 'month'])).toEqual([
      ['2026-09-28', '2026-09'],
      ['2026-09-28', '2026-10'],
      ['2026-10-05', '2026-10'],
    ]);
    expect(bucketsIn({ start: '2026-09-03', end: '2027-09-03' }, ['weekday', 'hour'])).toHaveLength(168);
  });

  it('are not listed where there are too many to count', () => {
    expect(bucketsIn({ start: '0001-01-01', end: '9999-12-31' }, ['month'])).toBeUndefined();
    expect(bucketsIn({ start: '2000-01-01', end: '2010-12-31' }, ['day', 'hour'])).toBeUndefined();
    expect(bucketsIn({ start: '9999-12-30', end: '9999-12-31' }, ['quarter'])).toEqual([['9999-Q4']]);
  });

  it.each([
    [['week'], ['2026-08-31'], true],
    [['week'], ['2026-09-07'], false],
    [['month'], ['2026-09'], true],
    [['quarter'], ['2026-Q3'], true],
    [['quarter'], ['2026-Q4'], true],
    [['day'], ['2026-09-03'], false],
    [['weekday', 'hour'], ['1', '00'], false],
    [['quarter', 'week'], ['2026-Q3', '2026-09-28'], false],
    [['quarter', 'week'], ['2026-Q4', '2026-09-28'], false],
    [['quarter', 'week'], ['2026-Q4', '2026-10-05'], true],
  ] as const)('of %j: that %j is partly outside the period is %s', (units, keys, partial) => {
    expect(isPartial(PERIOD, units, keys)).toBe(partial);
  });

  it('have no gap and no overlap: days of the buckets that are whole make up the period', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), fc.constantFrom(...TIME_UNITS), (start, length, unit) => {
        const period = { start, end: addDays(start, length) };
        const buckets = (bucketsIn(period, [unit]) ?? []).map(([key = '']) => key);
        expect(buckets).toEqual([...new Set(buckets)].sort());
        const sizes = { day: 1, week: 7, month: 31, quarter: 92, weekday: Infinity, hour: Infinity };
        expect(buckets.length * sizes[unit]).toBeGreaterThanOrEqual(daysIn(period));
        const whole = buckets.filter((key) => !isPartial(period, [unit], [key])).length;
        if (unit !== 'weekday' && unit !== 'hour') expect(buckets.length - whole).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('of weekdays have as many days as the calendar has', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 60 }), (start, length) => {
        const period = { start, end: addDays(start, length) };
        const found = new Map([...daysByWeekday(period).keys()].map((name) => [name, 0]));
        for (const [key = ''] of bucketsIn(period, ['day']) ?? []) {
          const name = new Date(key).toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
          found.set(name, (found.get(name) ?? 0) + 1);
        }
        expect(daysByWeekday(period)).toEqual(found);
      }),
    );
  });

  it('are shown by their names', () => {
    expect([shownBucket('weekday', '1'), shownBucket('weekday', '7'), shownBucket('hour', '09')]).toEqual([
      'Monday',
      'Sunday',
      9,
    ]);
    expect(shownBucket('week', '2026-08-31')).toBe('2026-08-31');
  });
});
