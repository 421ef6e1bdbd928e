import type { Chart, ChartWords } from './chart.ts';

/** The table behind a chart: every figure of it, also those that the drawing puts together; null where none is known. */
export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly { readonly label: string; readonly numbers: readonly (number | null)[] }[];
}

/** All figures of a chart, in its order. */
export function chartTable(chart: Chart, words: ChartWords): ChartTable {
  switch (chart.kind) {
    case 'bars':
      return {
        heads: [words.say('Value'), words.say('Cases')],
        rows: chart.bars.map(({ label, count }) => ({ label, numbers: [count] })),
      };
    case 'pairs':
      return {
        heads: [words.say('Value'), words.say('This period'), words.say('Before'), words.say('Change')],
        rows: chart.pairs.map(({ label, now, before }) => ({ label, numbers: [now, before, now - before] })),
      };
    case 'columns': {
      const stacked = chart.series.length > 1;
      const rows = chart.columns.map(({ month, counts }) => ({
        label: words.month(month),
        numbers: stacked ? [...counts, total(counts)] : counts,
      }));
      const series = chart.series.map(({ label }) => label);
      return {
        heads: [words.say('Month'), ...series, ...(stacked ? [words.say('Total')] : [])],
        rows: [...rows, ...(chart.undated > 0 ? [undatedRow(chart.undated, series.length, stacked, words)] : [])],
      };
    }
  }
}

/** Which severity they have is not told apart; the total stands in the last column. */
function undatedRow(undated: number, series: number, stacked: boolean, words: ChartWords): ChartTable['rows'][number] {
  const numbers = stacked ? [...Array.from({ length: series }, () => null), undated] : [undated];
  return { label: words.say('(no date)'), numbers };
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
