import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChart, columnChart, pairChart, type Chart } from '../../../server-lambda/app/chart.ts';
import { draw, type Mark } from '../../../server-lambda/app/marks.ts';
import { wordsFor } from '../../../server-lambda/app/words.ts';

const words = wordsFor('en-US');

type Box = Extract<Mark, { kind: 'bar' }>;
type Text = Extract<Mark, { kind: 'text' }>;

function boxes(chart: Chart, width: number): readonly Box[] {
  return draw(chart, width).marks.filter((mark) => mark.kind === 'bar');
}

function texts(chart: Chart, width: number): readonly Text[] {
  return draw(chart, width).marks.filter((mark) => mark.kind === 'text');
}

const TWO = barChart(
  'service',
  [
    { value: 'amazon-elastic-compute-cloud-linux', count: 40 },
    { value: null, count: 10 },
  ],
  words,
);

describe('the drawing of a chart', () => {
  it.each([250, 800])('has bars as long as their numbers, %i px wide', (width) => {
    const [large, small] = boxes(TWO!, width);
    expect(large!.width / small!.width).toBeCloseTo(4);
  });

  it('says every number, and cuts a label that has no room, keeping the whole of it', () => {
    const long = barChart('service', [{ value: 'x'.repeat(500), count: 7 }], words)!;
    const [label, number] = texts(long, 250);
    expect(label).toMatchObject({ text: expect.stringMatching(/^x+…$/) as string, whole: 'x'.repeat(500) });
    expect(number).toMatchObject({ text: '7', x: 250, anchor: 'end' });
  });

  it('has no bar for what stands for all the others, which would dwarf the rest', () => {
    const counts = Array.from({ length: 40 }, (_, index) => ({ value: `v${index}`, count: 10 }));
    const chart = barChart('service', counts, words)!;
    expect(chart.bars.at(-1)).toMatchObject({ label: 'Other (32)', text: '320' });
    expect(boxes(chart, 300).map(({ width }) => width)).toEqual(Array<number>(8).fill(300));
  });

  it('sets a pair as an outline and a full bar, on one scale, and marks what chance does not explain', () => {
    const chart = pairChart('service', [{ value: 's3', before: 100, now: 50, significant: true }], words)!;
    expect(boxes(chart, 401)).toMatchObject([
      { fill: 'before', width: 400 },
      { fill: 'now', width: 200.5 },
    ]);
    expect(texts(chart, 401).map(({ text, weight }) => [text, weight])).toEqual([
      ['s3', 'label'],
      ['▼ 100 → 50', 'strong'],
    ]);
  });

  it('of many columns names only as many as there is room for, and the largest number', () => {
    const columns = Array.from({ length: 36 }, (_, index) => ({ label: 'Jan 2026', count: 1_000 + index }));
    const written = texts(columnChart('month', columns, words)!, 226);
    expect(written.filter(({ weight }) => weight === 'value').map(({ text }) => text)).toEqual(['1,035']);
    expect(written.filter(({ weight }) => weight === 'label').length).toBeLessThan(5);
  });

  it('stays inside its width and height, whatever the numbers and however narrow', () => {
    const count = fc.record({ value: fc.option(fc.string()), count: fc.nat() });
    const change = fc.record({
      value: fc.option(fc.string()),
      before: fc.nat(),
      now: fc.nat(),
      significant: fc.boolean(),
    });
    const column = fc.record({ label: fc.string({ maxLength: 12 }), count: fc.nat() });
    const chart = fc.oneof(
      fc.array(count, { minLength: 1 }).map((counts) => barChart('service', counts, words)!),
      fc.array(change, { minLength: 1 }).map((changes) => pairChart('service', changes, words)!),
      fc.array(column, { minLength: 1, maxLength: 36 }).map((columns) => columnChart('month', columns, words)!),
    );
    fc.assert(
      fc.property(chart, fc.integer({ min: 226, max: 1_600 }), (given, width) => {
        const { height, marks } = draw(given, width);
        for (const mark of marks) {
          const right = mark.kind === 'bar' ? mark.x + mark.width : mark.x;
          expect(mark.x).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width + 0.01);
          expect(mark.y).toBeGreaterThanOrEqual(0);
          expect(mark.kind === 'bar' ? mark.y + mark.height : mark.y).toBeLessThanOrEqual(height);
        }
      }),
    );
  });
});
