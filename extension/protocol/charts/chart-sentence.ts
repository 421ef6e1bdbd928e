import type { Chart, ChartWords, ColumnChart } from './chart.ts';

/** As many values as one keeps in mind when they are read aloud. */
const MOST_SAID = 5;

/** What a chart shows, in one sentence, for who hears it and for who skims. */
export function chartSentence(chart: Chart, words: ChartWords): string {
  const { say, number } = words;
  switch (chart.kind) {
    case 'bars': {
      if (chart.bars.length === 0) return say('{0}: no cases.', chart.heading);
      const said = chart.bars.slice(0, MOST_SAID).map(({ label, count }) => `${label} ${number(count)}`);
      return sentence(chart.heading, said, chart.bars.length - said.length, words);
    }
    case 'pairs': {
      if (chart.pairs.length === 0) return say('{0}: no cases.', chart.heading);
      const said = chart.pairs
        .slice(0, MOST_SAID)
        .map(({ label, now, before }) => say('{0} from {1} to {2}', label, number(before), number(now)));
      return sentence(chart.heading, said, chart.pairs.length - said.length, words);
    }
    case 'columns':
      return columnSentence(chart, words);
  }
}

function sentence(heading: string, said: readonly string[], left: number, { say, number }: ChartWords): string {
  return left > 0
    ? say('{0}: {1}, and {2} more.', heading, said.join(', '), number(left))
    : say('{0}: {1}.', heading, said.join(', '));
}

function columnSentence({ heading, columns }: ColumnChart, { say, number, month }: ChartWords): string {
  const totals = columns.map((column) => ({
    month: column.month,
    count: column.counts.reduce((sum, count) => sum + count, 0),
  }));
  const [first] = totals;
  const last = totals.at(-1);
  if (first === undefined || last === undefined) return say('{0}: no cases.', heading);
  if (totals.length === 1) return say('{0}: {1}.', heading, `${month(first.month)} ${number(first.count)}`);
  const top = totals.reduce((most, column) => (column.count > most.count ? column : most));
  return say(
    '{0}: {1} in {2}, {3} in {4}; the most are {5} in {6}.',
    heading,
    number(first.count),
    month(first.month),
    number(last.count),
    month(last.month),
    number(top.count),
    month(top.month),
  );
}
