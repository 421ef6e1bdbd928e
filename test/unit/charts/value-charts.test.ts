import { describe, expect, it } from 'vitest';
import { pairCounts } from '#core/analysis/changes.ts';
import { barChart, pairChart } from '#core/charts/value-charts.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { ENGLISH } from '../../support/chart-english.ts';

const [SEVERITY, SERVICE] = DIMENSIONS;

describe('a chart of the values of a dimension', () => {
  it('keeps the order of values, and says of cases without a value that they have none', () => {
    const counts = [
      { value: 'amazon-s3', count: 5 },
      { value: null, count: 3 },
      { value: ' ', count: 1 },
    ];
    const { title, marks } = barChart(SERVICE, counts, ENGLISH);
    expect(title).toBe('Services');
    expect(marks.map(({ label, counts: [count] }) => [label, count])).toEqual([
      ['amazon-s3', 5],
      ['(none)', 3],
      ['(none)', 1],
    ]);
    expect(marks.map(({ pick }) => pick)).toEqual(['amazon-s3', null, ' '].map((value) => ({ kind: 'value', value })));
    expect(marks[0]?.name).toBe('amazon-s3: 5 cases');
  });

  it('puts severities from the gravest on, each in its colour, and what is no severity last', () => {
    const counts = [
      { value: 'low', count: 50 },
      { value: 'strange', count: 9 },
      { value: 'critical', count: 1 },
    ];
    const { title, marks } = barChart(SEVERITY, counts, ENGLISH);
    expect(title).toBe('Severities');
    expect(marks.map(({ label, tone }) => [label, tone])).toEqual([
      ['critical', 'critical'],
      ['low', 'low'],
      ['strange', 'none'],
    ]);
  });

  it('puts what is too much into one row, and has all of it in its table', () => {
    const counts = Array.from({ length: 40 }, (_none, index) => ({ value: `s${index}`, count: 100 - index }));
    const { marks, table } = barChart(SERVICE, counts, ENGLISH);
    expect(marks).toHaveLength(9);
    expect(marks.at(-1)).toMatchObject({ pick: { kind: 'rest' }, name: '32 others: 2,448 cases', texts: ['2,448'] });
    expect(table.rows.map(({ label, cells }) => ({ value: label, count: cells[0] }))).toEqual(counts);
    expect(barChart(SERVICE, counts.slice(0, 9), ENGLISH).marks.at(-1)?.pick).toEqual({ kind: 'value', value: 's8' });
  });

  it('shows what a value hides, in one line of bounded length', () => {
    const value = `a\u202Eb\u0000\n${'x'.repeat(1_000_000)}`;
    const [mark] = barChart(SERVICE, [{ value, count: 1 }], ENGLISH).marks;
    expect(mark?.label.startsWith('a⟦U+202E⟧b⟦U+0000⟧ xxx')).toBe(true);
    expect(mark?.label.length).toBeLessThan(250);
    expect(mark?.pick).toEqual({ kind: 'value', value });
  });

  it('names in a sentence the largest values and how many more there are', () => {
    const counts = Array.from({ length: 7 }, (_none, index) => ({ value: `s${index}`, count: 1000 - index }));
    expect(barChart(SERVICE, counts, ENGLISH).sentence).toBe(
      'Services: s0 1,000, s1 999, s2 998, s3 997, s4 996, and 2 more.',
    );
    expect(barChart(SERVICE, [], ENGLISH)).toMatchObject({ sentence: 'Services: no cases.', marks: [] });
  });
});

describe('a chart of two periods', () => {
  const before = [
    { value: 'a', count: 9 },
    { value: 'c', count: 4 },
  ];
  const now = [
    { value: 'a', count: 10 },
    { value: 'b', count: 5 },
  ];

  it('pairs their values, the largest change first, those of one period alone too', () => {
    const { marks, table, sentence } = pairChart(SERVICE, pairCounts(before, now), ENGLISH, 'Services, now and before');
    expect(marks.map(({ label, counts }) => [label, ...counts])).toEqual([
      ['b', 5, 0],
      ['c', 0, 4],
      ['a', 10, 9],
    ]);
    expect(marks[0]).toMatchObject({
      name: 'b: 5 cases, 0 before',
      texts: ['5 (+5)', '0'],
      pick: { kind: 'value', value: 'b' },
    });
    expect(table).toEqual({
      heads: ['Service', 'This period', 'Before', 'Change'],
      rows: [
        { label: 'b', cells: [5, 0, 5] },
        { label: 'c', cells: [0, 4, -4] },
        { label: 'a', cells: [10, 9, 1] },
      ],
    });
    expect(sentence).toBe('Services, now and before: b from 0 to 5, c from 4 to 0, a from 9 to 10.');
  });

  it('marks which way a change goes that is significant, and says so', () => {
    const tested = pairCounts(before, now).map((pair) => ({ ...pair, significant: pair.value !== 'a' }));
    const { marks, table, sentence, note } = pairChart(SERVICE, tested, ENGLISH);
    expect(note).toBe('▲ and ▼ mark statistically significant changes.');
    expect(marks.map(({ texts }) => texts?.[0])).toEqual(['5 (+5) ▲', '0 (-4) ▼', '10 (+1)']);
    expect(table.heads.at(-1)).toBe('Statistically significant');
    expect(table.rows.map(({ cells }) => cells.at(-1))).toEqual(['yes', 'yes', 'no']);
    expect(sentence).toContain('b from 0 to 5 (statistically significant), ');
  });

  it('draws the largest changes, and has all of them in its table', () => {
    const many = Array.from({ length: 20 }, (_none, index) => ({ value: `s${index}`, before: 0, now: 20 - index }));
    const { marks, table } = pairChart(SERVICE, many, ENGLISH, 'Services');
    expect([marks.length, table.rows.length]).toEqual([8, 20]);
  });
});
