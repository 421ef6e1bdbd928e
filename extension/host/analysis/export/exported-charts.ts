import { pairCounts } from '#core/analysis/changes.ts';
import type { ChartSpec } from '#core/charts/chart-spec.ts';
import type { ChartWords } from '#core/charts/chart-words.ts';
import { barChart, pairChart } from '#core/charts/value-charts.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { figuresOverTime } from '../../../protocol/figures-over-time.ts';
import type { StoredResult } from '../history/run-record.ts';

/** The charts of a result, against the period before where that is known; none without cases. */
export function exportedCharts({ figures, before }: StoredResult, words: ChartWords): readonly ChartSpec[] {
  if (figures.total === 0) return [];
  const dimensions = DIMENSIONS.map((dimension) =>
    before === null
      ? barChart(dimension, figures[dimension.id], words)
      : pairChart(dimension, pairCounts(before.figures[dimension.id], figures[dimension.id]), words),
  );
  return [figuresOverTime(figures, words), ...dimensions];
}
