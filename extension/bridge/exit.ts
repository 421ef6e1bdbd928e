import { CaseInsightsError } from '#core/errors.ts';
import type { Forwarder } from './forward.ts';
import type { Log } from './log.ts';
import type { LineWriter } from './stdio.ts';
import { watchParent } from './watch-parent.ts';

// Together less than a second: hosts start a new bridge at once, and some kill what is slower.
/** How long the bridge waits for answers after the input has ended. */
const GRACE_MS = 500;
/** How long a host that does not read, or a server that cannot be reached, may delay the exit. */
const FLUSH_MS = 400;

/**
 * Ends the program when the host closes its input, on signals, when the host is gone without closing anything, and
 * after an uncaught failure. Every request is answered first.
 */
export function lifeCycle(forwarder: () => Forwarder, writer: () => LineWriter, log: Log) {
  let stopping = false;

  const stop = (why: string, code = 0): void => {
    if (stopping) return;
    stopping = true;
    log.debug(`ends: ${why}`);
    const notified = forwarder().abandon(
      new CaseInsightsError('CANCELLED', 'The bridge stopped before the answer arrived.', 'Restart it and call again.'),
    );
    setTimeout(() => process.exit(code), FLUSH_MS);
    void Promise.all([writer().flushed(), notified]).then(() => process.exit(code));
  };

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => stop(signal));
  }
  const failed = (thrown: unknown) => {
    // The text of an error could quote a message; its name and location cannot.
    const place = thrown instanceof Error ? (thrown.stack?.split('\n    at ')[1] ?? '') : '';
    log.error(`unexpected ${thrown instanceof Error ? thrown.name : typeof thrown} ${place}`);
    stop('an uncaught failure', 1);
  };
  process.on('uncaughtException', failed);
  process.on('unhandledRejection', failed);
  watchParent(() => stop('the host has exited'));

  return {
    /** The host has closed the bridge's input: what is in flight may still be answered, for a short while. */
    inputEnded(): void {
      const grace = setTimeout(() => {
        stop('the input ended, and an answer took too long');
      }, GRACE_MS);
      void forwarder()
        .settled()
        .then(() => {
          clearTimeout(grace);
          stop('the input ended');
        });
    },
    /** The host no longer reads the answers, or the program received a signal to stop. */
    stop,
  };
}
