import { setTimeout } from 'node:timers/promises';

/** The machine's time, asked for so that tests need not wait. */
export interface Time {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rejects with an AbortError as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const machineTime: Time = {
  now: Date.now,
  sleep: (ms, signal) => setTimeout(ms, undefined, { ...(signal && { signal }) }),
};
