export interface Throttle {
  /** Takes one token: false when the bucket is empty and the request is one too many. */
  admit(): boolean;
}

/**
 * A stage's throttle: a token bucket that holds `burst` requests and gains `ratePerSecond`, full at the start.
 * `now` is a clock in milliseconds that never goes back.
 */
export function createThrottle(limits: {
  readonly ratePerSecond: number;
  readonly burst: number;
  readonly now: () => number;
}): Throttle {
  let tokens = limits.burst;
  let filledAt = limits.now();
  return {
    admit() {
      const at = limits.now();
      tokens = Math.min(limits.burst, tokens + ((at - filledAt) / 1000) * limits.ratePerSecond);
      filledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
