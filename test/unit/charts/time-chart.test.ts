import { describe, expect, it } from 'vitest';
import { timeChart, type Moment } from '#core/charts/time-chart.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { ENGLISH } from '../../support/chart-english.ts';

const [SEVERITY] = DIMENSIONS;
const DAY_MS = 86_400_000;

/** One case a day. */
function days(first: string, count: number): readonly Moment[] {
  return Array.from({ length: count }, (_none, index) => ({
    time: new Date(Date.parse(first) + index * DAY_MS).toISOString().slice(0, 10),
    count: 1,
  }));
}

function chart(moments: readonly Moment[], more: Partial<Parameters<typeof timeChart>[2]> = {}) {
  return timeChart(moments, ENGLISH, { title: (unit) => `Cases by ${unit}`, ...more });
}

describe('a chart over time', () => {
  it.each([
    [36, 'day', 36],
    [37, 'week', 6],
    [250, 'week', 36],
    [300, 'month', 10],
    [2_000, 'year', 6],
  ] as const)('of %i days has a column for each %s', (count, unit, columns) => {
    const { title, marks } = chart(days('2020-01-01', count));
    expect(title).toBe(`Cases by ${unit}`);
    expect(marks).toHaveLength(columns);
    expect(marks.reduce((sum, { counts: [one = 0] }) => sum + one, 0)).toBe(count);
  });

  it('begins a week on Monday, and says that the first and the last may not be whole', () => {
    const { marks, note } = chart(days('2026-07-01', 60));
    expect(marks.slice(0, 2)).toMatchObject([
      { label: 'Jun 29', counts: [5], pick: { kind: 'days', start: '2026-06-29', end: '2026-07-05' } },
      { label: 'Jul 6', counts: [7] },
    ]);
    expect(note).toBe('The first and the last column may be incomplete.');
  });

  it('has a column for a month without cases, over the end of a year, and counts those without a date apart', () => {
    const { marks, note, table } = chart([
      { time: '2026-02', count: 4 },
      { time: '2025-11', count: 2 },
      { time: null, count: 7 },
      { time: '2026-13', count: 1 },
    ]);
    expect(marks.map(({ label, counts: [count] }) => `${label} ${count}`)).toEqual([
      'Nov 2025 2',
      'Dec 2025 0',
      'Jan 2026 0',
      'Feb 2026 4',
    ]);
    expect(marks[3]?.pick).toEqual({ kind: 'days', start: '2026-02-01', end: '2026-02-28' });
    expect(note).toBe('8 more have no usable date.');
    expect(table.rows.at(-1)).toEqual({ label: '(no date)', cells: [8] });
  });

  it('counts by years where months would be too thin, and has the months in its table', () => {
    const months = Array.from({ length: 300 }, (_none, index) => ({
      time: `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      count: 1,
    }));
    const { marks, table } = chart(months);
    expect(marks).toHaveLength(25);
    expect(marks[0]).toMatchObject({
      pick: { start: '2000-01-01', end: '2000-12-31' },
      name: '2000: 12 cases',
    });
    expect(table.rows).toHaveLength(300);
    expect(chart(months.slice(0, 60), { most: 60 }).marks).toHaveLength(60);
  });

  it('stacks severities, the gravest at the foot', () => {
    const moments = [
      { time: '2026-01', value: 'low', count: 3 },
      { time: '2026-01', value: 'critical', count: 1 },
      { time: '2026-02', value: null, count: 2 },
    ];
    const { series, marks, table } = chart(moments, { title: 'Severity over time', dimension: SEVERITY });
    expect(series.map(({ label, tone }) => [label, tone])).toEqual([
      ['critical', 'critical'],
      ['low', 'low'],
      ['(none)', 'none'],
    ]);
    expect(marks.map(({ counts }) => counts)).toEqual([
      [1, 3, 0],
      [0, 0, 2],
    ]);
    expect(marks[0]?.name).toBe('Jan 2026: 4 cases (critical 1, low 3)');
    expect(table).toEqual({
      heads: ['Month', 'critical', 'low', '(none)', 'Total'],
      rows: [
        { label: 'Jan 2026', cells: [1, 3, 0, 4] },
        { label: 'Feb 2026', cells: [0, 0, 2, 2] },
      ],
    });
  });

  it('has a row for cases without a date, so that its sum is the total', () => {
    const moments = [
      { time: '2026-01', value: 'low', count: 3 },
      { time: '2026-01', value: 'high', count: 1 },
      { time: null, value: 'low', count: 2 },
    ];
    const { table } = chart(moments, { dimension: SEVERITY });
    expect(table.rows).toEqual([
      { label: 'Jan 2026', cells: [1, 3, 4] },
      { label: '(no date)', cells: [null, null, 2] },
    ]);
  });

  it('tells in a sentence where time begins, where it ends and when the most were', () => {
    const moments = [
      { time: '2026-01', count: 4 },
      { time: '2026-02', count: 9 },
      { time: '2026-03', count: 2 },
    ];
    expect(chart(moments).sentence).toBe(
      'Cases by month: from 4 in Jan 2026 to 2 in Mar 2026; the peak is 9 in Feb 2026.',
    );
    expect(chart(moments.slice(0, 1)).sentence).toBe('Cases by month: Jan 2026 4.');
    expect(chart([])).toMatchObject({ sentence: 'Cases by day: no cases.', marks: [] });
  });

  it('is not led astray by a year in which there was no support', () => {
    const { marks, note } = chart([
      { time: '0001-01', count: 1 },
      { time: '9999-12', count: 1 },
      { time: '2026-01', count: 5 },
    ]);
    expect(marks.map(({ label }) => label)).toEqual(['Jan 2026']);
    expect(note).toBe('2 more have no usable date.');
  });
});
