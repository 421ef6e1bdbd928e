import type { Log } from './log.ts';

/** The time as AWS sees it. */
export interface Clock {
  readonly now: () => number;
  /** By how many milliseconds this machine's clock is behind, as far as it is known. */
  readonly skew: () => number;
  /** Takes over the time of an answer's `Date` header, unless this machine's clock agrees with it well enough. */
  readonly follow: (dateHeader: string | undefined) => void;
}

/** Beyond this AWS refuses a signature as too old or not yet valid; clocks that differ by less are left alone. */
const TOLERATED_SKEW_MS = 4 * 60_000;

export function clock(log: Log, machine: () => number = Date.now): Clock {
  let skew = 0;
  return {
    now: () => machine() + skew,
    skew: () => skew,
    follow(dateHeader) {
      const measured = Date.parse(dateHeader ?? '') - machine();
      if (Number.isNaN(measured) || Math.abs(measured - skew) < TOLERATED_SKEW_MS) return;
      skew = measured;
      log.warn(`this machine's clock is ${describeSkew(measured)}; requests are signed with the server's time`);
    },
  };
}

/** By how much this machine's clock is off, such as "20 minutes slow". */
export function describeSkew(serverAheadMs: number): string {
  const minutes = Math.round(Math.abs(serverAheadMs) / 60_000);
  return `${minutes} minutes ${serverAheadMs > 0 ? 'slow' : 'fast'}`;
}
