import { LONGEST_MESSAGE } from './message.ts';

const LINE_FEED = 0x0a;

/**
 * Cuts a byte stream into lines at line feeds, so that no character is split. A line longer than `longest` bytes is
 * dropped up to its end and reported through `onTooLong`; the lines after it are read as usual.
 */
export function lineReader(onLine: (line: Buffer) => void, onTooLong: () => void, longest: number = LONGEST_MESSAGE) {
  let parts: Buffer[] = [];
  let size = 0;
  let skipping = false;

  const add = (part: Buffer) => {
    if (skipping) return;
    size += part.length;
    if (size <= longest) {
      parts.push(part);
      return;
    }
    skipping = true;
    parts = [];
    onTooLong();
  };
  const finish = () => {
    const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
    const complete = !skipping;
    parts = [];
    size = 0;
    skipping = false;
    if (complete && line !== undefined && line.length > 0) onLine(line);
  };

  return {
    push(chunk: Buffer): void {
      let from = 0;
      for (;;) {
        const at = chunk.indexOf(LINE_FEED, from);
        if (at === -1) break;
        add(chunk.subarray(from, at));
        finish();
        from = at + 1;
      }
      if (from < chunk.length) add(chunk.subarray(from));
    },
    /** Passes on the text after the last line feed. */
    end: finish,
  };
}
