import { CaseInsightsError } from './errors.ts';

/** Room for calls: a bounded number runs at once, a bounded number waits in the order they came. */
export interface CallSlots {
  /**
   * Resolves when the call may run, to the function that gives its place back. Rejects with THROTTLED where too many
   * wait already, and with CANCELLED when the signal aborts while it waits.
   */
  take(signal: AbortSignal | undefined): Promise<() => void>;
}

export function createCallSlots({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): CallSlots {
  let running = 0;
  const queue = new Set<() => void>();

  const begin = () => {
    running += 1;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      running -= 1;
      const [next] = queue;
      next?.();
    };
  };

  return {
    take: async (signal) => {
      if (running < atOnce) return begin();
      if (queue.size >= waiting) throw tooMany(atOnce, waiting);
      return new Promise((resolve, reject) => {
        const leave = () => {
          queue.delete(start);
          signal?.removeEventListener('abort', giveUp);
        };
        const start = () => {
          leave();
          resolve(begin());
        };
        const giveUp = () => {
          leave();
          reject(
            new CaseInsightsError(
              'CANCELLED',
              'The call was cancelled while it was waiting.',
              'Call again if you still want the answer.',
            ),
          );
        };
        queue.add(start);
        signal?.addEventListener('abort', giveUp);
        if (signal?.aborted) giveUp();
      });
    },
  };
}

function tooMany(atOnce: number, waiting: number): CaseInsightsError {
  return new CaseInsightsError(
    'THROTTLED',
    `The server has ${atOnce} calls in progress and ${waiting} more waiting.`,
    'Wait for an answer, then call again.',
  );
}
