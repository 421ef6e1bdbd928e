import { describe, expect, it } from 'vitest';
import { barChart, monthChart, pairChart, severityChart } from '../../../../extension/protocol/charts/count-charts.ts';
import { chartSentence } from '../../../../extension/protocol/charts/chart-sentence.ts';
import { chartTable } from '../../../../extension/protocol/charts/chart-table.ts';
import { ENGLISH } from './english.ts';

describe('charts of counts', () => {
  it('keep the order of values, and say of cases without a value that they have none', () => {
    const counts = [
      { value: 'amazon-s3', count: 5 },
      { value: null, count: 3 },
      { value: ' ', count: 1 },
    ];
    const { bars } = barChart('Services', counts, ENGLISH);
    expect(bars.map(({ label, count }) => [label, count])).toEqual([
      ['amazon-s3', 5],
      ['(none)', 3],
      ['(none)', 1],
    ]);
    expect(bars.map(({ value }) => value)).toEqual(['amazon-s3', null, ' ']);
  });

  it('put severities from the gravest on, each in its colour, and what is no severity last', () => {
    const counts = [
      { value: 'low', count: 50 },
      { value: 'strange', count: 9 },
      { value: 'critical', count: 1 },
    ];
    const { bars } = barChart('Severity', counts, ENGLISH, 'severity');
    expect(bars.map(({ value, tone }) => [value, tone])).toEqual([
      ['critical', 'critical'],
      ['low', 'low'],
      ['strange', 'none'],
    ]);
  });

  it('pair the values of two periods, the largest change first, those of one period alone too', () => {
    const now = [
      { value: 'a', count: 10 },
      { value: 'b', count: 5 },
    ];
    const before = [
      { value: 'a', count: 9 },
      { value: 'c', count: 4 },
    ];
    expect(pairChart('Services', now, before, ENGLISH).pairs).toMatchObject([
      { value: 'b', now: 5, before: 0 },
      { value: 'c', now: 0, before: 4 },
      { value: 'a', now: 10, before: 9 },
    ]);
  });

  it('have a column for a month without cases, and count those that have no date apart', () => {
    const chart = monthChart(
      'Months',
      [
        { value: '2026-02', count: 4 },
        { value: '2025-11', count: 2 },
        { value: null, count: 7 },
        { value: '2026-13', count: 1 },
      ],
      ENGLISH,
    );
    expect(chart.columns).toEqual([
      { month: '2025-11', counts: [2] },
      { month: '2025-12', counts: [0] },
      { month: '2026-01', counts: [0] },
      { month: '2026-02', counts: [4] },
    ]);
    expect(chart.undated).toBe(8);
  });

  it('stack severities in each month, the gravest at the foot', () => {
    const chart = severityChart(
      'Severity over time',
      [
        { month: '2026-01', severity: 'low', count: 3 },
        { month: '2026-01', severity: 'critical', count: 1 },
        { month: '2026-02', severity: null, count: 2 },
      ],
      ENGLISH,
    );
    expect(chart.series.map(({ label, tone }) => [label, tone])).toEqual([
      ['critical', 'critical'],
      ['low', 'low'],
      ['(none)', 'none'],
    ]);
    expect(chart.columns.map(({ counts }) => counts)).toEqual([
      [1, 3, 0],
      [0, 0, 2],
    ]);
  });

  it('show what a value hides, in one line of bounded length', () => {
    const value = `a\u202Eb\u0000\n${'x'.repeat(1_000_000)}`;
    const [bar] = barChart('Services', [{ value, count: 1 }], ENGLISH).bars;
    expect(bar?.label.startsWith('a⟦U+202E⟧b⟦U+0000⟧ xxx')).toBe(true);
    expect(bar?.label.length).toBeLessThan(250);
    expect(bar?.value).toBe(value);
  });
});

describe('the table behind a chart', () => {
  it('has every figure, also those that the drawing puts together', () => {
    const counts = Array.from({ length: 40 }, (_none, index) => ({ value: `s${index}`, count: 100 - index }));
    const { rows } = chartTable(barChart('Services', counts, ENGLISH), ENGLISH);
    expect(rows.map(({ label, numbers }) => ({ value: label, count: numbers[0] }))).toEqual(counts);
  });

  it('has a row for cases without a date, so that its sum is the total', () => {
    const months = [
      { month: '2026-01', severity: 'low', count: 3 },
      { month: null, severity: 'low', count: 2 },
    ];
    expect(chartTable(severityChart('Severity', months, ENGLISH), ENGLISH)).toEqual({
      heads: ['Month', 'low'],
      rows: [
        { label: 'Jan 2026', numbers: [3] },
        { label: '(no date)', numbers: [2] },
      ],
    });
  });

  it('has the change from one period to the other', () => {
    const chart = pairChart('Services', [{ value: 'a', count: 2 }], [{ value: 'a', count: 5 }], ENGLISH);
    expect(chartTable(chart, ENGLISH).rows).toEqual([{ label: 'a', numbers: [2, 5, -3] }]);
  });
});

describe('the sentence about a chart', () => {
  it('names the largest values and how many more there are', () => {
    const counts = Array.from({ length: 7 }, (_none, index) => ({ value: `s${index}`, count: 1000 - index }));
    expect(chartSentence(barChart('Services', counts, ENGLISH), ENGLISH)).toBe(
      'Services: s0 1,000, s1 999, s2 998, s3 997, s4 996, and 2 more.',
    );
  });

  it('tells where time begins, where it ends and when the most were', () => {
    const months = [
      { value: '2026-01', count: 4 },
      { value: '2026-02', count: 9 },
      { value: '2026-03', count: 2 },
    ];
    expect(chartSentence(monthChart('Cases by month', months, ENGLISH), ENGLISH)).toBe(
      'Cases by month: 4 in Jan 2026, 2 in Mar 2026; the most are 9 in Feb 2026.',
    );
  });

  it('says so where there is nothing', () => {
    expect(chartSentence(barChart('Services', [], ENGLISH), ENGLISH)).toBe('Services: no cases.');
  });
});
