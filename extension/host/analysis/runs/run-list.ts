import type { Run, Runs } from '../../../protocol/analysis-runs.ts';
import type { Unreadable } from '../history/history-folder.ts';

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
    runs: sorted,
    awaited,
    unreadable: [...unreadable],
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
