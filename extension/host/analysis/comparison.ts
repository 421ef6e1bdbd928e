import { isSignificant, largestChangeFirst, pairCounts, shareOfDays, type CountPair } from '#core/analysis/changes.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { periodBefore } from '#core/days.ts';
import type { Asked } from '../../protocol/analysis-draft.ts';
import type { Change, Comparison } from '../../protocol/analysis-runs.ts';
import { MOST_VALUES } from '../../protocol/analysis-values.ts';
import type { AnalysisEditor } from './editor.ts';
import { changesOf, comparePeriods } from './runs/period-before.ts';
import type { RunRecord } from './history/run-record.ts';
import { problemOf } from './server/problem.ts';
import type { PanelState } from './panel-state.ts';
import type { Targets } from './targets.ts';

type Ready = Extract<Comparison, { state: 'ready' }>;

/** Two runs, or two periods, side by side. */
export interface ComparisonController {
  runs(before: RunRecord, now: RunRecord): void;
  /** Compares the period asked about with `before`, by default the period of equal length just before it. */
  periods(target: string, asked: Asked, before?: { readonly start: string; readonly end: string }): void;
  close(): void;
}

export function createComparisonController(
  editor: AnalysisEditor,
  panelState: PanelState,
  targets: Targets,
): ComparisonController {
  let reading: AbortController | undefined;
  const set = (state: Comparison) => panelState.set({ kind: 'comparison', state });
  const stop = () => {
    reading?.abort();
    reading = undefined;
  };
  const isSameTarget = ({ run: first }: RunRecord, { run: second }: RunRecord) =>
    targets.idNow(first.target.id) === targets.idNow(second.target.id);
  set({ state: 'none' });
  return {
    runs(before, now) {
      stop();
      const compared = compareRuns(before, now, isSameTarget(before, now));
      if (compared === undefined) {
        const message = editor.l10n.t('Only runs that have finished can be compared.');
        panelState.post({ kind: 'notice', level: 'warning', message });
      } else set(compared);
    },
    periods(target, asked, before) {
      stop();
      const controller = (reading = new AbortController());
      set({ state: 'loading' });
      comparePeriods(targets.connection(target), asked, before, { signal: controller.signal }).then(
        (answer) => {
          if (reading !== controller) return;
          const side = (days: { start_date: string; end_date: string }, total: number): Ready['now'] => ({
            label: `${days.start_date} – ${days.end_date}`,
            target: targets.find(target)?.label ?? target,
            asked: { ...asked, period: { preset: 'range', start: days.start_date, end: days.end_date } },
            run: null,
            author: null,
            total,
            analysis: '',
          });
          set({
            state: 'ready',
            before: side(answer.period_before, answer.total.before),
            now: side(answer.period, answer.total.now),
            total: answer.total,
            changes: changesOf(answer),
            ...(answer.note !== undefined && { note: answer.note }),
          });
        },
        (thrown: unknown) => {
          if (reading === controller) set({ state: 'failed', problem: problemOf(thrown, editor.l10n) });
        },
      );
    },
    close() {
      stop();
      set({ state: 'none' });
    },
  };
}

/** Returns `undefined` if one of the runs has no figures. */
function compareRuns(before: RunRecord, now: RunRecord, sameTarget: boolean): Ready | undefined {
  const [earlier, later] = [before.result, now.result];
  if (earlier === null || later === null) return undefined;
  const share = sameTarget ? shareOfTime(before, now) : undefined;
  const significant = (pair: Omit<CountPair, 'value'>, comparisons: number) =>
    share === undefined ? null : isSignificant(pair, { share, comparisons });
  const pairs = DIMENSIONS.flatMap(({ id }) =>
    pairCounts(earlier.figures[id], later.figures[id]).map((pair) => ({ dimension: id, ...pair })),
  );
  const changes = pairs
    .map((pair): Change => ({ ...pair, significant: significant(pair, pairs.length) }))
    .sort(largestChangeFirst);
  const totals = { before: earlier.figures.total, now: later.figures.total };
  return {
    state: 'ready',
    before: sideOf(before, earlier),
    now: sideOf(now, later),
    total: { ...totals, significant: significant(totals, 1) },
    changes: changes.slice(0, MOST_VALUES),
  };
}

/** The later period's share of all days; `undefined` if filters differ or periods overlap. */
function shareOfTime({ run: before }: RunRecord, { run: now }: RunRecord): number | undefined {
  const [first, second] = [before.asked, now.asked];
  const sameCases = JSON.stringify(first.filters) === JSON.stringify(second.filters);
  const apart = first.period.end < second.period.start || second.period.end < first.period.start;
  return sameCases && apart ? shareOfDays(first.period, second.period) : undefined;
}

function sideOf({ run }: RunRecord, { author, figures, analysis }: NonNullable<RunRecord['result']>): Ready['now'] {
  const { asked, target } = run;
  return {
    label: asked.question === '' ? `${asked.period.start} – ${asked.period.end}` : asked.question,
    target: target.label,
    asked,
    run: run.id,
    author,
    total: figures.total,
    analysis,
  };
}

/** The same question over the period of equal length just before; `undefined` if the calendar has none. */
export function overPeriodBefore(asked: Asked): Asked | undefined {
  const before = periodBefore(asked.period);
  return before === null ? undefined : { ...asked, period: { preset: 'range', ...before } };
}
