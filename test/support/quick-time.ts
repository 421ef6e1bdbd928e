import { setImmediate } from 'node:timers/promises';
import type { Time } from '../../extension/aws/deploy/time.ts';

/** A clock that stands still but while somebody sleeps, and then goes at once. */
export function quickTime(start = Date.parse('2026-11-20T09:00:00Z')): Time & { readonly slept: readonly number[] } {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      slept.push(ms);
      now += ms;
      await setImmediate();
      signal?.throwIfAborted();
    },
  };
}
