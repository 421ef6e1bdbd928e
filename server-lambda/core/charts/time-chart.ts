import { inDimensionOrder, type DimensionSpec } from '../contract/dimensions.ts';
import { addDays, isDay } from '../days.ts';
import type { ChartSpec, Mark, Series } from './chart-spec.ts';
import { countText, labelOf, type ChartWords } from './chart-words.ts';
import { toneOf } from './value-charts.ts';

/** Cases of one value at one time. */
export interface Moment {
  /** A day `YYYY-MM-DD` or a month `YYYY-MM`, alike in all of a chart; anything else is no usable date. */
  readonly time: string | null;
  readonly value?: string | null;
  readonly count: number;
}

export const TIME_UNITS = ['day', 'week', 'month', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export interface TimeChartOptions {
  readonly title: string | ((unit: TimeUnit) => string);
  /** What the columns are stacked by; absent if they are not. */
  readonly dimension?: Pick<DimensionSpec, 'values'>;
  /** No columns are of a shorter unit: that of the moments, where it is no day and no month. */
  readonly shortest?: TimeUnit;
  /** More columns than this are too thin to tell apart, and time goes by longer units. */
  readonly most?: number;
}

interface Span {
  /** The first day of it. */
  readonly start: string;
  readonly counts: number[];
}

const MOST_COLUMNS = 36;
/** So that a wrong year costs nothing. */
const MOST_SPANS = 12_000;

/** Cases over time, those times without cases among them, in the shortest unit that has few enough columns. */
export function timeChart(
  moments: readonly Moment[],
  words: ChartWords,
  { title: titled, dimension, shortest, most = MOST_COLUMNS }: TimeChartOptions,
): ChartSpec {
  const { t, number } = words;
  const found = [...new Set(moments.map(({ value = null }) => value))].map((value) => ({ value }));
  const values = dimension === undefined ? [{ value: null }] : inDimensionOrder(dimension, found);
  const series = values.map(({ value }): Series => {
    return dimension === undefined
      ? { label: t('Cases'), tone: 'plain' }
      : { label: labelOf(value, words), tone: toneOf(dimension, value) };
  });
  const dated = moments.flatMap(({ time, value = null, count }) => {
    const day = dayOf(time);
    return day === undefined ? [] : [{ day, series: values.findIndex((entry) => entry.value === value), count }];
  });
  const finest = moments.some(({ time }) => isMonth(time)) ? 'month' : 'day';
  const by = (unit: TimeUnit) => spansOf(dated, unit, series.length);
  const units = TIME_UNITS.slice(TIME_UNITS.indexOf(shortest ?? finest));
  const unit = units.find((each) => by(each).length <= most) ?? 'year';
  const spans = by(unit);
  const title = typeof titled === 'string' ? titled : titled(unit);
  const undated = sum(moments.map(({ count }) => count)) - sum(dated.map(({ count }) => count));
  const notes = [
    ...(finest === 'day' && unit !== 'day' ? [t('The first and the last column may be incomplete.')] : []),
    ...(undated > 0 ? [t('{0} more have no usable date.', number(undated))] : []),
  ];
  return {
    kind: 'columns',
    title,
    sentence: sentence(title, spans, unit, words),
    ...(notes.length > 0 && { note: notes.join(' ') }),
    series,
    marks: spans.map((span) => markOf(span, unit, series, words)),
    table: tableOf(unit === 'year' ? 'month' : unit, unit === 'year' ? by('month') : spans, series, undated, words),
  };
}

function spansOf(
  dated: readonly { readonly day: string; readonly series: number; readonly count: number }[],
  unit: TimeUnit,
  seriesCount: number,
): readonly Span[] {
  const starts = dated.map(({ day }) => startOf(unit, day)).sort();
  const last = starts.at(-1) ?? '';
  const spans = new Map<string, Span>();
  for (let start = starts[0] ?? '~'; start <= last && spans.size < MOST_SPANS; start = after(unit, start)) {
    spans.set(start, { start, counts: Array.from({ length: seriesCount }, () => 0) });
  }
  for (const { day, series, count } of dated) {
    const counts = spans.get(startOf(unit, day))?.counts;
    if (counts !== undefined) counts[series] = (counts[series] ?? 0) + count;
  }
  return [...spans.values()];
}

function markOf({ start, counts }: Span, unit: TimeUnit, series: readonly Series[], words: ChartWords): Mark {
  const { number } = words;
  const label = timeLabel(start, unit, words);
  const total = countText(label, sum(counts), words);
  const parts = series.flatMap((one, at) => (counts[at] ? [`${one.label} ${number(counts[at])}`] : []));
  return {
    label,
    name: series.length < 2 || parts.length === 0 ? total : `${total} (${parts.join(', ')})`,
    pick: { kind: 'days', start, end: addDays(after(unit, start), -1) },
    counts,
  };
}

function tableOf(
  unit: TimeUnit,
  spans: readonly Span[],
  series: readonly Series[],
  undated: number,
  words: ChartWords,
): ChartSpec['table'] {
  const { t } = words;
  const heads = { day: t('Day'), week: t('Week'), month: t('Month'), year: t('Year') };
  const isStacked = series.length > 1;
  const rows = spans.map(({ start, counts }) => ({
    label: timeLabel(start, unit, words),
    cells: isStacked ? [...counts, sum(counts)] : counts,
  }));
  // Their series are not distinguished; the last column has the total.
  const unknown = isStacked ? series.map(() => null) : [];
  return {
    heads: [heads[unit], ...series.map(({ label }) => label), ...(isStacked ? [t('Total')] : [])],
    rows: [...rows, ...(undated > 0 ? [{ label: t('(no date)'), cells: [...unknown, undated] }] : [])],
  };
}

function sentence(title: string, spans: readonly Span[], unit: TimeUnit, words: ChartWords): string {
  const { t, number } = words;
  const totals = spans.map(({ start, counts }) => ({ label: timeLabel(start, unit, words), count: sum(counts) }));
  const [first, last] = [totals[0], totals.at(-1)];
  if (first === undefined || last === undefined) return t('{0}: no cases.', title);
  if (totals.length === 1) return t('{0}: {1}.', title, `${first.label} ${number(first.count)}`);
  const top = totals.reduce((most, each) => (each.count > most.count ? each : most));
  return t(
    '{0}: from {1} in {2} to {3} in {4}; the peak is {5} in {6}.',
    title,
    number(first.count),
    first.label,
    number(last.count),
    last.label,
    number(top.count),
    top.label,
  );
}

function timeLabel(start: string, unit: TimeUnit, { shortDay, month }: ChartWords): string {
  if (unit === 'year') return start.slice(0, 4);
  return unit === 'month' ? month(start) : shortDay(start);
}

/** The day, or the first of the month; undefined for an invalid date, or a year that no support case can have. */
function dayOf(time: string | null): string | undefined {
  const day = isMonth(time) ? `${time}-01` : time;
  return day !== null && /^(19|20|21)/.test(day) && isDay(day) ? day : undefined;
}

function isMonth(time: string | null): boolean {
  return time?.length === 7;
}

function startOf(unit: TimeUnit, day: string): string {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      // Monday.
      return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
    case 'month':
      return `${day.slice(0, 7)}-01`;
    case 'year':
      return `${day.slice(0, 4)}-01-01`;
  }
}

/** The start of the next unit. */
function after(unit: TimeUnit, start: string): string {
  const days = { day: 1, week: 7, month: 31, year: 366 }[unit];
  return startOf(unit, addDays(start, days));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
