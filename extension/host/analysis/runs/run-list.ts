import type { Run, Runs } from '../../../protocol/analysis-runs.ts';
import { cutLine } from '../cut-text.ts';
import type { Unreadable } from '../history/history-folder.ts';

const MOST_RUNS = 300;

/** The list of the page: active runs first, then pinned ones, then the latest. */
export function runList(
  runs: readonly Run[],
  awaited: string | null,
  unreadable: readonly Unreadable[],
  keepsText: boolean,
): Runs {
  const rank = (run: Run) => (isUnderWay(run) ? 0 : run.pinned ? 1 : 2);
  const sorted = [...runs].sort((a, b) => rank(a) - rank(b) || b.created - a.created || (a.id < b.id ? -1 : 1));
  return {
    runs: sorted.slice(0, MOST_RUNS),
    awaited,
    unreadable: unreadable.slice(0, 50).map(({ file, reason }) => ({ file: cutLine(file), reason: cutLine(reason) })),
    keepsText,
  };
}

export function isUnderWay({ state }: Run): boolean {
  return state.kind === 'queued' || state.kind === 'running';
}

/** The oldest finished, unpinned runs beyond the limit of the history. */
export function surplus(runs: readonly Run[], most: number): readonly Run[] {
  const over = runs.filter((run) => !isUnderWay(run) && !run.pinned).sort((a, b) => b.created - a.created);
  return over.slice(most);
}
