import type { CountPair } from '../analysis/changes.ts';
import type { Count } from '../contract/figures.ts';
import { inDimensionOrder, type DimensionSpec } from '../contract/dimensions.ts';
import { TONES, type ChartSpec, type Mark, type Tone } from './chart-spec.ts';
import { countText, labelOf, type ChartWords } from './chart-words.ts';

/** As many rows as one takes in at a glance. */
const MOST_ROWS = 8;
/** As many values as one keeps in mind when they are read aloud. */
const MOST_SAID = 5;

/** What a chart needs to know of a dimension. */
type Charted = Pick<DimensionSpec, 'label' | 'plural' | 'values'>;

/** One row per value, in the order of the dimension; one row for all values after the first eight. */
export function barChart(
  dimension: Charted,
  counts: readonly Count[],
  words: ChartWords,
  title = words.t(dimension.plural),
): ChartSpec {
  const { t, number } = words;
  const ordered = inDimensionOrder(dimension, counts).map((entry) => ({
    ...entry,
    label: labelOf(entry.value, words),
  }));
  // One value beyond the most needs no more room than a rest of one.
  const shown = ordered.length <= MOST_ROWS + 1 ? ordered : ordered.slice(0, MOST_ROWS);
  const rest = ordered.slice(shown.length);
  const row = (label: string, count: number): Omit<Mark, 'pick'> => ({
    label,
    name: countText(label, count, words),
    counts: [count],
    texts: [number(count)],
  });
  const marks = shown.map(({ value, label, count }): Mark => ({
    ...row(label, count),
    pick: { kind: 'value', value },
    tone: toneOf(dimension, value),
  }));
  if (rest.length > 0) {
    const count = rest.reduce((total, entry) => total + entry.count, 0);
    marks.push({ ...row(t('{0} others', number(rest.length)), count), pick: { kind: 'rest' }, tone: 'none' });
  }
  return {
    kind: 'bars',
    title,
    sentence: sentence(
      title,
      ordered.map(({ label, count }) => `${label} ${number(count)}`),
      words,
    ),
    series: [{ label: t('Cases'), tone: 'plain' }],
    marks,
    table: {
      heads: [t(dimension.label), t('Cases')],
      rows: ordered.map(({ label, count }) => ({ label, cells: [count] })),
    },
  };
}

export interface Pair extends CountPair {
  /** Whether the change is statistically significant; absent if it was not tested. */
  readonly significant?: boolean | undefined;
}

/** The first eight pairs, in the order given; all of them in the table. */
export function pairChart(
  dimension: Charted,
  pairs: readonly Pair[],
  words: ChartWords,
  title = words.t(dimension.plural),
): ChartSpec {
  const { t, number, signed } = words;
  const labelled = pairs.map((pair) => ({ ...pair, label: labelOf(pair.value, words) }));
  const isTested = pairs.some(({ significant }) => significant !== undefined);
  return {
    kind: 'pairs',
    title,
    sentence: sentence(
      title,
      labelled.map(({ label, before, now, significant }) =>
        significant === true
          ? t('{0} from {1} to {2} (statistically significant)', label, number(before), number(now))
          : t('{0} from {1} to {2}', label, number(before), number(now)),
      ),
      words,
    ),
    ...(isTested && { note: t('▲ and ▼ mark statistically significant changes.') }),
    series: [
      { label: t('This period'), tone: 'plain' },
      { label: t('Before'), tone: 'before' },
    ],
    marks: labelled.slice(0, MOST_ROWS).map(({ value, label, before, now, significant }): Mark => {
      const change = now === before ? number(now) : `${number(now)} (${signed(now - before)})`;
      const sign = now > before ? '▲' : '▼';
      return {
        label,
        name: t('{0}, {1} before', countText(label, now, words), number(before)),
        pick: { kind: 'value', value },
        counts: [now, before],
        texts: [significant === true ? `${change} ${sign}` : change, number(before)],
      };
    }),
    table: {
      heads: [
        t(dimension.label),
        t('This period'),
        t('Before'),
        t('Change'),
        ...(isTested ? [t('Statistically significant')] : []),
      ],
      rows: labelled.map(({ label, before, now, significant }) => ({
        label,
        cells: [now, before, now - before, ...(isTested ? [significant === true ? t('yes') : t('no')] : [])],
      })),
    },
  };
}

/** The colour of a value: its own if it is a severity, none if the dimension has a list without it. */
export function toneOf({ values }: Pick<DimensionSpec, 'values'>, value: string | null): Tone {
  if (values === undefined) return 'plain';
  return TONES.find((tone) => tone === value && values.includes(tone)) ?? 'none';
}

function sentence(title: string, said: readonly string[], { t, number }: ChartWords): string {
  if (said.length === 0) return t('{0}: no cases.', title);
  const first = said.slice(0, MOST_SAID).join(', ');
  return said.length > MOST_SAID
    ? t('{0}: {1}, and {2} more.', title, first, number(said.length - MOST_SAID))
    : t('{0}: {1}.', title, first);
}
