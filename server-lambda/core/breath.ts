import { CaseInsightsError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Timer } from './ports/timer.ts';

/** A long computation does no more at a time, in milliseconds. */
const LONGEST_TURN = 20;

/**
 * What a long computation calls every few steps: lets other work of the process go on where it had to wait. Rejects
 * with CANCELLED once the call was aborted.
 */
export function breath(timer: Pick<Timer, 'turn'>, clock: Clock, signal?: AbortSignal): () => Promise<void> {
  let began = clock.now().getTime();
  return async () => {
    throwIfAborted(signal);
    if (clock.now().getTime() - began < LONGEST_TURN) return;
    await timer.turn();
    began = clock.now().getTime();
    throwIfAborted(signal);
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new CaseInsightsError('CANCELLED', 'The analysis was cancelled.', 'Ask again if you still want the answer.', {
    cause: signal.reason,
  });
}
