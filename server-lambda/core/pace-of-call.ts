import { CaseInsightsError } from './errors.ts';
import type { Clock } from './ports/clock.ts';
import type { Pace } from './ports/pace.ts';
import type { Timer } from './ports/timer.ts';

/** A long computation does no more at a time, in milliseconds. */
const LONGEST_TURN = 20;

/** The pace of one call. */
export function paceOf(timer: Pick<Timer, 'turn'>, clock: Clock, signal?: AbortSignal): Pace {
  let began = clock.now().getTime();
  return {
    async breathe() {
      throwIfAborted(signal);
      if (clock.now().getTime() - began < LONGEST_TURN) return;
      await timer.turn();
      began = clock.now().getTime();
      throwIfAborted(signal);
    },
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new CaseInsightsError('CANCELLED', 'The analysis was cancelled.', 'Ask again if you still want the answer.', {
    cause: signal.reason,
  });
}
