import { lineReader } from './lines.ts';
import type { Line } from './payload.ts';
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
  input.on('data', (chunk: Buffer) => {
    reader.push(chunk);
  });
  input.once('end', end);
  input.once('close', end);
  input.once('error', end);
}

export interface LineWriter {
  /** Writes one line, in the order of the calls; resolves when there is room for the next one. */
  readonly write: (line: Line) => Promise<void>;
  /** Resolves when everything written so far has left the program. */
  readonly flushed: () => Promise<void>;
}

/** Writes lines to `output`; `onBroken` is called once the reader has gone, and lines are dropped from then on. */
export function lineWriter(output: Writable, onBroken: () => void): LineWriter {
  let broken = false;
  let room: Promise<void> = Promise.resolve();
  /** The long line that is being written; all others wait for its end. */
  let longLine: Promise<void> | undefined;
  output.on('error', () => {
    if (broken) return;
    broken = true;
    onBroken();
  });

  const put = (chunk: string | Uint8Array): Promise<void> => {
    if (broken) return Promise.resolve();
    // One listener for all writers that wait, however many calls are running.
    if (!output.write(chunk) && output.listenerCount('drain') === 0) {
      room = new Promise((resolve) => {
        output.once('drain', resolve);
      });
    }
    return room;
  };

  const write = (line: Line): Promise<void> => {
    if (longLine !== undefined) return longLine.then(() => write(line));
    if (typeof line === 'string') return put(`${line}\n`);
    longLine = (async () => {
      for await (const piece of line.bytes()) await put(piece);
      await put('\n');
    })().finally(() => (longLine = undefined));
    return longLine;
  };

  return {
    write,
    async flushed() {
      while (longLine !== undefined) await longLine;
      await new Promise<void>((resolve) => {
        if (broken) resolve();
        else
          output.write('', () => {
            resolve();
          });
      });
    },
  };
}
