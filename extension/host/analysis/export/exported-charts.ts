import type { StoredResult } from '../history/run-record.ts';
import type { Chart, ChartWords } from '../../../protocol/charts/chart.ts';
import { barChart, monthChart, pairChart, severityChart } from '../../../protocol/charts/count-charts.ts';
import type { Dimension } from '../../../protocol/analysis-values.ts';

type Counted = Exclude<Dimension, 'month'>;

/** The charts of a result, against the period before where that is known; none without cases. */
export function exportedCharts({ figures, before }: StoredResult, words: ChartWords): readonly Chart[] {
  if (figures.total === 0) return [];
  const { say } = words;
  const headings: Readonly<Record<Counted, string>> = {
    severity: say('Severity'),
    service: say('Services'),
    rcaCategory: say('Root causes'),
    lifecycleCategory: say('Lifecycle'),
    account: say('Accounts'),
  };
  const names: readonly Counted[] = ['severity', 'service', 'rcaCategory', 'lifecycleCategory', 'account'];
  const time =
    figures.severityByMonth === undefined
      ? monthChart(say('Cases by month'), figures.month, words)
      : severityChart(say('Severity over time'), figures.severityByMonth, words);
  const dimensions = names.map((name) =>
    before === null
      ? barChart(headings[name], figures[name], words, name === 'severity' ? 'severity' : 'other')
      : pairChart(headings[name], figures[name], before.figures[name], words),
  );
  return [time, ...dimensions];
}
