import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairCounts } from '#core/analysis/changes.ts';
import type { ChartSpec } from '#core/charts/chart-spec.ts';
import { timeChart } from '#core/charts/time-chart.ts';
import { barChart, pairChart } from '#core/charts/value-charts.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { chartSvg } from '../../../server-lambda/charts/svg.ts';
import { ENGLISH } from '../../support/chart-english.ts';
import { readDrawn } from '../../support/drawn-chart.ts';

const [SEVERITY, SERVICE] = DIMENSIONS;

function svgOf(spec: ChartSpec, width = 600): string {
  return chartSvg(spec, { width, number: ENGLISH.number });
}

function drawn(spec: ChartSpec, width?: number) {
  return readDrawn(svgOf(spec, width));
}

describe('drawn bars', () => {
  const counts = [
    { value: 'a', count: 40 },
    { value: 'b', count: 10 },
    { value: null, count: 0 },
  ];

  it.each([250, 800])('are as long as their counts say, which stand behind them, %i px wide', (width) => {
    const { bars, texts } = drawn(barChart(SERVICE, counts, ENGLISH), width);
    expect(bars[0]!.width / bars[1]!.width).toBeCloseTo(4, 0);
    expect(bars[2]!.width).toBe(0);
    expect(texts.map(({ text }) => text).sort()).toEqual(['(none)', '0', '10', '40', 'a', 'b']);
    const [label, count] = ['a', '40'].map((text) => texts.find((each) => each.text === text));
    expect(count!.x).toBeGreaterThan(bars[0]!.x + bars[0]!.width);
    expect(bars[0]!.y < bars[1]!.y && bars[1]!.y < bars[2]!.y).toBe(true);
    expect(Math.abs(label!.y - bars[0]!.y)).toBeLessThan(20);
  });

  it('have their labels above them where there is no room beside them', () => {
    const [wide, narrow] = [600, 220].map((width) => drawn(barChart(SERVICE, counts, ENGLISH), width));
    expect(wide!.bars[0]!.x).toBeGreaterThan(0);
    expect(narrow!.bars[0]!.x).toBeLessThan(5);
    expect(narrow!.texts.find(({ text }) => text === 'a')!.y).toBeLessThan(narrow!.bars[0]!.y);
  });

  it('have the colours of severities', () => {
    const severities = ['low', 'critical', 'odd'].map((value) => ({ value, count: 1 }));
    expect(drawn(barChart(SEVERITY, severities, ENGLISH)).bars.map(({ tone }) => tone)).toEqual([
      'critical',
      'low',
      'none',
    ]);
  });

  it('cut a label that has no room', () => {
    const { texts } = drawn(barChart(SERVICE, [{ value: 'x'.repeat(150), count: 7 }], ENGLISH), 600);
    expect(texts.some(({ text }) => /^x{5,60}…$/.test(text))).toBe(true);
  });

  it('are none for what stands for all the others, which would dwarf the rest', () => {
    const many = Array.from({ length: 40 }, (_none, index) => ({ value: `v${index}`, count: 10 }));
    const { bars, texts } = drawn(barChart(SERVICE, many, ENGLISH));
    expect(new Set(bars.slice(0, 8).map(({ width }) => width)).size).toBe(1);
    expect(bars[8]!.width).toBe(0);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['32 others', '320']));
  });
});

describe('drawn pairs', () => {
  it('are two bars for each value, now above before, on one scale, with the change', () => {
    const pairs = [{ value: 'a', before: 10, now: 20, significant: true }];
    const { bars, texts } = drawn(pairChart(SERVICE, pairs, ENGLISH, 'Services'));
    const [now, before] = bars.filter(({ width }) => width > 10);
    expect([now!.tone, before!.tone]).toEqual(['plain', 'before']);
    expect(now!.width / before!.width).toBeCloseTo(2, 1);
    expect(now!.y).toBeLessThan(before!.y);
    expect(texts.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['This period', 'Before', 'a', '20 (+10) ▲', '10']),
    );
  });
});

describe('drawn columns', () => {
  it('are stacked without a gap, as high as the counts say, the gravest at the foot', () => {
    const moments = [
      { time: '2026-01', value: 'low', count: 30 },
      { time: '2026-01', value: 'critical', count: 10 },
    ];
    const { bars } = drawn(timeChart(moments, ENGLISH, { title: 'Severity', dimension: SEVERITY }));
    const [critical, low] = bars.filter(({ width }) => width > 10);
    expect([critical!.tone, low!.tone]).toEqual(['critical', 'low']);
    expect(low!.height / critical!.height).toBeCloseTo(3, 1);
    expect(low!.y + low!.height).toBeCloseTo(critical!.y, 0);
  });

  it('write no month over another', () => {
    const moments = Array.from({ length: 24 }, (_none, index) => ({
      time: `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
      count: index,
    }));
    const { texts } = drawn(timeChart(moments, ENGLISH, { title: 'Months' }), 250);
    const labels = texts.filter(({ text }) => /^[A-Z][a-z]{2} \d{4}$/.test(text));
    expect(labels.length).toBeGreaterThan(1);
    for (const [index, { x }] of labels.slice(1).entries()) expect(x - labels[index]!.x).toBeGreaterThan(50);
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
  const spec: fc.Arbitrary<ChartSpec> = fc.oneof(
    counts.map((given) => barChart(SERVICE, given, ENGLISH)),
    fc.tuple(counts, counts).map(([now, before]) => pairChart(SERVICE, pairCounts(before, now), ENGLISH, 'A')),
    fc
      .array(fc.record({ time: month, value: fc.constantFrom('low', 'critical', 'odd', null), count: fc.nat(9999) }), {
        maxLength: 30,
      })
      .map((given) => timeChart(given, ENGLISH, { title: 'A', dimension: SEVERITY })),
  );

  it('stays within its box, at every width that a panel can have', () => {
    fc.assert(
      fc.property(spec, fc.integer({ min: 180, max: 1600 }), (any, width) => {
        const drawing = drawn(any, width);
        expect(drawing.width).toBe(width);
        for (const { x, y, width: wide, height } of drawing.bars) {
          expect(Math.min(x, y, wide, height)).toBeGreaterThanOrEqual(0);
          expect(x + wide).toBeLessThanOrEqual(width + 1);
          expect(y + height).toBeLessThanOrEqual(drawing.height + 1);
        }
        for (const { x, y } of drawing.texts) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(width);
          expect(y).toBeLessThanOrEqual(drawing.height);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('holds no style, script, link or attribute that a text has brought', () => {
    const hostile = fc.constantFrom(
      '<script>x</script>',
      '<style>*{}</style>',
      '" onload="x',
      "' fill='x",
      '&lt;b>',
      '{a|b}',
    );
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (values) => {
        const svg = svgOf(barChart(SERVICE, [{ value: values.join(' '), count: 1 }], ENGLISH), 1600);
        expect(
          svg.match(/<\/?[a-z]+/g)?.filter((tag) => !/^<\/?(svg|rect|path|text|g|defs|clipPath)$/.test(tag)),
        ).toEqual([]);
        expect(svg.replaceAll(/"[^"]*"/g, '')).not.toMatch(/<[^>]* (on\w+|style|href)=/);
        expect(readDrawn(svg).texts.map(({ text }) => text)).toContain(values.join(' '));
      }),
      { numRuns: 20 },
    );
  });
});
