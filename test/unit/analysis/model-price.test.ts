import { describe, expect, it } from 'vitest';
import { addedTokens, modelCost, queryCost } from '#core/analysis/cost.ts';
import { priceOf } from '#core/analysis/model-price.ts';

describe('the price of a model', () => {
  it.each([
    ['anthropic.claude-3-7-sonnet-20250219-v1:0', { input: 3, output: 15 }],
    ['us.amazon.nova-lite-v1:0', { input: 0.06, output: 0.24 }],
    ['global.anthropic.claude-haiku-4-5-20251001-v1:0', { input: 1, output: 5 }],
    [
      'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
      { input: 1, output: 5 },
    ],
    ['anthropic.claude-opus-4-1-20250805-v1:0', { input: 15, output: 75 }],
    ['eu.anthropic.claude-opus-4-1-20250805-v1:0', { input: 15, output: 75 }],
    ['global.anthropic.claude-opus-4-5-20251101-v1:0', { input: 5, output: 25 }],
    ['global.anthropic.claude-opus-4-6-v1', { input: 5, output: 25 }],
    ['global.anthropic.claude-opus-4-7', { input: 5, output: 25 }],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', { input: 3, output: 15 }],
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', { input: 3, output: 15 }],
    ['us.amazon.nova-2-lite-v1:0', { input: 0.33, output: 2.75 }],
    ['amazon.nova-micro-v1:0', { input: 0.035, output: 0.14 }],
    ['eu.amazon.nova-pro-v1:0', { input: 0.8, output: 3.2 }],
  ])('is the list price of %s', (id, price) => {
    expect(priceOf(id)).toEqual(price);
  });

  it('is a tenth higher where a newer model keeps to a geography', () => {
    expect(priceOf('eu.anthropic.claude-haiku-4-5-20251001-v1:0')?.input).toBeCloseTo(1.1);
  });

  it.each([
    'vendor.model-v1:0',
    'anthropic.claude-haiku-5-5-20261001-v1:0',
    'arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile/abc',
  ])('is not made up for %s', (id) => {
    expect(priceOf(id)).toBeUndefined();
  });
});

describe('the cost of a call', () => {
  it('is that of what was read and what was written', () => {
    expect(modelCost({ input: 1, output: 5 }, { inputTokens: 150_000, outputTokens: 2_000 })).toBeCloseTo(0.16);
  });

  it('is unknown without a price or without counts, and nothing where no model was asked', () => {
    expect(modelCost(undefined, { inputTokens: 1, outputTokens: 1 })).toBeNull();
    expect(modelCost({ input: 1, output: 5 }, {})).toBeNull();
    expect(modelCost({ input: 1, output: 5 }, { inputTokens: 1 })).toBeNull();
    expect(modelCost({ input: 1, output: 5 }, { outputTokens: 1 })).toBeNull();
    expect(modelCost(undefined, { inputTokens: 0, outputTokens: 0 })).toBe(0);
  });

  it('counts what was read where nothing was written, and the other way round', () => {
    expect(modelCost({ input: 1, output: 5 }, { inputTokens: 2_000_000, outputTokens: 0 })).toBe(2);
    expect(modelCost({ input: 1, output: 5 }, { inputTokens: 0, outputTokens: 1_000_000 })).toBe(5);
    expect(modelCost(undefined, { inputTokens: 1, outputTokens: 0 })).toBeNull();
  });
});

describe('the cost of queries', () => {
  it('is five dollars a terabyte', () => {
    expect(queryCost([1e12, 0.5e12])).toBe(7.5);
    expect(queryCost([])).toBe(0);
  });

  it('charges ten megabytes at the least for each query that reads anything, and nothing for one that reads nothing', () => {
    expect(queryCost([1, 1])).toBeCloseTo(0.0001, 10);
    expect(queryCost([0])).toBe(0);
  });
});

describe('tokens of a cache', () => {
  const price = { input: 10, output: 0 };
  const of = (read: number, written: number) =>
    modelCost(price, { inputTokens: 1_000_000, outputTokens: 0, cached: { read, written } });

  it('cost a tenth where they are read, and a quarter more where they are written', () => {
    expect(of(0, 0)).toBe(10);
    expect(of(1_000_000, 0)).toBeCloseTo(1);
    expect(of(0, 1_000_000)).toBeCloseTo(12.5);
    expect(of(400_000, 600_000)).toBeCloseTo(0.4 + 7.5);
  });

  it('add up, where there are any', () => {
    expect(addedTokens(undefined, undefined)).toBeUndefined();
    expect(addedTokens({ read: 1, written: 2 }, undefined)).toEqual({ read: 1, written: 2 });
    expect(addedTokens({ read: 1, written: 2 }, { read: 3, written: 4 })).toEqual({ read: 4, written: 6 });
  });
});
