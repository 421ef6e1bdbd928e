import type { ChartSpec } from '#core/charts/chart-spec.ts';
import type { ChartWords } from '#core/charts/chart-words.ts';
import { timeChart } from '#core/charts/time-chart.ts';
import { SEVERITIES } from '#core/contract/dimensions.ts';
import type { Figures } from './analysis-values.ts';

/** Five years of months; the side bar is wide enough for that many columns. */
const MOST_COLUMNS = 60;

/** Cases by month, stacked by severity where that is known. */
export function figuresOverTime({ month, severityByMonth }: Figures, words: ChartWords): ChartSpec {
  const { t } = words;
  if (severityByMonth === undefined) {
    const moments = month.map(({ value, count }) => ({ time: value, count }));
    return timeChart(moments, words, { title: t('Cases by month'), most: MOST_COLUMNS });
  }
  return timeChart(
    severityByMonth.map(({ month: time, severity, count }) => ({ time, value: severity, count })),
    words,
    { title: t('Severity over time'), dimension: { values: SEVERITIES }, most: MOST_COLUMNS },
  );
}
