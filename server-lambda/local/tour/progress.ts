/** Says on stderr, one line a step, where a run stands and how long each step took. */
export interface Progress {
  step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
  /** A detail of the step under way; shown on a terminal, where it can be overwritten. */
  detail(message: string): void;
}

/** `now` gives milliseconds; `out` is where lines go, with `isTTY` where it can overwrite one. */
export function createProgress(out: { isTTY?: boolean; write(text: string): void }, now: () => number): Progress {
  const overwrite = out.isTTY === true;
  let current = '';
  return {
    async step(title, work) {
      const start = now();
      current = title;
      if (overwrite) out.write(`  … ${title}`);
      try {
        const result = await work();
        out.write(`${overwrite ? '\r\x1b[2K' : ''}  ✓ ${title} (${seconds(now() - start)})\n`);
        return result;
      } catch (error) {
        out.write(`${overwrite ? '\r\x1b[2K' : ''}  ✗ ${title}\n`);
        throw error;
      }
    },
    detail(message) {
      if (overwrite) out.write(`\r\x1b[2K  … ${current}: ${message}`);
    },
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
