import type { Count } from './read.ts';
import type { TimeColumn } from './time-columns.ts';
import type { Words } from './words.ts';

/** One bar or column, or a pair of bars where it has a `before`; with everything that is written about it. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly before?: { readonly value: number; readonly text: string };
  /** Of a pair: the change, and which way it goes where chance does not explain it. */
  readonly change?: { readonly text: string; readonly significant: 'up' | 'down' | undefined };
  /** True for what stands for all the smaller ones. */
  readonly rest?: boolean;
}

export interface Chart {
  readonly heading: string;
  readonly form: 'bars' | 'columns' | 'pairs';
  /** What the chart shows, in one sentence. */
  readonly sentence: string;
  /** The heads of the columns of the table behind the chart. */
  readonly heads: readonly string[];
  readonly bars: readonly Bar[];
  readonly note?: string;
}

/** As many bars as one takes in at a glance; the others become one. */
const MOST_BARS = 8;

const NO_VALUE = '(none)';

/** Horizontal bars in the order given; undefined where there is nothing to draw. */
export function barChart(
  dimension: string,
  counts: readonly Count[],
  words: Words,
  most = MOST_BARS,
): Chart | undefined {
  if (counts.length === 0) return undefined;
  // One value beyond the most needs no more room than a rest of one.
  const shown = counts.length <= most + 1 ? counts : counts.slice(0, most);
  const rest = counts.slice(shown.length);
  const bars: Bar[] = shown.map(({ value, count }) => ({
    label: labelOf(value),
    value: count,
    text: words.number(count),
  }));
  if (rest.length > 0) {
    const sum = rest.reduce((total, { count }) => total + count, 0);
    bars.push({ label: `Other (${words.number(rest.length)})`, value: sum, text: words.number(sum), rest: true });
  }
  const heading = `Cases by ${dimension}`;
  return {
    heading,
    form: 'bars',
    sentence: `${heading}: ${bars.map(({ label, text }) => `${label} ${text}`).join(', ')}.`,
    heads: [capital(dimension), 'Cases'],
    bars,
  };
}

/** Columns in the order of time; undefined where there is nothing to draw. */
export function columnChart(
  unit: string,
  columns: readonly TimeColumn[],
  words: Words,
  note?: string,
): Chart | undefined {
  const bars = columns.map(({ label, count }) => ({ label, value: count, text: words.number(count) }));
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const top = bars.reduce((most, bar) => (bar.value > most.value ? bar : most));
  const heading = `Cases by ${unit}`;
  return {
    heading,
    form: 'columns',
    sentence:
      bars.length === 1
        ? `${heading}: ${first.label} ${first.text}.`
        : `${heading}: from ${first.text} in ${first.label} to ${last.text} in ${last.label}; the most are ${top.text} in ${top.label}.`,
    heads: [capital(unit), 'Cases'],
    bars,
    ...(note !== undefined && { note }),
  };
}

/** One value in two periods. */
export interface Change {
  readonly value: string | null;
  readonly before: number;
  readonly now: number;
  readonly significant: boolean;
}

/** Pairs of bars, in the order given; undefined where there is nothing to draw. */
export function pairChart(dimension: string, changes: readonly Change[], words: Words): Chart | undefined {
  if (changes.length === 0) return undefined;
  const bars = changes.slice(0, MOST_BARS).map(({ value, before, now, significant }): Bar => {
    const direction = now > before ? 'up' : 'down';
    return {
      label: labelOf(value),
      value: now,
      text: words.number(now),
      before: { value: before, text: words.number(before) },
      change: { text: words.signed(now - before), significant: significant ? direction : undefined },
    };
  });
  const heading = `Cases by ${dimension}, before and now`;
  const said = bars.map(
    ({ label, text, before, change }) =>
      `${label} from ${before?.text ?? ''} to ${text}${change?.significant === undefined ? '' : ' (significant)'}`,
  );
  const left = changes.length - bars.length;
  return {
    heading,
    form: 'pairs',
    sentence: `${heading}: ${said.join(', ')}.`,
    heads: [capital(dimension), 'Before', 'Now', 'Change', 'Significant'],
    bars,
    ...(left > 0 && { note: `The ${bars.length} largest changes; ${words.number(left)} more are in the answer.` }),
  };
}

function labelOf(value: string | null): string {
  return value === null || value.trim() === '' ? NO_VALUE : value;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
