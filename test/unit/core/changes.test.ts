import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, isSignificant, pairCounts, percentChange, shareOfDays } from '#core/analysis/changes.ts';

const counts = fc.uniqueArray(
  fc.record({ value: fc.option(fc.string({ maxLength: 2 })), count: fc.integer({ min: 1, max: 50 }) }),
  { selector: ({ value }) => value },
);

describe('pairs of counts', () => {
  it('have every value of either period once, null as well', () => {
    const pairs = pairCounts(
      [
        { value: 'ec2', count: 4 },
        { value: null, count: 1 },
      ],
      [
        { value: 's3', count: 3 },
        { value: 'ec2', count: 9 },
      ],
    );
    expect(pairs).toEqual([
      { value: 'ec2', before: 4, now: 9 },
      { value: 's3', before: 0, now: 3 },
      { value: null, before: 1, now: 0 },
    ]);
  });

  it('lose no case, and have the largest change first, then the value with more cases now', () => {
    fc.assert(
      fc.property(counts, counts, (before, now) => {
        const pairs = pairCounts(before, now);
        const sum = (of: readonly number[]) => of.reduce((total, count) => total + count, 0);
        expect(sum(pairs.map((pair) => pair.before))).toBe(sum(before.map(({ count }) => count)));
        expect(sum(pairs.map((pair) => pair.now))).toBe(sum(now.map(({ count }) => count)));
        expect(new Set(pairs.map(({ value }) => value)).size).toBe(pairs.length);
        const ranks = pairs.map((pair) => [Math.abs(pair.now - pair.before), pair.now] as const);
        expect(ranks).toEqual([...ranks].sort((a, b) => b[0] - a[0] || b[1] - a[1]));
      }),
    );
  });
});

describe('a change', () => {
  it('is now minus before, and in percent of before to one decimal', () => {
    expect(difference({ before: 3, now: 1 })).toBe(-2);
    expect(percentChange({ before: 3, now: 1 })).toBe(-66.7);
    expect(percentChange({ before: 0, now: 1 })).toBeNull();
    expect(percentChange({ before: 7, now: 7 })).toBe(0);
  });

  it('is judged by the lengths of the periods', () => {
    const share = shareOfDays({ start: '2026-01-01', end: '2026-01-10' }, { start: '2026-02-01', end: '2026-03-02' });
    expect(share).toBe(0.75);
    expect(isSignificant({ before: 20, now: 60 }, { share })).toBe(false);
    expect(isSignificant({ before: 20, now: 60 }, { share: 0.5 })).toBe(true);
  });

  it('must be rarer the more pairs are compared', () => {
    // 9 of 10: a probability of 0.0215.
    const pair = { before: 1, now: 9 };
    expect(isSignificant(pair, { share: 0.5, level: 0.05 })).toBe(true);
    expect(isSignificant(pair, { share: 0.5, level: 0.05, comparisons: 2 })).toBe(true);
    expect(isSignificant(pair, { share: 0.5, level: 0.05, comparisons: 3 })).toBe(false);
    expect(isSignificant(pair, { share: 0.5 })).toBe(false);
  });

  it('of nothing compared with nothing is not significant', () => {
    expect(isSignificant({ before: 0, now: 0 }, { share: 0.5, comparisons: 0 })).toBe(false);
  });
});
