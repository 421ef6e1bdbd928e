import type { ChartWords } from '#core/charts/chart-words.ts';
import { pairChart, type Pair } from '#core/charts/value-charts.ts';
import { DIMENSIONS } from '#core/contract/dimensions.ts';
import { amount, list, shape, text, type Shape } from './read.ts';
import { facts, filled, headed, periodText, sentence, titleOf, type View } from './view.ts';

/** As many as a comparison by all dimensions shows: the first of them. */
const MOST_CHARTS = 3;

/** `compare_periods`: two periods, value by value. */
export function ofComparison(answer: Shape, words: ChartWords): View | undefined {
  const total = readPair(answer['total']);
  const changes = list(answer['changes'])?.map(shape);
  const [now, before] = [shape(answer['period']), shape(answer['period_before'])];
  if (!total || !changes || !now || !before) return undefined;
  if (total.now + total.before === 0) return sentence('No cases match in either period.');
  const compared = DIMENSIONS.filter(({ id }) => changes.some((change) => change?.['dimension'] === id));
  const days = [amount(before['days']), amount(now['days'])] as const;
  const beforeText = periodText(before, words);
  return {
    kind: 'charts',
    heading: headed('Support cases', now, words) + (beforeText === undefined ? '' : `, compared with ${beforeText}`),
    facts: [
      ...facts(words, [
        ['Before', total.before],
        ['Now', total.now],
      ]),
      {
        name: 'Change',
        value: `${words.signed(total.now - total.before)}${total.significant === true ? ' (statistically significant)' : ''}`,
      },
    ],
    charts: filled(
      compared.slice(0, MOST_CHARTS).map((dimension) => {
        const own = changes.filter((change) => change?.['dimension'] === dimension.id);
        const pairs = own.map(readPair).filter((pair) => pair !== undefined);
        return pairChart(dimension, pairs, words, `${titleOf(dimension)}, before and now`);
      }),
    ),
    ...(days[0] !== days[1] &&
      days[0] !== undefined &&
      days[1] !== undefined && {
        note: `The periods differ in length: ${words.number(days[0])} days before, ${words.number(days[1])} now. What counts as significant takes that into account.`,
      }),
  };
}

function readPair(entry: unknown): Pair | undefined {
  const [before, now] = [amount(shape(entry)?.['before']), amount(shape(entry)?.['now'])];
  if (before === undefined || now === undefined) return undefined;
  const value = text(shape(entry)?.['value']) ?? null;
  return { value, before, now, significant: shape(entry)?.['significant'] === true };
}
