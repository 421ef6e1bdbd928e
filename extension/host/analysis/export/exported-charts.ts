import { DIMENSIONS } from '#core/contract/dimensions.ts';
import type { StoredResult } from '../history/run-record.ts';
import type { Chart, ChartWords } from '../../../protocol/charts/chart.ts';
import { barChart, monthChart, pairChart, severityChart } from '../../../protocol/charts/count-charts.ts';

/** The charts of a result, against the period before where that is known; none without cases. */
export function exportedCharts({ figures, before }: StoredResult, words: ChartWords): readonly Chart[] {
  if (figures.total === 0) return [];
  const { say } = words;
  const time =
    figures.severityByMonth === undefined
      ? monthChart(say('Cases by month'), figures.month, words)
      : severityChart(say('Severity over time'), figures.severityByMonth, words);
  const dimensions = DIMENSIONS.map(({ id, plural }) =>
    before === null
      ? barChart(say(plural), figures[id], words, id === 'severity' ? 'severity' : 'other')
      : pairChart(say(plural), figures[id], before.figures[id], words),
  );
  return [time, ...dimensions];
}
