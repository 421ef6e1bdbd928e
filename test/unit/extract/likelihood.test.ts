import { describe, expect, it } from 'vitest';
import { logLikelihood } from '../../../server-lambda/local/extract/likelihood.ts';
import { logPoissonTail } from '#core/statistics/poisson.ts';

describe('logPoissonTail', () => {
  it('is the logarithm of the exact tail', () => {
    // P(X >= 3) for mean 1: 1 - e^-1 (1 + 1 + 1/2).
    expect(Math.exp(logPoissonTail(3, 1))).toBeCloseTo(1 - Math.exp(-1) * 2.5, 9);
    expect(logPoissonTail(0, 4)).toBe(0);
  });

  it('is a half where no more came than is usual', () => {
    expect(logPoissonTail(4, 4)).toBe(Math.log(0.5));
    expect(logPoissonTail(2, 5)).toBe(Math.log(0.5));
  });

  it('adds up as many terms as count', () => {
    // One standard deviation above the mean, where the normal distribution is near: 1 - Φ(0.995).
    expect(Math.exp(logPoissonTail(10_100, 10_000))).toBeCloseTo(0.16, 2);
  });

  it('stays finite far out, where the probability itself is no number any more', () => {
    expect(logPoissonTail(3000, 5)).toBeLessThan(-10_000);
    expect(logPoissonTail(3000, 5)).toBeGreaterThan(-Infinity);
  });
});

describe('logLikelihood', () => {
  it('is Dunning’s G² of the two-by-two table', () => {
    // 10 of 100 against 5 of 200, computed by hand: expected 5, 10, 95, 190.
    const part = (observed: number, expected: number) => observed * Math.log(observed / expected);
    expect(logLikelihood(10, 100, 5, 200)).toBeCloseTo(
      2 * (part(10, 5) + part(5, 10) + part(90, 95) + part(195, 190)),
      9,
    );
  });

  it('is nothing for what is no more frequent inside', () => {
    expect(logLikelihood(5, 100, 10, 200)).toBe(0);
    expect(logLikelihood(0, 100, 10, 200)).toBe(0);
  });
});
