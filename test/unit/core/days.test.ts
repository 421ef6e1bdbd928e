import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysIn, isDay, periodBefore } from '#core/days.ts';

const anyDay = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map(dayOf);

describe('days', () => {
  it('accepts every day that exists', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(isDay(day)).toBe(true);
      }),
    );
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '0000-01-01',
    '25-01-01',
    '2025-1-1',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    'today',
    '',
  ])('refuses %j, which is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  it('has leap days where the calendar has them', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('1900-02-29')).toBe(false);
    expect(isDay('2000-02-29')).toBe(true);
  });

  it('goes back what it went forward', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 36_500 }), (day, days) => {
        const there = addDays(day, days);
        if (there < '9999-12-31') expect(addDays(there, -days)).toBe(day);
      }),
    );
  });

  it('puts the period before right in front, of equal length', () => {
    expect(periodBefore({ start: '2025-03-01', end: '2025-03-31' })).toEqual({
      start: '2025-01-29',
      end: '2025-02-28',
    });
    expect(daysIn({ start: '2025-03-01', end: '2025-03-31' })).toBe(31);
  });

  it('has no period before the first day of the calendar', () => {
    expect(periodBefore({ start: '0001-01-01', end: '2026-12-31' })).toBeNull();
  });
});
