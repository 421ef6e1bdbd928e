import { SEVERITIES } from '../contract/dimensions.ts';

/** What a part of a chart is coloured by: a severity, or nothing in particular. */
export const TONES = [...SEVERITIES, 'plain', 'before', 'none'] as const;
export type Tone = (typeof TONES)[number];

/**
 * Everything that a chart shows and says, as data. Pages, exports and the MCP App draw it and add nothing of their own.
 * Labels may be the words of others: they are plain text of one line.
 */
export interface ChartSpec {
  /** Rows of bars; rows of two bars, now and before; or columns over time, stacked if there is more than one series. */
  readonly kind: 'bars' | 'pairs' | 'columns';
  readonly title: string;
  /** What the chart shows, in a sentence for screen readers and for readers who skim. */
  readonly sentence: string;
  readonly note?: string;
  readonly series: readonly Series[];
  /** The rows or columns, in the order in which they are drawn. */
  readonly marks: readonly Mark[];
  /** Every figure behind the chart, also those that the drawing sums up. */
  readonly table: ChartTable;
}

export interface Series {
  readonly label: string;
  readonly tone: Tone;
}

export interface Mark {
  readonly label: string;
  /** The label with its figures: the tooltip, and the name of what can be chosen. */
  readonly name: string;
  readonly pick: Pick;
  /** One for each series. */
  readonly counts: readonly number[];
  /** What is written behind each bar; columns have an axis instead. */
  readonly texts?: readonly string[];
  /** Where it is another than that of its series. */
  readonly tone?: Tone;
}

/** The cases that a mark stands for: those of a value, of some days, or of all the values that have no mark. */
export type Pick =
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'days'; readonly start: string; readonly end: string }
  | { readonly kind: 'rest' };

export interface ChartTable {
  readonly heads: readonly string[];
  /** A cell is a count, a text that says something about counts, or null where nothing is known. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly (number | string | null)[] }[];
}
