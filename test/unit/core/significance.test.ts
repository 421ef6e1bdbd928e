import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTail, changeProbability } from '#core/statistics/significance.ts';

describe('changeProbability', () => {
  it('is the exact two-sided binomial probability', () => {
    // 9 or more heads of 10: 11 / 1024, doubled.
    expect(changeProbability(9, 1, 0.5)).toBeCloseTo(22 / 1024, 10);
    expect(changeProbability(5, 5, 0.5)).toBe(1);
    expect(changeProbability(0, 0, 0.5)).toBe(1);
  });

  it('is exact where the two periods are not of the same length', () => {
    // None of 10 now, where a quarter of them would be usual; and all of them.
    expect(changeProbability(0, 10, 0.25)).toBeCloseTo(2 * 0.75 ** 10, 10);
    expect(changeProbability(10, 0, 0.25)).toBeCloseTo(2 * 0.25 ** 10, 10);
  });

  it('is one where a period has no share of the time', () => {
    expect(changeProbability(3, 4, 0)).toBe(1);
    expect(changeProbability(3, 4, 1)).toBe(1);
  });

  it('is exact for a hundred events and more', () => {
    expect(changeProbability(60, 40, 0.5)).toBeCloseTo(0.0568879, 6);
  });

  it('hardly jumps where the normal approximation takes over', () => {
    const exact = changeProbability(270, 230, 0.5);
    const approximate = changeProbability(271, 230, 0.5);
    expect(exact).toBeGreaterThan(approximate * 0.9);
    expect(exact).toBeLessThan(approximate * 1.2);
  });

  it('treats growth and decline alike, and always is a probability', () => {
    fc.assert(
      fc.property(fc.nat(1500), fc.nat(1500), (now, before) => {
        const probability = changeProbability(now, before, 0.5);
        expect(probability).toBeCloseTo(changeProbability(before, now, 0.5), 9);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is below one in a million for a real jump and above one in ten for noise', () => {
    expect(changeProbability(60, 10, 0.5)).toBeLessThan(1e-6);
    expect(changeProbability(55, 45, 0.5)).toBeGreaterThan(0.1);
  });
});

describe('binomialTail', () => {
  it('adds up the upper end', () => {
    expect(binomialTail(0, 10, 0.3)).toBeCloseTo(1, 10);
    expect(binomialTail(10, 10, 0.5)).toBeCloseTo(1 / 1024, 10);
    // Half of what is beside the middle, and the middle: C(40, 20) of 2^40.
    expect(binomialTail(20, 40, 0.5)).toBeCloseTo((1 + 137_846_528_820 / 2 ** 40) / 2, 10);
  });
});
