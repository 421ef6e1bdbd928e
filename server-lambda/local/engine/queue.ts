import { cancelled } from './failures.ts';

/** Lets tasks run one after another, in the order they came. */
export interface Queue {
  /** A task whose signal aborts while it waits is dropped, and its promise rejects with CANCELLED at once. */
  run<T>(task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run: (task, signal) =>
      new Promise((resolve, reject) => {
        const giveUp = () => reject(cancelled());
        signal?.addEventListener('abort', giveUp, { once: true });
        last = last.then(async () => {
          signal?.removeEventListener('abort', giveUp);
          if (signal?.aborted) giveUp();
          else await task().then(resolve, reject);
        });
      }),
  };
}
