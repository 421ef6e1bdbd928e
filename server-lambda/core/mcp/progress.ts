import type { Clock } from '../ports/clock.ts';
import type { Timer } from '../ports/timer.ts';

/** What a progress notification says: shares of the whole that only grow, as the protocol demands. */
export interface ProgressNotice {
  readonly progress: number;
  readonly total: 1;
  readonly message: string;
}

/** How long a client hears nothing of a call at most. */
export const HEARTBEAT_MS = 4_000;

/** What is left of the way that a notice without news takes; it never arrives. */
const SMALL_STEP = 0.01;

export interface ProgressReporter {
  tell(message: string, share: number): void;
  /** Ends the heartbeat. */
  stop(): void;
}

/** Tells where a call stands: at once, whenever there is news, and every few seconds while there is none. */
export function reportProgress(
  notify: (notice: ProgressNotice) => void,
  { clock, timer }: { readonly clock: Clock; readonly timer: Timer },
): ProgressReporter {
  const began = clock.now().getTime();
  let progress = 0;
  let news = 'Started';
  let quiet = false;

  const send = (message: string, share: number) => {
    const step = progress + (1 - progress) * SMALL_STEP;
    progress = Math.max(share, step);
    notify({ progress, total: 1, message });
  };
  const stop = timer.every(HEARTBEAT_MS / 2, () => {
    if (quiet) send(`${news} (${Math.round((clock.now().getTime() - began) / 1000)} s)`, 0);
    quiet = !quiet;
  });
  send(news, 0);

  return {
    tell(message, share) {
      news = message;
      quiet = false;
      send(message, share);
    },
    stop,
  };
}
