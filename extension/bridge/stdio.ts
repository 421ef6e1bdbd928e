import { lineReader } from './lines.ts';
import type { Readable, Writable } from 'node:stream';

/** Calls `onLine` for each line on `input`; `onEnd` once, when the host closes it or it breaks. */
export function readLines(
  input: Readable,
  handlers: {
    readonly onLine: (line: Buffer) => void;
    readonly onTooLong: () => void;
    readonly onEnd: () => void;
  },
): void {
  const reader = lineReader(handlers.onLine, handlers.onTooLong);
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    reader.end();
    handlers.onEnd();
  };
  input.on('data', (chunk: Buffer) => reader.push(chunk));
  input.once('end', end);
  input.once('close', end);
  input.once('error', end);
}

export interface LineWriter {
  /** Writes one line, in the order of the calls; resolves when there is room for the next one. */
  readonly write: (line: string) => Promise<void>;
  /** Resolves when everything written so far has left the program. */
  readonly flushed: () => Promise<void>;
}

/** Writes lines to `output`; `onBroken` is called once the reader has gone, and lines are dropped from then on. */
export function lineWriter(output: Writable, onBroken: () => void): LineWriter {
  let broken = false;
  let room: Promise<void> = Promise.resolve();
  output.on('error', () => {
    if (broken) return;
    broken = true;
    onBroken();
  });

  return {
    write(line) {
      if (broken) return Promise.resolve();
      // One listener serves all waiting writers, however many calls are running.
      if (!output.write(`${line}\n`) && output.listenerCount('drain') === 0) {
        room = new Promise((resolve) => {
          output.once('drain', resolve);
        });
      }
      return room;
    },
    async flushed() {
      await new Promise<void>((resolve) => {
        if (broken) resolve();
        else output.write('', () => resolve());
      });
    },
  };
}
