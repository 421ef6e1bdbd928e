import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../../extension/protocol/charts/chart.ts';
import { barChart, monthChart, pairChart, severityChart } from '../../../../extension/protocol/charts/count-charts.ts';
import { drawChart } from '../../../../extension/protocol/charts/draw-chart.ts';
import type { Drawing, Mark } from '../../../../extension/protocol/charts/marks.ts';
import { textWidth } from '../../../../extension/protocol/charts/text-width.ts';
import { ENGLISH } from './english.ts';

const rects = ({ marks }: Drawing) =>
  marks.filter((mark): mark is Extract<Mark, { kind: 'rect' }> => mark.kind === 'rect');
const texts = ({ marks }: Drawing) =>
  marks.filter((mark): mark is Extract<Mark, { kind: 'text' }> => mark.kind === 'text');

describe('a drawing of bars', () => {
  const counts = [
    { value: 'a', count: 40 },
    { value: 'b', count: 10 },
    { value: null, count: 0 },
  ];

  it('makes each bar as long as its count says, and writes the count behind it', () => {
    const drawing = drawChart(barChart('Services', counts, ENGLISH), 600, ENGLISH);
    const [a, b, none] = rects(drawing);
    expect(b!.width / a!.width).toBeCloseTo(0.25, 1);
    expect(none!.width).toBe(0);
    expect(texts(drawing).map(({ text }) => text)).toEqual(['a', '40', 'b', '10', '(none)', '0']);
  });

  it('has a target for each, which says what it is and picks its value', () => {
    const { targets } = drawChart(barChart('Services', counts, ENGLISH), 600, ENGLISH);
    expect(targets.map(({ pick, label }) => [pick, label])).toEqual([
      [{ kind: 'value', value: 'a' }, 'a: 40 cases'],
      [{ kind: 'value', value: 'b' }, 'b: 10 cases'],
      [{ kind: 'value', value: null }, '(none): 0 cases'],
    ]);
  });

  it('puts what is too much into one row', () => {
    const many = Array.from({ length: 30 }, (_none, index) => ({ value: `s${index}`, count: 100 }));
    const { targets } = drawChart(barChart('Services', many, ENGLISH), 600, ENGLISH);
    expect(targets).toHaveLength(9);
    expect(targets.at(-1)).toMatchObject({ pick: { kind: 'rest' }, label: '22 others: 2,200 cases' });
  });

  it('puts labels above the bars where there is no room beside them', () => {
    const [wide, narrow] = [600, 220].map((width) => drawChart(barChart('Services', counts, ENGLISH), width, ENGLISH));
    expect(rects(wide!)[0]!.x).toBeGreaterThan(0);
    expect(rects(narrow!)[0]!.x).toBe(0);
    expect(texts(narrow!)[0]!.y).toBeLessThan(rects(narrow!)[0]!.y);
  });
});

describe('a drawing of pairs', () => {
  it('has two bars for each value, on one scale, and says the change', () => {
    const chart = pairChart('Services', [{ value: 'a', count: 20 }], [{ value: 'a', count: 10 }], ENGLISH);
    const drawing = drawChart(chart, 600, ENGLISH);
    const [now, before] = rects(drawing).slice(-2);
    expect(now).toMatchObject({ tone: 'plain' });
    expect(before).toMatchObject({ tone: 'before' });
    expect(before!.width / now!.width).toBeCloseTo(0.5, 1);
    expect(texts(drawing).map(({ text }) => text)).toContain('20 (+10)');
    expect(drawing.targets[0]!.label).toBe('a: 20 cases, 10 before');
  });
});

describe('a drawing of columns', () => {
  it('stacks what is in a month without a gap, as high as the counts say', () => {
    const chart = severityChart(
      'Severity',
      [
        { month: '2026-01', severity: 'low', count: 30 },
        { month: '2026-01', severity: 'critical', count: 10 },
      ],
      ENGLISH,
    );
    const drawing = drawChart(chart, 600, ENGLISH);
    const [critical, low] = rects(drawing).slice(-2);
    expect([critical!.tone, low!.tone]).toEqual(['critical', 'low']);
    expect(low!.height / critical!.height).toBeCloseTo(3, 1);
    expect(low!.y + low!.height).toBeCloseTo(critical!.y, 0);
    expect(drawing.targets).toMatchObject([
      {
        pick: { kind: 'days', start: '2026-01-01', end: '2026-01-31' },
        label: 'Jan 2026: 40 cases (critical 10, low 30)',
      },
    ]);
  });

  it('counts by years where months would be too thin to choose', () => {
    const months = Array.from({ length: 300 }, (_none, index) => ({
      value: `${2000 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      count: 1,
    }));
    const { targets } = drawChart(monthChart('Months', months, ENGLISH), 250, ENGLISH);
    expect(targets).toHaveLength(25);
    expect(targets[0]).toMatchObject({ pick: { start: '2000-01-01', end: '2000-12-31' }, label: '2000: 12 cases' });
  });

  it('writes no month over another', () => {
    const months = Array.from({ length: 24 }, (_none, index) => ({
      value: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      count: index,
    }));
    const drawing = drawChart(monthChart('Months', months, ENGLISH), 250, ENGLISH);
    const labels = texts(drawing).filter(({ anchor }) => anchor === 'middle');
    for (const [index, label] of labels.slice(1).entries()) {
      const left = labels[index]!;
      expect(label.x - textWidth(label.text) / 2).toBeGreaterThan(left.x + textWidth(left.text) / 2);
    }
  });
});

describe('any drawing', () => {
  const counts = fc.array(
    fc.record({ value: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })), count: fc.nat(10_000_000) }),
    { maxLength: 30 },
  );
  const month = fc
    .option(fc.date({ min: new Date('1999-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }))
    .map((date) => date?.toISOString().slice(0, 7) ?? null);
  const chart: fc.Arbitrary<Chart> = fc.oneof(
    counts.map((given) => barChart('A', given, ENGLISH)),
    fc.tuple(counts, counts).map(([now, before]) => pairChart('A', now, before, ENGLISH)),
    fc
      .array(fc.record({ month, severity: fc.constantFrom('low', 'critical', 'odd', null), count: fc.nat(9999) }), {
        maxLength: 30,
      })
      .map((given) => severityChart('A', given, ENGLISH)),
  );

  it('stays within its box, at every width that a panel can have', () => {
    fc.assert(
      fc.property(chart, fc.integer({ min: 180, max: 1600 }), (any, width) => {
        const drawing = drawChart(any, width, ENGLISH);
        for (const { x, y, width: wide, height } of [...rects(drawing), ...drawing.targets]) {
          expect(Math.min(x, y, wide, height)).toBeGreaterThanOrEqual(0);
          expect(x + wide).toBeLessThanOrEqual(drawing.width + 1);
          expect(y + height).toBeLessThanOrEqual(drawing.height + 1);
        }
        for (const { x, y } of texts(drawing)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(drawing.width);
          expect(y).toBeLessThanOrEqual(drawing.height);
        }
      }),
      { numRuns: 60 },
    );
  });
});
