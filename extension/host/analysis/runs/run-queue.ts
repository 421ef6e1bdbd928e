/** Work that waits its turn or runs, by the line that it stands in. */
export interface RunQueue {
  /** Puts work at the end of a line; it begins when there is room. The work must not reject. */
  add(line: string, id: string, work: () => Promise<void>): void;
  /** Takes it out of its line; false if it is not waiting. */
  remove(id: string): boolean;
  /** How many stand before it; undefined if it is not waiting. */
  ahead(id: string): number | undefined;
}

interface Waiting {
  readonly id: string;
  readonly work: () => Promise<void>;
}

/** So many of each line run at once; lines do not wait for one another. `onChange` is called when the lines move. */
export function createRunQueue(atOnce: number, onChange: () => void): RunQueue {
  const waiting = new Map<string, Waiting[]>();
  const running = new Map<string, number>();

  const next = (line: string) => {
    const busy = running.get(line) ?? 0;
    const first = busy < atOnce ? waiting.get(line)?.shift() : undefined;
    if (first === undefined) return;
    running.set(line, busy + 1);
    void first.work().finally(() => {
      running.set(line, (running.get(line) ?? 1) - 1);
      next(line);
      onChange();
    });
    next(line);
  };

  return {
    add(line, id, work) {
      waiting.set(line, [...(waiting.get(line) ?? []), { id, work }]);
      next(line);
      onChange();
    },
    remove(id) {
      for (const [line, entries] of waiting) {
        const left = entries.filter((entry) => entry.id !== id);
        if (left.length === entries.length) continue;
        waiting.set(line, left);
        onChange();
        return true;
      }
      return false;
    },
    ahead(id) {
      for (const entries of waiting.values()) {
        const index = entries.findIndex((entry) => entry.id === id);
        if (index !== -1) return index;
      }
      return undefined;
    },
  };
}
