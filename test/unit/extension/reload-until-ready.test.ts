import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { reloadUntilReady } from '../../../extension/host/webview/reload-until-ready.ts';

describe('a page of the editor', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const secondsOfLoads = () => {
    const start = Date.now();
    const loads: number[] = [];
    const stop = reloadUntilReady(() => loads.push((Date.now() - start) / 1_000));
    return { loads, stop };
  };

  it('that stays silent is loaded again, after longer and longer, and not for ever', () => {
    const { loads } = secondsOfLoads();
    vi.advanceTimersByTime(3_600_000);
    expect(loads).toEqual([0, 15, 45, 105]);
  });

  it('is not loaded again once it has said something', () => {
    const { loads, stop } = secondsOfLoads();
    vi.advanceTimersByTime(20_000);
    stop();
    vi.advanceTimersByTime(3_600_000);
    expect(loads).toEqual([0, 15]);
  });

  it('is not loaded again when it was closed', () => {
    const { loads, stop } = secondsOfLoads();
    stop();
    vi.advanceTimersByTime(3_600_000);
    expect(loads).toEqual([0]);
  });
});
