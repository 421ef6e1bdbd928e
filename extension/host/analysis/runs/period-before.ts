import { byDimension, type DimensionId } from '#core/contract/dimensions.ts';
import { periodBefore } from '#core/days.ts';
import type { Asked } from '../../../protocol/analysis-draft.ts';
import type { Change, Result } from '../../../protocol/analysis-runs.ts';
import type { Count } from '../../../protocol/analysis-values.ts';
import { askServer, type AsksTools } from '../server/ask-server.ts';
import { ComparisonAnswer } from '../server/answers.ts';
import { filterInput } from '../tool-input.ts';

type Before = NonNullable<Result['before']>;

/** The most values of a dimension that `compare_periods` returns. */
const MOST_VALUES = 500;

/**
 * The figures of the period of equal length just before, with the changes since. Null where there are none: the
 * calendar has no such period, or the run is about a single case.
 */
export async function readBefore(server: AsksTools, asked: Asked, signal: AbortSignal): Promise<Before | null> {
  if (asked.filters.case_id !== null || periodBefore(asked.period) === null) return null;
  return beforeOf(await comparePeriods(server, asked, undefined, { signal }));
}

/** Compares the period asked about with `before`, by default the period of equal length just before it. */
export function comparePeriods(
  server: AsksTools,
  { filters, period }: Pick<Asked, 'filters' | 'period'>,
  before: { readonly start: string; readonly end: string } | undefined,
  options: { readonly signal?: AbortSignal },
): Promise<ComparisonAnswer> {
  const input = {
    start_date: period.start,
    end_date: period.end,
    ...(before && { before_start_date: before.start, before_end_date: before.end }),
    ...filterInput({ ...filters, case_id: null }),
    limit: MOST_VALUES,
  };
  return askServer(server, 'compare_periods', input, ComparisonAnswer, options);
}

export function changesOf(answer: ComparisonAnswer): Change[] {
  return answer.changes.map(({ dimension, value, before, now, significant }) => ({
    dimension,
    value,
    before,
    now,
    significant,
  }));
}

function beforeOf(answer: ComparisonAnswer): Before {
  const changes = changesOf(answer);
  const earlier = (name: DimensionId): Count[] =>
    changes
      .filter(({ dimension, before }) => dimension === name && before > 0)
      .map(({ value, before }) => ({ value, count: before }))
      .sort((a, b) => b.count - a.count);
  return {
    period: { start: answer.period_before.start_date, end: answer.period_before.end_date },
    figures: {
      total: answer.total.before,
      ...byDimension(({ id }) => earlier(id)),
      month: [],
    },
    changes,
  };
}
