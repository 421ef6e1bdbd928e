import { describe, expect, it } from 'vitest';
import { createThrottle } from '../../../server-lambda/local/gateway/throttle.ts';

describe('the throttle', () => {
  function throttleAt(start: number) {
    let time = start;
    const throttle = createThrottle({ ratePerSecond: 5, burst: 15, now: () => time });
    return {
      admitted: (requests: number) => Array.from({ length: requests }, () => throttle.admit()).filter(Boolean).length,
      pass: (ms: number) => {
        time += ms;
      },
    };
  }

  it('lets a burst through and nothing beyond it', () => {
    expect(throttleAt(1000).admitted(100)).toBe(15);
  });

  it('gains five requests a second', () => {
    const throttle = throttleAt(0);
    throttle.admitted(15);
    throttle.pass(199);
    expect(throttle.admitted(5)).toBe(0);
    throttle.pass(1);
    expect(throttle.admitted(5)).toBe(1);
    throttle.pass(1000);
    expect(throttle.admitted(20)).toBe(5);
  });

  it('never holds more than a burst, however long it rests', () => {
    const throttle = throttleAt(0);
    throttle.pass(3_600_000);
    expect(throttle.admitted(100)).toBe(15);
  });
});
