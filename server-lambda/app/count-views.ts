import type { ChartSpec } from '#core/charts/chart-spec.ts';
import type { ChartWords } from '#core/charts/chart-words.ts';
import { timeChart } from '#core/charts/time-chart.ts';
import { barChart } from '#core/charts/value-charts.ts';
import { DIMENSIONS, type Dimension, type DimensionId } from '#core/contract/dimensions.ts';
import { amount, counts, list, shape, type Count, type Shape } from './read.ts';
import { facts, filled, headed, sentence, titleOf, type View } from './view.ts';

/** `analyze_case_summaries`: the figures over all matching cases. */
export function ofAnalysis(answer: Shape, words: ChartWords): View | undefined {
  const figures = shape(answer['figures']);
  const total = amount(figures?.['total']);
  if (figures === undefined || total === undefined) return undefined;
  if (total === 0) return sentence('No cases match.');
  const before = amount(shape(shape(answer['coverage'])?.['period_before'])?.['total']);
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', total],
      ['In the period before', before],
      ['Accounts', existing(counts(figures['by_account']))],
      ['Summaries read', amount(answer['summaries_analyzed'])],
    ]),
    charts: countCharts(({ id }) => counts(figures[`by_${id}`]), counts(figures['by_month']), words),
  };
}

/** `describe_data`: everything that there is. */
export function ofData(answer: Shape, words: ChartWords): View | undefined {
  const values = shape(answer['values']);
  const total = amount(answer['total_cases']);
  if (values === undefined || total === undefined) return undefined;
  if (total === 0) return sentence('There are no cases yet.');
  const period = { start_date: answer['first_day'], end_date: answer['last_day'] };
  return {
    kind: 'charts',
    heading: headed('All support cases', period, words),
    facts: facts(words, [
      ['Cases', total],
      ['With a summary', amount(answer['with_summary'])],
      ['Accounts', amount(answer['accounts'])],
    ]),
    charts: countCharts(({ argument }) => counts(values[argument]), counts(answer['months']), words),
  };
}

/** `get_case_summary`: root causes with overall totals. */
export function ofRootCauses(answer: Shape, words: ChartWords): View | undefined {
  const total = amount(answer['total_cases']);
  const accounts = amount(answer['unique_accounts']);
  const rows = list(answer['rows']);
  if (total === undefined || accounts === undefined || rows === undefined) return undefined;
  if (total === 0) return sentence('No cases match.');
  const categories = counts(
    rows.map((row) => ({ value: shape(row)?.['rca_category'], count: shape(row)?.['category_count'] })),
  );
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', total],
      ['Accounts', accounts],
      ['Services', amount(answer['unique_services'])],
    ]),
    charts: filled([barsOf('rca_category', categories, words)]),
  };
}

/** `get_service_trends`: cases by service, day and root cause. */
export function ofTrends(answer: Shape, words: ChartWords): View | undefined {
  const rows = list(answer['rows']);
  const columns = list(answer['columns']);
  if (rows === undefined || !['servicecode', 'date', 'case_count'].every((name) => columns?.includes(name))) {
    return undefined;
  }
  if (rows.length === 0) return sentence('No cases match.');
  const sumBy = (column: string) =>
    counts(rows.map((row) => ({ value: shape(row)?.[column], count: shape(row)?.['case_count'] }))).reduce(
      (sums, { value, count }) => sums.set(value, (sums.get(value) ?? 0) + count),
      new Map<string | null, number>(),
    );
  const services = largestFirst(sumBy('servicecode'));
  const moments = [...sumBy('date')].map(([time, count]) => ({ time, count }));
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', services.reduce((total, { count }) => total + count, 0)],
      ['Services', existing(services)],
    ]),
    charts: filled([
      overTime(moments, words),
      barsOf('service', services, words),
      barsOf('rca_category', largestFirst(sumBy('rca_category')), words),
    ]),
  };
}

/** The first dimensions are those that most questions are about. */
const MOST_DIMENSIONS = 3;

/** The first dimension, time, and the next dimensions. */
function countCharts(
  countsOf: (dimension: Dimension) => readonly Count[],
  months: readonly Count[],
  words: ChartWords,
): readonly ChartSpec[] {
  const [first, ...others] = DIMENSIONS.slice(0, MOST_DIMENSIONS).map((dimension) =>
    barChart(dimension, countsOf(dimension), words, titleOf(dimension)),
  );
  const moments = months.map(({ value, count }) => ({ time: value, count }));
  return filled([...(first === undefined ? [] : [first]), overTime(moments, words), ...others]);
}

function barsOf(id: DimensionId, values: readonly Count[], words: ChartWords): ChartSpec {
  const dimension = DIMENSIONS.find((each) => each.id === id) ?? DIMENSIONS[0];
  return barChart(dimension, values, words, titleOf(dimension));
}

function overTime(moments: Parameters<typeof timeChart>[0], words: ChartWords): ChartSpec {
  return timeChart(moments, words, { title: (unit) => `Cases by ${unit}` });
}

function largestFirst(sums: ReadonlyMap<string | null, number>): readonly Count[] {
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

function existing(entries: readonly Count[]): number {
  return entries.filter(({ value }) => value !== null).length;
}
