import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CaseInsightsError } from '#core/errors.ts';
import type { ProgressReport } from '#core/contract/progress.ts';
import type { AnalystOptions } from '#core/ports/analyst.ts';

/** Keeps a long computation polite: it can be cancelled, and the process stays answerable. */
export interface Pace {
  /** Says what is being done now, then does as `breathe`. */
  phase(report: ProgressReport): Promise<void>;
  /** Lets other work of the process run when it had to wait; rejects with CANCELLED once the call was aborted. */
  breathe(): Promise<void>;
}

const TURN_MS = 20;

export function createPace({ signal, onProgress }: AnalystOptions): Pace {
  let turnStarted = performance.now();
  const breathe = async () => {
    throwIfAborted(signal);
    if (performance.now() - turnStarted < TURN_MS) return;
    await nextTurn();
    turnStarted = performance.now();
    throwIfAborted(signal);
  };
  return {
    async phase(report) {
      throwIfAborted(signal);
      onProgress?.(report);
      turnStarted = -Infinity;
      await breathe();
    },
    breathe,
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new CaseInsightsError('CANCELLED', 'The analysis was cancelled.', 'Ask again if you still want the answer.', {
    cause: signal.reason,
  });
}
