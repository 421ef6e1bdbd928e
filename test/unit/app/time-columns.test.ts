import { describe, expect, it } from 'vitest';
import { byMonth, byTime } from '../../../server-lambda/app/time-columns.ts';
import { wordsFor } from '../../../server-lambda/app/words.ts';

const words = wordsFor('en-US');
const DAY_MS = 86_400_000;

/** One case a day. */
function days(first: string, count: number): ReadonlyMap<string, number> {
  const day = (index: number) => new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10);
  return new Map(Array.from({ length: count }, (_, index) => [day(index), 1]));
}

describe('columns of time', () => {
  it.each([
    [36, 'day', 36],
    [37, 'week', 6],
    [250, 'week', 36],
    [300, 'month', 10],
    [2_000, 'year', 6],
  ] as const)('of %i days are a %s each', (count, unit, columns) => {
    const time = byTime(days('2020-01-01', count), words);
    expect(time.unit).toBe(unit);
    expect(time.columns).toHaveLength(columns);
    expect(time.columns.reduce((sum, column) => sum + column.count, 0)).toBe(count);
  });

  it('begin a week on Monday', () => {
    const { columns } = byTime(days('2026-07-01', 60), words);
    expect(columns.slice(0, 2)).toEqual([
      { label: 'Jun 29', count: 5 },
      { label: 'Jul 6', count: 7 },
    ]);
  });

  it('go over the end of a year, and are none where there is nothing', () => {
    const months = byMonth(
      new Map([
        ['2026-02', 1],
        ['2025-11', 2],
      ]),
      words,
    );
    expect(months.columns.map(({ label, count }) => `${label} ${count}`)).toEqual([
      'Nov 2025 2',
      'Dec 2025 0',
      'Jan 2026 0',
      'Feb 2026 1',
    ]);
    expect(byMonth(new Map(), words).columns).toEqual([]);
  });
});
