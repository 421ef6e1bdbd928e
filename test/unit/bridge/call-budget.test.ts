import { describe, expect, it } from 'vitest';
import { readDuration } from '../../../extension/bridge/call-budget.ts';

describe('a duration', () => {
  it.each([
    ['50s', 50_000],
    ['50000ms', 50_000],
    ['1m', 60_000],
    [' 1.5s ', 1_500],
    ['15m', 900_000],
  ])('%s is understood', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds);
  });

  it.each(['', '50', 's', '0s', '0.1ms', '15.1m', '1 s', '1e3ms', '-1s'])('%j is none', (text) => {
    expect(readDuration(text)).toBeUndefined();
  });
});
