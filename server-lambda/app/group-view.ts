import type { ChartSpec } from '#core/charts/chart-spec.ts';
import { labelOf, type ChartWords } from '#core/charts/chart-words.ts';
import { timeChart } from '#core/charts/time-chart.ts';
import { barChart, pairChart, type Pair } from '#core/charts/value-charts.ts';
import { DIMENSIONS, type DimensionSpec } from '#core/contract/dimensions.ts';
import { amount, list, shape, text, type Shape } from './read.ts';
import { facts, filled, headed, sentence, type View } from './view.ts';

/** Units of time that the columns of a chart may have. */
const CHARTED_UNITS = ['day', 'week', 'month'] as const;

const SPECS: readonly DimensionSpec[] = DIMENSIONS;

type Charted = Pick<DimensionSpec, 'label' | 'plural' | 'values'>;

/** `count_cases`: cases by none, one or two facts or units of time. */
export function ofGroups(answer: Shape, words: ChartWords): View | undefined {
  const by = list(answer['by'])?.map(text);
  const rows = list(answer['rows'])
    ?.map(shape)
    .filter((row) => row !== undefined);
  const total = amount(answer['total_cases']);
  if (by === undefined || rows === undefined || total === undefined) return undefined;
  const names = by.filter((name) => name !== undefined);
  const before = amount(shape(answer['total_change'])?.['before']);
  if (total === 0 && (before ?? 0) === 0) return sentence('No cases match.');
  const closed = shape(answer['time_to_close']);
  return {
    kind: 'charts',
    heading: headed('Support cases', shape(answer['period']) ?? {}, words),
    facts: facts(words, [
      ['Cases', total],
      ['In the period before', before],
      ['Median days to close (approximate)', amount(closed?.['median_days'])],
    ]),
    charts: filled(chartsOf(names, rows, words)),
  };
}

function chartsOf(names: readonly string[], rows: readonly Shape[], words: ChartWords): readonly ChartSpec[] {
  const unit = CHARTED_UNITS.find((each) => names.includes(each));
  const others = names.filter((name) => name !== unit);
  return [
    ...(unit === undefined ? [] : [overTime(unit, others, rows, words)]),
    ...(others.length === 0 ? [] : [byValues(others, rows, words)]),
  ];
}

/** Stacked by severity, which has colours; other values have a chart of their own. */
function overTime(
  unit: (typeof CHARTED_UNITS)[number],
  others: readonly string[],
  rows: readonly Shape[],
  words: ChartWords,
): ChartSpec {
  const stacked = SPECS.find(({ id }) => id === 'severity' && others.includes(id));
  const moments = rows.map((row) => ({
    time: text(row[unit]) ?? null,
    value: stacked === undefined ? null : (text(row[stacked.id]) ?? null),
    count: amount(row['count']) ?? 0,
  }));
  return timeChart(moments, words, {
    title: (shown) => `Cases by ${shown}`,
    shortest: unit,
    ...(stacked !== undefined && { dimension: stacked }),
  });
}

function byValues(names: readonly string[], rows: readonly Shape[], words: ChartWords): ChartSpec {
  const charted = chartedAs(names);
  const title = `Cases by ${charted.label.toLowerCase()}`;
  const isCompared = rows.some((row) => amount(row['before']) !== undefined);
  const pairs = new Map<string | null, Pair & { readonly significant: boolean }>();
  for (const row of rows) {
    const value = valueOf(names, row, words);
    const { now = 0, before = 0 } = pairs.get(value) ?? {};
    pairs.set(value, {
      value,
      now: now + (amount(row['count']) ?? 0),
      before: before + (amount(row['before']) ?? 0),
      significant: row['significant'] === true,
    });
  }
  const largest = [...pairs.values()].sort((one, other) => other.now - one.now);
  if (isCompared) return pairChart(charted, largest, words, `${title}, before and now`);
  const counts = largest.map(({ value, now }) => ({ value, count: now }));
  return barChart(charted, counts, words, title);
}

/** The values of a row as one text. */
function valueOf(names: readonly string[], row: Shape, words: ChartWords): string | null {
  const values = names.map((name) => {
    const value = row[name];
    return typeof value === 'number' ? String(value) : (text(value) ?? null);
  });
  const [only = null] = values;
  return values.length === 1 ? only : values.map((value) => labelOf(value, words)).join(', ');
}

function chartedAs(names: readonly string[]): Charted {
  const labels = names.map((name) => SPECS.find(({ id }) => id === name)?.label ?? name);
  const [first = '', second] = labels;
  if (second !== undefined) return { label: `${first} and ${second}`, plural: 'Combinations' };
  return (
    DIMENSIONS.find(({ id }) => id === names[0]) ?? { label: capitalised(first), plural: `${capitalised(first)}s` }
  );
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
