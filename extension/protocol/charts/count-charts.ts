import { visibleText } from '../visible-text.ts';
import type { BarChart, ChartWords, Column, ColumnChart, Count, PairChart, Series } from './chart.ts';
import { isMonth, monthsBetween } from './months.ts';
import { bySeverity, severityTone } from './severity.ts';

const LONGEST_LABEL = 200;

/** Values in the order given; severities from the gravest on, in their colours. */
export function barChart(
  heading: string,
  counts: readonly Count[],
  words: ChartWords,
  dimension: 'severity' | 'other' = 'other',
): BarChart {
  const severity = dimension === 'severity';
  const bars = (severity ? bySeverity(counts) : counts).map(({ value, count }) => ({
    value,
    label: labelOf(value, words),
    tone: severity ? severityTone(value) : 'plain',
    count,
  }));
  return { kind: 'bars', heading, bars };
}

/** Each value in the period and in the one before it, the largest change first, whichever way it goes. */
export function pairChart(
  heading: string,
  now: readonly Count[],
  before: readonly Count[],
  words: ChartWords,
): PairChart {
  const [current, earlier] = [now, before].map((counts) => new Map(counts.map(({ value, count }) => [value, count])));
  const pairs = [...new Set([...now, ...before].map(({ value }) => value))].map((value) => ({
    value,
    label: labelOf(value, words),
    now: current?.get(value) ?? 0,
    before: earlier?.get(value) ?? 0,
  }));
  const change = (pair: { readonly now: number; readonly before: number }) => Math.abs(pair.now - pair.before);
  return { kind: 'pairs', heading, pairs: pairs.sort((a, b) => change(b) - change(a) || b.now - a.now) };
}

/** Cases by month (`YYYY-MM`), in any order. */
export function monthChart(heading: string, months: readonly Count[], words: ChartWords): ColumnChart {
  const counts = months.map(({ value, count }) => ({ month: value, series: '', count }));
  return columnChart(heading, counts, [{ value: '', label: words.say('Cases'), tone: 'plain' }]);
}

/** Cases of one severity in one month. */
export interface SeverityInMonth {
  /** `YYYY-MM`. */
  readonly month: string | null;
  readonly severity: string | null;
  readonly count: number;
}

/** Severity over time, the gravest at the foot of each column. */
export function severityChart(heading: string, counts: readonly SeverityInMonth[], words: ChartWords): ColumnChart {
  const severities = bySeverity(
    [...new Set(counts.map(({ severity }) => severity))].map((value) => ({
      value,
      label: labelOf(value, words),
      tone: severityTone(value),
    })),
  );
  const cells = counts.map(({ month, severity, count }) => ({ month, series: severity, count }));
  return columnChart(heading, cells, severities);
}

interface Cell {
  readonly month: string | null;
  readonly series: string | null;
  readonly count: number;
}

function columnChart(
  heading: string,
  cells: readonly Cell[],
  series: readonly (Series & { readonly value: string | null })[],
): ColumnChart {
  const dated = cells.flatMap((cell) => (isMonth(cell.month) ? [{ ...cell, month: cell.month }] : []));
  const at = new Map(series.map(({ value }, index) => [value, index]));
  const counts = new Map<string, number[]>();
  for (const month of monthsBetween(dated.map((cell) => cell.month))) {
    counts.set(
      month,
      series.map(() => 0),
    );
  }
  for (const { month, series: value, count } of dated) {
    const column = counts.get(month);
    const index = at.get(value);
    if (column !== undefined && index !== undefined) column[index] = (column[index] ?? 0) + count;
  }
  const columns = [...counts].map(([month, values]): Column => ({ month, counts: values }));
  return {
    kind: 'columns',
    heading,
    series: series.map(({ label, tone }) => ({ label, tone })),
    columns,
    undated: sum(cells) - sum(dated),
  };
}

function sum(cells: readonly { readonly count: number }[]): number {
  return cells.reduce((total, { count }) => total + count, 0);
}

/** In one line, of a length that one reads. */
function labelOf(value: string | null, words: ChartWords): string {
  if (value === null || value.trim() === '') return words.say('(none)');
  const line = visibleText(value.slice(0, LONGEST_LABEL)).replaceAll(/\s+/g, ' ');
  return value.length <= LONGEST_LABEL ? line : `${line}…`;
}
