/** Queues of work, by line. */
export interface RunQueue {
  /** Appends work to a line; it starts when a slot is free. The work must not reject. */
  add(line: string, id: string, work: () => Promise<void>): void;
  /** Removes waiting work; returns false if it is not waiting. */
  remove(id: string): boolean;
  /** How many are ahead of it; `undefined` if it is not waiting. */
  ahead(id: string): number | undefined;
}

interface Waiting {
  readonly id: string;
  readonly work: () => Promise<void>;
}

/** Each line runs `atOnce` at a time, independently of the others. `onChange` is called when a line moves. */
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
