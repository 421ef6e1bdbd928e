import { PROGRESS_META, type Progress, type ProgressReport } from '../contract/progress.ts';
import type { Clock } from '../ports/clock.ts';
import type { Timer } from '../ports/timer.ts';

/** The parameters of a progress notification: shares of the whole that only grow, as the protocol demands. */
export interface ProgressNotice {
  readonly progress: number;
  readonly total: 1;
  readonly message: string;
  readonly _meta: { readonly [PROGRESS_META]: Progress };
}

/** The longest time between two notifications about a call. */
export const HEARTBEAT_MS = 4_000;

/** A notification without news advances by this share of the remaining way, so it never reaches the end. */
const SMALL_STEP = 0.01;

export interface ProgressReporter {
  report(news: ProgressReport): void;
  /** Ends the heartbeat. */
  stop(): void;
}

/** Sends notifications about a call's progress: immediately, on news, and every few seconds without news. */
export function reportProgress(
  notify: (notice: ProgressNotice) => void,
  { clock, timer }: { readonly clock: Clock; readonly timer: Timer },
): ProgressReporter {
  const began = clock.now().getTime();
  let progress = 0;
  let news: ProgressReport = { phase: 'started', message: 'Started' };
  let quiet = false;

  const send = ({ message, share = 0, ...data }: ProgressReport) => {
    const step = progress + (1 - progress) * SMALL_STEP;
    progress = Math.max(share, step);
    notify({ progress, total: 1, message, _meta: { [PROGRESS_META]: data } });
  };
  const stop = timer.every(HEARTBEAT_MS / 2, () => {
    const seconds = Math.round((clock.now().getTime() - began) / 1000);
    if (quiet) send({ ...news, message: `${news.message} (${seconds} s)`, share: 0 });
    quiet = !quiet;
  });
  send(news);

  return {
    report(next) {
      news = next;
      quiet = false;
      send(next);
    },
    stop,
  };
}
